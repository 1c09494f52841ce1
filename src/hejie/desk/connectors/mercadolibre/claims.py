"""What does a claim of Mercado Libre say, with its order, its return and its messages, as a notice of a complaint?

Field names and codes are those of the official developer pages (copies of 2024 to 2026). Codes that are not known keep
their own words and move nothing; a claim without an id, or that is no object, is Unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from hejie.casefile.facts import Fact, Value, known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn
from hejie.desk.connectors.mistakes import Unreadable
from hejie.intake import Notice
from hejie.rulebook.handbook import Platform

PLATFORM, CHANNEL, SOURCE = "mercadolibre", "order_message", "Mercado Libre claims API"
SELLERS = frozenset({"seller", "collector", "sender"})
WISHES = {
    "refund": "refund_only",
    "product": "receive_product",
    "return_product": "return_refund",
    "change_product": "exchange",
    "partial_refund": "partial_refund",
}
LONGEST = {"after_sales_id": 100, "buyer": 120, "goods": 300}
_PREFIX = re.compile(r"[A-Z]+")
_ZONE = re.compile(r"([+-]\d\d)(\d\d)\Z")
Json = Mapping[str, Any]


class Claim(NamedTuple):
    """A claim as it stands on the platform, and what the seller may do there now."""

    id: str
    order_id: str
    status: str
    type: str
    stage: str
    reason: str
    site: str
    resolution: str
    has_return: bool
    partial: bool
    fulfilled: bool | None
    created: datetime | None
    updated: datetime | None
    actions: Mapping[str, datetime | None]
    due_at: datetime | None
    must_act: bool
    buyer: str

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done in it."""
        return self.status == "opened"


class Beside(NamedTuple):
    """What stands beside a claim: its detail, order, parcels, expected resolutions and messages, if there are any."""

    detail: Json = {}
    order: Json = {}
    shipment: Json = {}
    returned: Json = {}
    wishes: Sequence[Json] = ()
    messages: Sequence[Json] = ()


def read_claim(told: Any) -> Claim:
    """Return a claim from its JSON; raise Unreadable where it names no claim."""
    if not isinstance(told, Mapping) or not (number := word(told.get("id"))):
        raise Unreadable("a claim", "it is no object with an id")
    players = rows(told.get("players"))
    seller = next((one for one in players if word(one.get("type")) in SELLERS), {})
    buyer = next((one for one in players if one is not seller and word(one.get("role")) != "mediator"), {})
    offered = rows(seller.get("available_actions"))
    must = [one for one in offered if one.get("mandatory") is True]
    resolution = told.get("resolution")
    fulfilled = told.get("fulfilled")
    return Claim(
        id=number,
        order_id=word(told.get("resource_id")) if word(told.get("resource")) == "order" else "",
        status=word(told.get("status")),
        type=word(told.get("type")),
        stage=word(told.get("stage")),
        reason=word(told.get("reason_id")),
        site=word(told.get("site_id")),
        resolution=word(resolution.get("reason")) if isinstance(resolution, Mapping) else "",
        has_return="return" in [word(one) for one in listed(told.get("related_entities"))],
        partial=word(told.get("quantity_type")) == "partial",
        fulfilled=fulfilled if isinstance(fulfilled, bool) else None,
        created=moment(told.get("date_created")),
        updated=moment(told.get("last_updated")),
        actions={name: moment(one.get("due_date")) for one in offered if (name := word(one.get("action")))},
        due_at=min((at for one in must if (at := moment(one.get("due_date")))), default=None),
        must_act=bool(must),
        buyer=word(buyer.get("user_id")),
    )


def notices(claim: Claim, beside: Beside, *, shop: str, variant: str, platform: Platform) -> list[Notice]:
    """Return what a claim tells: one notice for each thing the buyer wrote, or a single one."""
    status = status_of(claim, beside, platform)
    closed = claim.status == "closed"
    notice = Notice(
        platform=PLATFORM,
        shop=shop,
        after_sales_id=claim.id[: LONGEST["after_sales_id"]],
        order_id=claim.order_id,
        claim=claim_of(claim, platform.claims),
        wants=_wants(beside.wishes),
        status=status,
        stage=Stage.CLOSED if closed else None,
        turn=Turn.NOBODY if closed else None,
        amount=paid(beside.order),
        buyer=(_nickname(beside.order) or claim.buyer)[: LONGEST["buyer"]],
        goods=_goods(beside.order)[: LONGEST["goods"]],
        language=site.language if (site := platform.meta.sites.get(claim.site)) else "",
        channel=CHANNEL,
        facts=tuple(_facts(claim, beside, variant)),
        native=_native(claim, beside.detail),
        received_at=claim.updated or claim.created,
    )
    texts = written(beside.messages, by="complainant") or [""]
    return [
        Notice(**{name: getattr(notice, name) for name in Notice.__struct_fields__} | {"text": text})
        for text in texts
    ]


def status_of(claim: Claim, beside: Beside, platform: Platform) -> str:
    """Return the word for where a claim stands, as the platform's folder has it where it knows it."""
    if claim.status == "closed":
        return f"closed.{claim.resolution or 'unsaid'}"
    returned = f"return.{word(beside.returned.get('status'))}"
    if claim.stage in ("claim", "none") and returned in platform.statuses:
        return returned
    turn = word(beside.detail.get("action_responsible"))
    plain = f"{claim.status}.{claim.stage}"
    if claim.stage == "claim" and turn == "buyer" and not claim.must_act:
        return f"{plain}.buyer"
    if claim.stage == "dispute" and (claim.must_act or turn == "seller"):
        return f"{plain}.seller"
    return plain


