"""How is each kind of errand carried out in a claim of Mercado Libre, and what shows there that it was?

Only what the developer pages describe: refund, partial refund, return, shipping evidence, message. Each deed says which
offered action it takes, makes one call of it or says why not, and finds its own trace on the platform.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded, EvidenceListed
from hejie.casefile.quantities import Moment
from hejie.closing.errands import Errand, same_words
from hejie.desk import attachments
from hejie.desk.connectors.calling import Answer, Call, as_json
from hejie.desk.connectors.mercadolibre.claims import Claim, Json, moment, paid, rows, sum_of, word
from hejie.desk.connectors.mercadolibre.pages import Pages
from hejie.desk.connectors.mistakes import NotPossible, Unreadable
from hejie.rulebook.handbook import Platform, Upload

CLOCKS_DIFFER = timedelta(minutes=5)
LONGEST_RECEIPT = 300
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_EDGE = "hejie-part-of-a-form-7f3c9a"


class Deed:
    """One errand on its way."""

    actions: ClassVar[tuple[str, ...]]

    def __init__(self, pages: Pages, platform: Platform, errand: Errand, file: CaseFile) -> None:
        self.pages, self.platform, self.errand, self.file = pages, platform, errand, file

    @property
    def shows_by_itself(self) -> bool:
        """Whether a trace on the platform cannot be that of anything else."""
        return True

    def call(self, claim: Claim, action: str) -> Call:
        """Return the one call that does it; raise NotPossible where it would do something else than was agreed."""
        raise NotImplementedError

    def trace(self, claim: Claim) -> str:
        """Return what on the platform shows that it was done already; empty where nothing does."""
        raise NotImplementedError

    def receipt(self, claim: Claim, answer: Answer) -> str:
        """Return what the platform said when it took it."""
        try:
            last = rows(answer.said())[-1:]
        except Unreadable:
            last = []  # it was taken: the status says so, and what follows is courtesy
        told = [f"{answer.what}: {answer.status}"]
        told += [f"{word(one.get('expected_resolution'))} {word(one.get('date_created'))}" for one in last]
        told += [f"request {number}" for number in [answer.headers.get("x-request-id", "")] if number]
        return ", ".join(told)[:LONGEST_RECEIPT]

    def not_offered(self, claim: Claim) -> NotPossible:
        """Return why it cannot be done as the claim stands now."""
        now = " · ".join((claim.status, claim.stage, ", ".join(sorted(claim.actions)) or "—"))
        return NotPossible(f"{self.actions[0]} in the claim {claim.id}", "not_offered", now)

    @property
    def agreed(self) -> tuple[int, str] | None:
        """The sum that was agreed, in minor units, with its currency."""
        minor = self.errand.params.get("minor", "")
        return (int(minor), self.errand.params["currency"]) if minor.isdecimal() else None


class Refund(Deed):
    """Pay back all of it. The platform's refund knows no other sum, so nothing less may have been agreed."""

    actions = ("refund",)

    def call(self, claim: Claim, action: str) -> Call:
        """Return the refund, if what was paid is what was agreed."""
        whole = paid(self.pages.order(claim))
        if claim.partial:
            raise NotPossible("This refund", "part_only")
        if whole is None or (whole.minor, whole.currency) != self.agreed:
            raise NotPossible(
                "This refund", "other_sum", f"{whole.amount} {whole.currency}" if whole else "?"
            )
        return self.pages.action(claim, action, "expected-resolutions/refund")

    def trace(self, claim: Claim) -> str:
        """Return that the claim was closed by a refund."""
        done = claim.status == "closed" and claim.resolution == "payment_refunded"
        return f"found: claim {claim.id} closed, payment_refunded" if done else ""


class PartialRefund(Deed):
    """Offer the buyer a share. The platform takes certain shares only, and only one offer."""

    actions = ("allow_partial_refund",)

    def call(self, claim: Claim, action: str) -> Call:
        """Return the offer of the share whose amount is what was agreed."""
        body = as_json({"percentage": self._share(claim)})
        return self.pages.action(claim, action, "expected-resolutions/partial-refund", body)

    def trace(self, claim: Claim) -> str:
        """Return that an offer of ours over this sum stands there."""
        for one in self.pages.list_of_claim(claim, "expected-resolutions"):
            mine = word(one.get("player_role")) == "respondent" and word(one.get("status")) != "rejected"
            if mine and word(one.get("expected_resolution")) == "partial_refund" and self._is_agreed(one):
                return f"found: claim {claim.id}, partial_refund of {word(one.get('date_created'))}"
        return ""

    def _share(self, claim: Claim) -> int:
        told = self.pages.of_claim(claim, "partial-refund/available-offers")
        offers = rows(told.get("available_offers"))
        for offer in offers:
            amount, share = sum_of(offer.get("amount"), told.get("currency_id")), offer.get("percentage")
            if amount and (amount.minor, amount.currency) == self.agreed and (whole := _whole(share)):
                return whole
        shares = ", ".join(f"{one.get('percentage')}% {one.get('amount')}" for one in offers)
        raise NotPossible("This partial refund", "no_such_share", shares)

    def _is_agreed(self, row: Json) -> bool:
        told = {word(one.get("key")): word(one.get("value")) for one in rows(row.get("details"))}
        try:
            amount = sum_of(Decimal(told.get("seller_amount", "")), self.errand.params.get("currency"))
        except InvalidOperation:
            return False
        return amount is not None and (amount.minor, amount.currency) == self.agreed


