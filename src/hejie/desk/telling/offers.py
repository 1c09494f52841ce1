"""What can be offered, what does each remedy cost and why, and what became of those that were offered?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    ApprovalAsked,
    NoteWritten,
    Offer,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
    SettlementAgreed,
)
from hejie.casefile.entries.deciding import NOT_REFUSABLE, OURS_TO_BEAR
from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import acting
from hejie.desk.cases.index import waiting_for_approval
from hejie.desk.sums import field_text
from hejie.desk.telling import naming
from hejie.desk.telling.beside import Beside, beside, chance
from hejie.desk.telling.reader import Reader, Reason, reason
from hejie.rulebook.settlement import LARGEST

PARTS = {
    "refund": _("refund"),
    "goods": _("goods lost"),
    "freight_out": _("freight out"),
    "freight_back": _("freight back"),
    "coupon": _("coupon"),
    "price_difference": _("price difference"),
    "reship": _("new parcel"),
    "salvage": _("goods regained"),
    "penalty": _("penalty"),
    "handling": _("handling"),
    "fees": _("commission not given back"),
}


class Part(NamedTuple):
    """One part of a cost, and the share of the bar it takes (in hundredths, from where it begins)."""

    name: str
    label: str
    amount: str
    start: float
    width: float


class Weighed(NamedTuple):
    """One remedy as the page shows it."""

    remedy: str
    label: str
    cost: str
    gives: str
    gives_plain: str
    parts: tuple[Part, ...]
    spent: tuple[str, ...]  # what went before, in words
    reason: Reason
    state: str  # free, needs_approval, approved, refused
    needs: str
    why_not: str
    expected: str
    accepts: str
    beside: Beside | None


class Deal(NamedTuple):
    """Where the bargaining stands: the offer that waits for an answer, an approval, the settlement."""

    offered: OfferMade | None
    offered_label: str
    asked: ApprovalAsked | None
    asked_label: str
    asked_reason: Reason | None
    asked_words: str
    may_answer: bool
    settled: SettlementAgreed | None
    settled_label: str


def offers(file: CaseFile, reader: Reader) -> tuple[Weighed, ...]:
    """Return the remedies as they were weighed last, cheapest sufficient first."""
    last = file.last(OffersWeighed)
    if last is None:
        return ()
    widest = max((_gross(offer) for offer in last.offers), default=0)
    others = beside(last, notable=_notable(file, last, reader), language=reader.language)
    return tuple(
        _weighed(file, offer, widest, reader)._replace(beside=others.get(offer.remedy))
        for offer in last.offers
    )


def deal(file: CaseFile, reader: Reader) -> Deal:
    """Return where the bargaining stands."""
    offered, asked, settled = waiting_offer(file), waiting_for_approval(file), file.last(SettlementAgreed)
    return Deal(
        offered,
        _called(offered.remedy, reader) if offered else "",
        asked,
        _called(asked.remedy, reader) if asked else "",
        reason(asked.ground, reader) if asked else None,
        _asked_words(file) if asked else "",
        asked is not None and may_answer(asked, reader.person),
        settled,
        _called(settled.remedy, reader) if settled else "",
    )


def waiting_offer(file: CaseFile) -> OfferMade | None:
    """Return the offer that the buyer has not answered yet."""
    for line in reversed(file.standing):
        match line.entry.what:
            case OfferAnswered() | SettlementAgreed():
                return None
            case OfferMade() as made:
                return made
            case _:
                continue
    return None


def _asked_words(file: CaseFile) -> str:
    """Return what whoever asked for approval said about it: the note that was left in the same breath."""
    lines = file.standing
    for line, after in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
        if isinstance(line.entry.what, ApprovalAsked):
            same = after.entry.at == line.entry.at and after.entry.by == line.entry.by
            return after.entry.what.text if same and isinstance(after.entry.what, NoteWritten) else ""
    return ""


def may_answer(asked: ApprovalAsked, person: User) -> bool:
    """Tell whether a person may grant what was asked."""
    return people.may_approve(person, asked.of)


def _weighed(file: CaseFile, offer: Offer, widest: int, reader: Reader) -> Weighed:
    return Weighed(
        remedy=offer.remedy,
        label=_called(offer.remedy, reader),
        cost=offer.cost.text(reader.language),
        gives=offer.gives.text(reader.language) if offer.gives.minor else "",
        gives_plain=field_text(offer.gives),
        parts=_parts(offer, widest, reader),
        spent=tuple(_spent(offer, reader)),
        reason=reason(offer.ground, reader),
        state=_state(file, offer, reader.person),
        needs=naming.label("ROLES", offer.needs, reader.language),
        why_not=_why_not(offer.why_not, reader),
        expected=offer.expected.text(reader.language) if offer.expected else "",
        accepts=chance(offer),
        beside=None,
    )


def _notable(file: CaseFile, weighed: OffersWeighed, reader: Reader) -> Money:
    """Return from which sum on a remedy that is dearer than the first choice needs a reason."""
    amount, currency = file.opened.amount, weighed.offers[0].cost.currency
    share = house.rules().parameter("team.settlement.reason_above", on=reader.now.date()) or 0
    return Money((amount.minor if amount else 0) * share // LARGEST, currency)


def _why_not(code: str, reader: Reader) -> str:
    """Tell the right of the buyer that an offer falls short of."""
    if not code:
        return ""
    if code == NOT_REFUSABLE:
        return gettext("only once the fault is judged not to be ours, and where a refusal is allowed")
    if code == OURS_TO_BEAR:
        return gettext("the fault is ours: words alone will not do")
    right = naming.outcome("entitlement", code, reader.language)
    return gettext("the buyer is entitled to more: %(right)s") % {"right": right}


def _state(file: CaseFile, offer: Offer, person: User) -> str:
    if offer.why_not:
        return "refused"
    if offer.grantable or people.may_approve(person, offer.needs):
        return "free"
    return "approved" if acting.is_approved(file, offer.remedy, offer.gives) else "needs_approval"


def _parts(offer: Offer, widest: int, reader: Reader) -> tuple[Part, ...]:
    start, told = 0.0, []
    for name, minor in offer.parts.items():
        width = max(minor, 0) * 100 / widest if widest else 0
        about = "≈ " if name in offer.ground.because else ""  # an estimate, where nobody entered the fact
        amount = about + Money(minor, offer.cost.currency).text(reader.language)
        told.append(Part(name, str(PARTS.get(name, name)), amount, round(start, 2), round(width, 2)))
        start += width
    return tuple(told)


def _spent(offer: Offer, reader: Reader) -> Iterator[str]:
    for name, minor in offer.spent.items():
        if minor:
            yield f"{PARTS.get(name, name)} {Money(minor, offer.cost.currency).text(reader.language)}"


def _gross(offer: Offer) -> int:
    return sum(minor for minor in offer.parts.values() if minor > 0)


def _called(remedy: str, reader: Reader) -> str:
    return naming.remedies(reader.language).get(remedy, remedy)
