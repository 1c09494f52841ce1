"""What is new in the claims of one seller's account on Mercado Libre, and what may be done there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from hejie.casefile import CaseFile
from hejie.closing.errands import Errand, State
from hejie.desk.connectors import Account, Connector, Inbox
from hejie.desk.connectors.calling import Call
from hejie.desk.connectors.mercadolibre.claims import (
    PLATFORM,
    Beside,
    Claim,
    moment,
    notices,
    rows,
    word,
    written,
)
from hejie.desk.connectors.mercadolibre.deeds import DEEDS, Deed
from hejie.desk.connectors.mercadolibre.pages import Pages
from hejie.desk.connectors.mercadolibre.tokens import Tokens
from hejie.desk.connectors.mistakes import ConnectorTrouble, KeysRefused, NoAnswer, Unclear, Unreadable

ADDRESS = "https://api.mercadolibre.com"
KEYS = ("client_id", "client_secret", "refresh_token")
VARIANTS = ("local", "cross_border")
DOES = frozenset(DEEDS)
AT_ONCE, MOST = 50, 10_000  # claims of a page; the search gives no more than so many in all
OVERLAP = timedelta(minutes=10)  # clocks differ


def connect(account: Account) -> Connector:
    """Return the connector of an account."""
    return Seller(account)


class Seller:
    """One seller's account."""

    def __init__(self, account: Account) -> None:
        self.mine, self.caller = account, account.caller
        tokens = Tokens(account.caller, account.keys)
        self.caller.headers, self.caller.renew = tokens.headers, tokens.renew
        self.pages = Pages(account.caller, account.variant or VARIANTS[0])

    def check(self) -> str:
        """Return whose account this is; raise ConnectorTrouble, also where it is another than was configured."""
        told = self.caller.ask(Call("the account", "/users/me"))
        number = word(told.get("id")) if isinstance(told, Mapping) else ""
        if number != self.mine.account:
            raise KeysRefused(f"they are of the account {number or 'nobody'}, not {self.mine.account}")
        return f"{word(told.get('nickname'))} ({number}, {word(told.get('site_id'))})"

    def read(self, inbox: Inbox) -> None:
        """Put every claim into the inbox that changed since the last time, the oldest change first."""
        for told in self._changed(inbox.since.get("updated", "")):
            claim = self.pages.claim(word(told.get("id")))
            self._bring(claim, inbox)
            # As the list has it: the claim itself may have moved on since, past others that still wait in the list.
            if at := moment(told.get("last_updated")):
                inbox.keep({"updated": at.isoformat(timespec="milliseconds")})

    def can(self, errand: Errand) -> bool:
        """Tell whether it could do this, going by its kind alone."""
        ours = errand.platform == PLATFORM and errand.params.get("shop") == self.mine.shop
        return ours and errand.action in DEEDS

    def do(self, errand: Errand, file: CaseFile) -> str:
        """Do what the errand asks, once. What an earlier try, or a person, may have done is looked for first."""
        claim = self.pages.claim(errand.params["after_sales_id"])
        deed = DEEDS[errand.action](self.pages, self.mine.rules.platform(PLATFORM), errand, file)
        if (errand.state is State.QUEUED or deed.shows_by_itself) and (found := deed.trace(claim)):
            return found
        action = offered(deed, claim)
        call = deed.call(claim, action)
        try:
            return deed.receipt(claim, self.caller.tell(call))
        except NoAnswer as lost:
            if found := self._shows(deed, claim):
                return found
            raise Unclear(call.what) from lost

    def _shows(self, deed: Deed, claim: Claim) -> str:
        try:
            return deed.trace(self.pages.claim(claim.id))
        except ConnectorTrouble:  # it cannot be looked at either: a person must
            return ""

    def _changed(self, since: str) -> Iterator[Mapping[str, Any]]:
        """Yield the claims that changed, page by page.

        A claim that changes while the pages are read leaves its place, and those behind it move up: the next page
        begins some claims before the end of the last one. What comes twice for that is yielded once.
        """
        asked = {"player_user_id": self.mine.account, "sort": "last_updated:asc", "limit": str(AT_ONCE)}
        if at := moment(since):
            asked["range"] = f"last_updated:after:{(at - OVERLAP).isoformat(timespec='milliseconds')}"
        offset, seen = 0, set[str]()
        while offset < MOST:
            page = self._page({**asked, "offset": str(offset)})
            for one in page:
                mark = f"{one.get('id')} {one.get('last_updated')}"
                if mark not in seen and word(one.get("id")):
                    seen.add(mark)
                    yield one
            if len(page) < AT_ONCE:
                return
            offset += AT_ONCE - AT_ONCE // 10

    def _page(self, asked: Mapping[str, str]) -> list[Mapping[str, Any]]:
        told = self.caller.ask(Call("the claims", f"{self.pages.paths.claims}/search", asked))
        if not isinstance(told, Mapping) or not isinstance(told.get("data"), list):
            raise Unreadable("the claims", "it holds no list")
        return rows(told["data"])

    def _bring(self, claim: Claim, inbox: Inbox) -> None:
        beside = self._beside(claim)
        platform = self.mine.rules.platform(PLATFORM)
        variant = self.mine.variant or VARIANTS[0]
        told = notices(claim, beside, shop=self.mine.shop, variant=variant, platform=platform)
        inbox.notices(told)
        inbox.answers(told[0].case_id, written(beside.messages, by="respondent"))

    def _beside(self, claim: Claim) -> Beside:
        order = self.pages.order(claim)
        return Beside(
            detail=self.pages.of_claim(claim, "detail"),
            order=order,
            shipment=self.pages.shipment(order),
            returned=self.pages.returned(claim),
            wishes=self.pages.list_of_claim(claim, "expected-resolutions"),
            messages=self.pages.list_of_claim(claim, "messages"),
        )


def offered(deed: Deed, claim: Claim) -> str:
    """Return the action as the platform offers it now, a moment before it is taken; raise NotPossible."""
    for action in deed.actions:
        if claim.is_open and action in claim.actions:
            return action
    raise deed.not_offered(claim)
