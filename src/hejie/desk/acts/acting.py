"""How does what a person does become an entry, and what do the rooms add because of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, ApprovalAnswered, ApprovalAsked, Entry, Offer, OffersWeighed
from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import granting
from hejie.desk.cases import store

Does = Callable[[CaseFile], Iterable[AnyHappening]]


class NotWeighed(ValueError):
    """A remedy that is not among those weighed for the case as it stands."""

    def __init__(self, remedy: str) -> None:
        super().__init__(
            f"The remedy {remedy!r} is not among those weighed for this case now, so nobody knows what it costs or "
            "who may grant it. The case may just have changed: look at the offers again and choose one of them."
        )


class BelowEntitlement(ValueError):
    """A remedy that gives the buyer less than the law does."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This remedy is less than the buyer is entitled to ({why}). Choose another one.")


class NotTheirs(PermissionError):
    """An approval that this person may not give."""

    def __init__(self, of: str) -> None:
        super().__init__(
            f"This approval was asked of the {of}; your role may not answer it. Ask one of them."
        )


class NothingAsked(ValueError):
    """An answer to an approval that nobody waits for."""

    def __init__(self) -> None:
        super().__init__(
            "No approval is waiting in this case; somebody may just have answered it. Look at the story."
        )


def act(case_id: str, person: User, does: Does) -> CaseFile:
    """Add what a person does to a case, then what the rooms make of it; all of it or nothing."""
    by, at = people.actor(person), timezone.now()

    def decide(file: CaseFile) -> tuple[Entry, ...]:
        caught_up = house.caught_up(file, at=at)
        file = file.add(*caught_up)
        whats = tuple(does(file))
        granting.check(file, whats, at=at, by=by)
        return (*caught_up, *house.following(file, [Entry(at, by, what) for what in whats], at=at))

    return store.change(case_id, decide)


def weighed(file: CaseFile, remedy: str) -> Offer:
    """Return the offer of a remedy as it was weighed last; raise NotWeighed or BelowEntitlement."""
    last = file.last(OffersWeighed)
    found = next((offer for offer in last.offers if offer.remedy == remedy), None) if last else None
    if found is None:
        raise NotWeighed(remedy)
    if found.why_not:
        raise BelowEntitlement(found.why_not)
    return found


def is_approved(file: CaseFile, remedy: str, gives: Money) -> bool:
    """Tell whether somebody who may has approved this remedy up to this sum, since it was last asked."""
    asked: ApprovalAsked | None = None
    for line in file.standing:
        what = line.entry.what
        if isinstance(what, ApprovalAsked):
            asked, granted = what, False
        elif isinstance(what, ApprovalAnswered) and asked:
            granted = what.granted
    return bool(
        asked
        and granted
        and asked.remedy == remedy
        and asked.gives.currency == gives.currency
        and gives.minor <= asked.gives.minor
    )
