"""What does a finished case show of its buyer: what did they refuse, what did they take, and where did they go?"""

from __future__ import annotations

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, Entry, OfferAnswered, OfferMade, PlatformSteppedIn
from hejie.casefile.money import Money
from hejie.remedy.learning import Outcome
from hejie.remedy.talk import satisfied, segment_of
from hejie.rulebook.settlement import Acceptance

ESCALATED, RESTED, STAYED = "escalated", "rested", "stayed"
Cells = tuple[int, int]


def outcome_of(file: CaseFile, table: Acceptance) -> Outcome | None:
    """Return what a case teaches, or None while it is open, where nothing was offered, or no amount is known."""
    amount = file.facts.get("amount")
    events = [line.entry for line in file.standing if isinstance(line.entry.what, _TELLING)]
    if file.is_open or amount is None or not isinstance(amount.value, Money) or not _offers(events):
        return None
    refused: Cells = (0, 0)
    taken: Cells | None = None
    after: list[str] = []
    made: Cells | None = None
    for entry in events:
        match entry.what:
            case OfferMade(remedy=remedy, gives=gives):
                after = [*after[:-1], STAYED] if after else after
                made = satisfied(remedy, gives, amount.value, table)
            case OfferAnswered(answer="accepted") if made:
                taken, made = made, None
            case OfferAnswered() if made:
                refused = (max(refused[0], made[0]), max(refused[1], made[1]))
                after, made = [*after, RESTED], None
            case PlatformSteppedIn() if after and taken is None:
                after = [*after[:-1], ESCALATED]
    if taken is None and not after:
        return None
    day = events[-1].at.date()
    return Outcome(segment_of(file, amount.value, table), day, refused, taken, tuple(after))


_TELLING = (OfferMade, OfferAnswered, PlatformSteppedIn, CaseClosed)


def _offers(events: list[Entry]) -> bool:
    return any(isinstance(entry.what, OfferMade) for entry in events)
