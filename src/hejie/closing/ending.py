"""May this case be closed, and what does it leave behind?"""

from __future__ import annotations

from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, Entry
from hejie.casefile.parties import Actor
from hejie.closing.errands import under_way
from hejie.closing.owed import owed


class NothingLearned(ValueError):
    """A case that is closed without a cause or a lesson."""

    def __init__(self) -> None:
        super().__init__(
            "A closed case needs a cause and a lesson, or the same dispute comes back next week. "
            "Say in a few words why it happened, and what would have prevented it."
        )


class StillOwed(ValueError):
    """A case with promises or steps that are not done."""

    def __init__(self, what: tuple[str, ...]) -> None:
        super().__init__(
            f"Still to be done before this case can close: {'; '.join(what)}. "
            "A buyer who was promised this will come back. Do it and record it, or correct the entry that promised it."
        )


def close(file: CaseFile, ending: CaseClosed, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the closing entry, or raise NothingLearned or StillOwed.

    A carrier that has not paid yet does not hold the buyer's case open: its claim is chased on its own.
    """
    if not ending.cause.strip() or not ending.lesson.strip():
        raise NothingLearned
    left = owed(file)
    sending = (one.action for one in [under_way(file)] if one)  # closed now, the answer would never go out
    open_things = (
        *sending,
        *(step.step for step in left.steps),
        *(promise.promise for promise in left.promises),
    )
    if open_things:
        raise StillOwed(open_things)
    return (Entry(at, by, ending),)