class Return(Deed):
    """Let the buyer send it back: the platform then makes the label."""

    actions = ("allow_return", "allow_return_label")

    def call(self, claim: Claim, action: str) -> Call:
        """Return the consent to a return."""
        return self.pages.action(claim, action, "expected-resolutions/allow-return")

    def trace(self, claim: Claim) -> str:
        """Return that there is a return."""
        return f"found: claim {claim.id} has a return" if claim.has_return else ""


class Message(Deed):
    """Send the buyer the words that a person chose. Two equal messages may both be meant, so time tells them apart."""

    actions = ("send_message_to_complainant",)

    @property
    def shows_by_itself(self) -> bool:
        """Whether these words were asked for before and may stand there since."""
        return "first_at" in self.errand.params

    def call(self, claim: Claim, action: str) -> Call:
        """Return the message."""
        if not self.errand.params.get("text", "").strip():
            raise NotPossible("This message", "facts_missing", "text")
        told = {"receiver_role": "complainant", "message": self.errand.params["text"], "attachments": []}
        return self.pages.action(claim, "a message", "actions/send-message", as_json(told))

    def trace(self, claim: Claim) -> str:
        """Return that these words stand there since somebody asked for them."""
        asked = moment(self.errand.params.get("first_at") or self.errand.params.get("asked_at"))
        after = (asked or self.errand.since or datetime.now(UTC)) - CLOCKS_DIFFER
        for one in self.pages.list_of_claim(claim, "messages"):
            at, same = (
                moment(one.get("message_date")),
                same_words(word(one.get("message")), word(self.errand.params.get("text"))),
            )
            if same and word(one.get("sender_role")) == "respondent" and at and at >= after:
                return f"found: message of {word(one.get('message_date'))} in the claim {claim.id}"
        return ""


class Evidence(Deed):
    """Hand in what proves that it was shipped, with the files at hand. It cannot be changed, and not in mediation."""

    actions = ("add_shipping_evidence",)

    def call(self, claim: Claim, action: str) -> Call:
        """Return the evidence, once its files are there. A file that nothing names yet shows to nobody."""
        told = self._told()
        names = [self._sent(claim, one) for one in self._files()]
        body = as_json({**told, **({"attachments": names} if names else {})})
        return self.pages.action(claim, "shipping evidence", "actions/evidences", body)

    def trace(self, claim: Claim) -> str:
        """Return that evidence about this parcel stands there."""
        number = self._fact("tracking_no")
        for one in self.pages.list_of_claim(claim, "evidences"):
            if number and word(one.get("tracking_number")) == number:
                return f"found: shipping evidence about {number} in the claim {claim.id}"
        return ""

    def _told(self) -> dict[str, str]:
        told = {
            "carrier": self._fact("carrier"),
            "shipped_at": self._fact("shipped_at") or self._fact("ship_scan_at"),
            "tracking_no": self._fact("tracking_no"),
        }
        if missing := [name for name, value in told.items() if not value]:
            raise NotPossible("Shipping evidence", "facts_missing", ", ".join(missing))
        return {
            "type": "shipping_evidence",
            "shipping_method": "mail",
            "shipping_company_name": told["carrier"],
            "date_shipped": told["shipped_at"],
            "tracking_number": told["tracking_no"],
        }

    def _fact(self, name: str) -> str:
        fact = self.file.facts.get(name)
        value = fact.value if fact and fact.has_value else ""
        return value.at.date().isoformat() if isinstance(value, Moment) else word(value)

    def _files(self) -> Iterator[AttachmentAdded]:
        """Yield the files that the list of evidence names, so far as the platform takes them."""
        listed = self.file.last(EvidenceListed)
        at_hand = {one.at_hand for one in listed.exhibits if one.at_hand} if listed else set()
        limits = next((one for one in self.platform.meta.uploads if one.kind == "evidence"), None)
        for one in self.file.all(AttachmentAdded):
            if {one.name, one.sha256} & at_hand and (limits is None or _fits(one, limits)):
                yield one

    def _sent(self, claim: Claim, file: AttachmentAdded) -> str:
        name = _NOT_IN_A_NAME.sub("_", file.name)
        body = _form_with(name, file.media_type, attachments.place(file.sha256).read_bytes())
        told = self.pages.upload(claim, body, f"multipart/form-data; boundary={_EDGE}").said()
        kept = word(told.get("file_name")) if isinstance(told, Mapping) else ""
        if not kept:
            raise Unreadable("a file", "it has no file_name")
        return kept


DEEDS: Mapping[str, Callable[[Pages, Platform, Errand, CaseFile], Deed]] = {
    "agree_refund": Refund,
    "agree": Refund,
    "offer_partial": PartialRefund,
    "agree_return": Return,
    "add_evidence": Evidence,
    "upload_evidence": Evidence,
    "send_message": Message,
}


def _whole(share: object) -> int:
    """Return a share in whole percent, 0 for anything else."""
    return int(share) if type(share) in (int, Decimal) and share == int(share) else 0  # type: ignore[call-overload]


def _fits(file: AttachmentAdded, limits: Upload) -> bool:
    ending = file.name.rpartition(".")[2].lower()
    small = not limits.most_bytes or file.size <= limits.most_bytes
    return small and (not limits.formats or {"jpeg": "jpg"}.get(ending, ending) in limits.formats)


def _form_with(name: str, media_type: str, content: bytes) -> bytes:
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return f"{head}Content-Type: {media_type}\r\n\r\n".encode() + content + f"\r\n--{_EDGE}--\r\n".encode()
