"""Where does Mercado Libre keep a claim and what stands beside it, for local and for cross-border sellers?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from hejie.desk.connectors.calling import Answer, Call, Caller
from hejie.desk.connectors.mercadolibre.claims import Claim, Json, read_claim, rows, word
from hejie.desk.connectors.mistakes import Refused

NOT_THERE = (403, 404)  # the first may stand for the second


class Paths(NamedTuple):
    """Where things stand for one family of sellers."""

    claims: str
    returns: str
    orders: str
    shipments: str


PATHS = {
    "local": Paths("/post-purchase/v1/claims", "/post-purchase/v2/claims", "/orders", "/shipments"),
    "cross_border": Paths(
        "/marketplace/v2/claims", "/marketplace/v2/claims", "/marketplace/orders", "/marketplace/shipments"
    ),
}


class Pages:
    """The pages of one account."""

    def __init__(self, caller: Caller, variant: str) -> None:
        self.caller, self.paths = caller, PATHS[variant]

    def claim(self, number: str) -> Claim:
        """Return a claim as it stands now; raise ConnectorTrouble."""
        # The number may be anything that somebody wrote into a file: quoted, it leads to no other page.
        path = f"{self.paths.claims}/{quote(number, safe='')}"
        return read_claim(self.caller.ask(Call(f"the claim {number}", path)))

    def of_claim(self, claim: Claim, part: str) -> Json:
        """Return a part of a claim, empty where there is none."""
        return _object(self._if_there(f"the {part} of a claim", f"{self.paths.claims}/{claim.id}/{part}"))

    def list_of_claim(self, claim: Claim, part: str) -> list[Json]:
        """Return the rows of a part of a claim, none where there is none."""
        return rows(self._if_there(f"the {part} of a claim", f"{self.paths.claims}/{claim.id}/{part}"))

    def order(self, claim: Claim) -> Json:
        """Return the order of a claim, empty where it is about none."""
        return (
            _object(self._if_there("the order", f"{self.paths.orders}/{claim.order_id}"))
            if claim.order_id
            else {}
        )

    def shipment(self, order: Json) -> Json:
        """Return the shipment of an order, empty where it has none."""
        number = word(_object(order.get("shipping")).get("id"))
        return _object(self._if_there("the shipment", f"{self.paths.shipments}/{number}")) if number else {}

    def returned(self, claim: Claim) -> Json:
        """Return the return of a claim, empty where it has none."""
        path = f"{self.paths.returns}/{claim.id}/returns"
        return _object(self._if_there("the return", path)) if claim.has_return else {}

    def action(self, claim: Claim, what: str, path: str, body: bytes = b"") -> Call:
        """Return the call that does something in a claim."""
        return Call(f"{what} in the claim {claim.id}", f"{self.paths.claims}/{claim.id}/{path}", body=body)

    def upload(self, claim: Claim, body: bytes, media_type: str) -> Answer:
        """Send a file to a claim; by itself it shows to nobody."""
        path = f"{self.paths.claims}/{claim.id}/attachments"
        return self.caller.tell(Call("a file", path, body=body, media_type=media_type))

    def _if_there(self, what: str, path: str) -> Any:
        """What stands beside a claim is worth having and not worth losing the claim for."""
        try:
            return self.caller.ask(Call(what, path))
        except Refused as no:
            if no.status in NOT_THERE:
                return None
            raise


def _object(told: Any) -> Json:
    return told if isinstance(told, Mapping) else {}
