"""Which facts does a thing that happened state, or prove by having happened?"""

from __future__ import annotations

from collections.abc import Iterator

from hejie.casefile.entries import (
    CaseOpened,
    Entry,
    EvidenceSubmitted,
    FactStated,
    MessageSent,
    OfferMade,
    PlatformReported,
    PlatformSteppedIn,
    RulingGiven,
    SettlementAgreed,
    StageMoved,
)
from hejie.casefile.facts import Fact, Value, known
from hejie.casefile.quantities import Moment


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
        case StageMoved(stage=stage, turn=turn):
            yield _proven(entry, "stage", str(stage))
            yield _proven(entry, "turn", str(turn))
        case SettlementAgreed():
            yield _proven(entry, "settled", True)
        case PlatformSteppedIn():
            yield _proven(entry, "platform_stepped_in", True)
            yield _proven(entry, "stepped_in_at", Moment(entry.at))
        case EvidenceSubmitted():
            yield _proven(entry, "evidence_submitted", True)
        case RulingGiven(in_favour_of=party):
            yield _proven(entry, "ruled_for", party)


def _opening(entry: Entry, opened: CaseOpened) -> Iterator[Fact]:
    yield _proven(entry, "opened_at", Moment(entry.at))
    for name in ("platform", "shop", "claim", "wants", "order_id", "amount"):
        value = getattr(opened, name)
        if value:
            yield known(name, value, said_by="platform", source="opening", at=entry.at)
    if opened.amount:
        yield known("currency", opened.amount.currency, said_by="platform", source="opening", at=entry.at)
    yield from opened.facts


def _proven(entry: Entry, name: str, value: Value) -> Fact:
    return known(name, value, said_by=entry.by.role, source=type(entry.what).__name__, at=entry.at)
