"""Which facts does a thing that happened state, or prove by having happened?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hejie.casefile.entries import (
    AnyHappening,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    Entry,
    EvidenceSubmitted,
    FactStated,
    MessageSent,
    OfferAnswered,
    OfferMade,
    PlatformReported,
    PlatformSteppedIn,
    RulingGiven,
    SettlementAgreed,
    StageMoved,
)
from hejie.casefile.facts import Fact, Value, known
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn

Place = tuple[Stage, Turn]

START: Place = (Stage.INQUIRY, Turn.SELLER)  # where every case begins


def stated(entry: Entry) -> Iterator[Fact]:
    """Yield the facts of an entry: those it says, and those that its mere happening proves.

    So a clock can be stopped by a message that was sent, and a rule can read that the platform stepped in,
    without anybody typing the same thing twice.
    """
    match entry.what:
        case CaseOpened() as opened:
            yield from _opening(entry, opened)
        case PlatformReported(facts=facts):
            yield from facts
        case FactStated(fact=fact):
            yield fact
        case MessageSent():
            yield _proven(entry, "seller_replied", True)
            yield _proven(entry, "replied_at", Moment(entry.at))
        case OfferMade(remedy=remedy):
            yield _proven(entry, "last_offer", remedy)
        case StageMoved() | CaseClosed() | CaseReopened():
            yield from _place(entry, *(moved(entry.what) or START))
        case SettlementAgreed():
            yield _proven(entry, "settled", True)
        case PlatformSteppedIn():
            yield _proven(entry, "platform_stepped_in", True)
            yield _proven(entry, "stepped_in_at", Moment(entry.at))
        case EvidenceSubmitted():
            yield _proven(entry, "evidence_submitted", True)
        case RulingGiven(in_favour_of=party):
            yield _proven(entry, "ruled_for", party)
        case CarrierClaimFiled():
            yield _proven(entry, "carrier_claimed_at", Moment(entry.at))
        case CarrierClaimAnswered():
            yield _proven(entry, "carrier_answered", True)


def counted(entries: Iterable[Entry]) -> Iterator[Fact]:
    """Yield what no single entry proves: how many offers the buyer has refused."""
    refused = [
        entry for entry in entries if isinstance(entry.what, OfferAnswered) and entry.what.answer == "refused"
    ]
    if refused:
        yield _proven(refused[-1], "offers_refused", len(refused))


def moved(what: AnyHappening) -> Place | None:
    """Return the stage and turn that a thing that happened brings about, or None where it moves nothing."""
    match what:
        case StageMoved(stage=stage, turn=turn):
            return stage, turn
        case CaseClosed():
            return Stage.CLOSED, Turn.NOBODY
        case CaseReopened():
            return Stage.NEGOTIATION, Turn.SELLER
    return None


def _opening(entry: Entry, opened: CaseOpened) -> Iterator[Fact]:
    yield _proven(entry, "opened_at", Moment(entry.at))
    yield from _place(entry, *START)
    for name in ("platform", "shop", "claim", "wants", "order_id", "amount"):
        value = getattr(opened, name)
        if value:
            yield known(name, value, said_by="platform", source="opening", at=entry.at)
    if opened.amount:
        yield known("currency", opened.amount.currency, said_by="platform", source="opening", at=entry.at)
    yield from opened.facts


def _place(entry: Entry, stage: Stage, turn: Turn) -> Iterator[Fact]:
    yield _proven(entry, "stage", str(stage))
    yield _proven(entry, "turn", str(turn))


def _proven(entry: Entry, name: str, value: Value) -> Fact:
    return known(name, value, said_by=entry.by.role, source=type(entry.what).__name__, at=entry.at)
