"""May this person grant this now: by role, by sum, in this case and today, and never what they asked for themselves?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    ApprovalAnswered,
    ApprovalAsked,
    Entry,
    OfferAnswered,
    OfferMade,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor
from hejie.desk import house
from hejie.desk.acts import spending
from hejie.remedy.authority import RISING, answers_by_role, check_answer, daily_limit, limits
from hejie.rulebook.handbook import Remedy


def check(file: CaseFile, whats: Iterable[AnyHappening], *, at: datetime, by: Actor) -> None:
    """Raise where a limit forbids what a person does, and count towards their day what they grant.

    An offer counts when it is made and is given back when the buyer does not take it; what was approved counts for
    whoever approved it. Raises SpentForToday, OwnRequest, BeyondApprover or NobodyAsked.
    """
    for what in whats:
        match what:
            case ApprovalAnswered(granted=True):
                asked = _approved(file, at, by)
                _spend(asked.gives, at, by)
            case OfferMade(gives=gives) if gives and gives.minor > 0 and not _is_approved(file, what):
                _take_back(file)  # a new offer stands in the place of one that nobody answered
                _spend(gives, at, by)
            case OfferAnswered(answer=answer) if answer != "accepted":
                _take_back(file)


def _approved(file: CaseFile, at: datetime, by: Actor) -> ApprovalAsked:
    rules = house.rules()
    last = file.last(ApprovalAsked)
    known = {remedy.id: remedy for some in rules.platform(file.platform).remedies.values() for remedy in some}
    remedy = known.get(last.remedy if last else "", Remedy("", {}, {}, (), (), ()))
    currency = last.gives.currency if last else ""
    by_role = answers_by_role(file.facts, rules=rules, at=at)
    return check_answer(file, remedy, limits(by_role, rules=rules, at=at, currency=currency), by=by)


def _spend(gives: Money, at: datetime, by: Actor) -> None:
    role = by.role if by.role in RISING else RISING[0]
    if by.name:
        spending.spend(
            by.name, gives, daily_limit(house.rules(), role, gives.currency, at), on=timezone.localdate(at)
        )


def _take_back(file: CaseFile) -> None:
    for who, gives, day in _offered_last(file):
        spending.give_back(who, gives, on=day)


def _offered_last(file: CaseFile) -> Iterator[tuple[str, Money, date]]:
    """Yield the offer that waits for its answer: whose day it counted for, how much, and which day."""
    line = next((line for line in reversed(file.standing) if isinstance(line.entry.what, OfferMade)), None)
    answered = next(
        (line for line in reversed(file.standing) if isinstance(line.entry.what, OfferAnswered)), None
    )
    if line is None or (answered is not None and answered.seq > line.seq):
        return
    made = line.entry.what
    before = CaseFile(file.case_id, file.lines[: line.seq - 1])
    if isinstance(made, OfferMade) and made.gives and made.gives.minor > 0:
        whose = _approval(before, made) or line.entry
        yield whose.by.name, made.gives, timezone.localdate(whose.at)


def _is_approved(file: CaseFile, made: OfferMade) -> bool:
    return _approval(file, made) is not None


def _approval(file: CaseFile, made: OfferMade) -> Entry | None:
    """Return the entry that approved this offer, or None: asked last, granted, for as much, and not used yet."""
    asked: ApprovalAsked | None = None
    found: Entry | None = None
    for line in file.standing:
        match line.entry.what:
            case ApprovalAsked() as now:
                asked, found = now, None
            case ApprovalAnswered(granted=granted):
                found = line.entry if granted and asked else None
            case OfferMade(remedy=remedy) if asked and remedy == asked.remedy:
                asked = found = None
    covers = asked is not None and made.remedy == asked.remedy and _within(made.gives, asked.gives)
    return found if covers else None


def _within(gives: Money | None, most: Money) -> bool:
    return gives is None or (gives.currency == most.currency and gives.minor <= most.minor)