def claim_of(claim: Claim, codes: Mapping[str, str]) -> str:
    """Return our code for what a claim is about, by its reason, its type, the family of its reason, or its goods."""
    prefix = found[0] if (found := _PREFIX.match(claim.reason)) else ""
    kind = "" if claim.type == "mediations" else claim.type
    for code in (claim.reason, kind, prefix):
        if code in codes:
            return codes[code]
    return "not_received" if claim.fulfilled is False else "other"


def written(messages: Iterable[Json], *, by: str) -> list[str]:
    """Return what one side wrote, the oldest first; what the platform held back was not heard."""
    mine = [
        (moment(one.get("message_date")), text)
        for one in messages
        if word(one.get("sender_role")) == by
        and word(one.get("status")) not in ("moderated", "rejected")
        and (text := word(one.get("message")))
    ]
    return [
        text for at, text in sorted(mine, key=lambda one: (one[0] is not None, one[0] and one[0].timestamp()))
    ]


def paid(order: Json) -> Money | None:
    """Return what the buyer paid for an order, None where it does not say so exactly."""
    return sum_of(order.get("paid_amount"), order.get("currency_id"))


def sum_of(amount: Any, currency: Any) -> Money | None:
    """Return an amount of the platform as money, None where it is none, or no whole minor units."""
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return None
    try:
        return Money.of(amount, word(currency))
    except Exception:  # the many ways in which an amount can be no money; each means that nobody knows it
        return None


def moment(told: Any) -> datetime | None:
    """Return a time with its zone, None for anything else; `-0400` and `-04:00` are both written."""
    if not isinstance(told, str):
        return None
    try:
        at = datetime.fromisoformat(_ZONE.sub(r"\1:\2", told.strip()))
        return at if at.utcoffset() is not None and at.timestamp() else None
    except (ValueError, OverflowError, OSError):
        return None


def word(told: Any) -> str:
    """Return a word or number as text without blanks around it; empty for anything else."""
    if isinstance(told, str):
        return told.encode("utf-8", "replace").decode().replace("\0", "").strip()
    return str(told) if isinstance(told, int) and not isinstance(told, bool) else ""


def listed(told: Any) -> Sequence[Any]:
    """Return a list, empty for anything else."""
    return told if isinstance(told, list) else ()


def rows(told: Any) -> list[Json]:
    """Return the objects of a list."""
    return [one for one in listed(told) if isinstance(one, Mapping)]


def _facts(claim: Claim, beside: Beside, variant: str) -> Iterator[Fact]:
    due = claim.due_at
    if due is None and word(beside.detail.get("action_responsible")) == "seller":
        due = moment(beside.detail.get("due_date"))
    shipped, arrived = (_reached(beside.returned, status) for status in ("shipped", "delivered"))
    way_back, way = _object(beside.returned, "shipping"), beside.shipment
    told: dict[str, tuple[Value | datetime | None, Role]] = {
        "site": (claim.site, Role.PLATFORM),
        "variant": (variant, Role.PLATFORM),
        "applied_at": (claim.created, Role.PLATFORM),
        "platform_due_at": (due if claim.is_open else None, Role.PLATFORM),
        "platform_stepped_in": (claim.stage == "dispute" or None, Role.PLATFORM),
        "goods_status": (
            None if claim.fulfilled is None else "received" if claim.fulfilled else "not_received",
            Role.PLATFORM,
        ),
        "paid_amount": (paid(beside.order), Role.PLATFORM),
        "ordered_at": (moment(beside.order.get("date_created")), Role.PLATFORM),
        "tracking_no": (word(way.get("tracking_number")), Role.PLATFORM),
        "carrier": (word(way.get("tracking_method")), Role.PLATFORM),
        "return_tracking_no": (word(way_back.get("tracking_number")), Role.PLATFORM),
        "returned_at": (shipped, Role.BUYER),
        "return_signed_at": (arrived, Role.CARRIER),
    }
    for name, (value, by) in told.items():
        if isinstance(value, datetime):
            yield known(name, Moment(value), said_by=by, source=SOURCE)
        elif value not in (None, ""):
            yield known(name, value, said_by=by, source=SOURCE)


def _native(claim: Claim, detail: Json) -> dict[str, str]:
    told = {
        "type": claim.type,
        "stage": claim.stage,
        "reason_id": claim.reason,
        "resolution": claim.resolution,
        "actions": ", ".join(sorted(claim.actions)),
        "title": word(detail.get("title")),
        "problem": word(detail.get("problem")),
    }
    return {name: text for name, text in told.items() if text}


def _wants(wishes: Sequence[Json]) -> str:
    mine = [one for one in wishes if word(one.get("player_role")) == "complainant"]
    return WISHES.get(word(mine[-1].get("expected_resolution")), "unstated") if mine else "unstated"


def _reached(returned: Json, status: str) -> datetime | None:
    history = rows(_object(returned, "shipping").get("status_history"))
    return min(
        (at for one in history if one.get("status") == status and (at := moment(one.get("date")))),
        default=None,
    )


def _nickname(order: Json) -> str:
    return word(_object(order, "buyer").get("nickname"))


def _goods(order: Json) -> str:
    items = rows(order.get("order_items"))
    return word(_object(items[0], "item").get("title")) if items else ""


def _object(told: Json, name: str) -> Json:
    found = told.get(name)
    return found if isinstance(found, Mapping) else {}
