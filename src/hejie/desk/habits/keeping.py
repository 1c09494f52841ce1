"""Which version of the team's own rules is in force, who made it and why, and what waits for a second person?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from hejie.casefile.parties import Role
from hejie.desk.access import noting, people
from hejie.desk.habits.lifting import Lift, concerns
from hejie.desk.habits.mistakes import NoReason, NothingChanged, NotWaiting, NotYours, OutOfDate
from hejie.desk.models import HabitChange

SHOWN = 50
State = HabitChange.State


class Wish(NamedTuple):
    """A change that somebody wants: all files as they would be, from which version, why, and what it does in words."""

    files: Mapping[str, str]
    base: int
    why: str
    what: Sequence[str]
    lifts: Sequence[Lift]


def number_now() -> int:
    """Return the number of the version in force, 0 where the pages keep nothing."""
    return HabitChange.objects.filter(state=State.KEPT).aggregate(newest=Max("id"))["newest"] or 0


def files_now() -> dict[str, str]:
    """Return the files in force by their names."""
    row = HabitChange.objects.filter(state=State.KEPT).order_by("-id").values_list("files", flat=True).first()
    return dict(row or {})


def began() -> datetime | None:
    """Return when the version in force came into force, None where the pages keep nothing."""
    row = (
        HabitChange.objects.filter(state=State.KEPT).order_by("-id").values_list("answered_at", "at").first()
    )
    return (row[0] or row[1]) if row else None


def version(number: int) -> HabitChange | None:
    """Return one version, whatever became of it."""
    return HabitChange.objects.filter(pk=number).first()


def history() -> list[HabitChange]:
    """Return the newest versions first."""
    return list(HabitChange.objects.defer("files").order_by("-id")[:SHOWN])


def before(change: HabitChange) -> dict[str, str]:
    """Return the files that a change was made from."""
    row = version(change.base)
    return dict(row.files) if row else {}


def keep(wish: Wish, *, by: User, address: str = "") -> HabitChange:
    """Keep a change, or let it wait for a second person where it lifts a limit of whoever makes it.

    Raises NoReason, NothingChanged or OutOfDate.
    """
    if not wish.why.strip():
        raise NoReason
    if dict(wish.files) == files_now():
        raise NothingChanged
    if wish.base != number_now():
        raise OutOfDate
    role = people.role_of(by)
    waits = concerns(wish.lifts, role) and _somebody_else_may(by)
    row = HabitChange(
        by=by.get_username(),
        role=str(role),
        why=wish.why.strip()[:300],
        what=list(wish.what)[:200],
        files=dict(wish.files),
        base=wish.base,
        state=State.WAITING if waits else State.KEPT,
        lifts=[list(lift) for lift in wish.lifts],
    )
    _save(row)
    told = f"{row.pk}: {row.why}"
    alone = "" if waits or not concerns(wish.lifts, role) else " (nobody else was there to confirm it)"
    noting.note("habits proposed" if waits else "habits changed", row.by, told + alone, address)
    return row


def confirm(number: int, *, by: User, address: str = "") -> None:
    """Let a waiting change come into force; raise NotWaiting, NotYours or OutOfDate."""
    with transaction.atomic():
        row = _waiting(number)
        if not may_answer(row, by):
            raise NotYours
        if row.base != number_now():
            raise OutOfDate
        row.state = State.KEPT
        _answered(row, by)
    noting.note("habits changed", by.get_username(), f"{number} of {row.by} confirmed: {row.why}", address)


def refuse(number: int, *, by: User, address: str = "") -> None:
    """Refuse a waiting change, or take back one's own; raise NotWaiting or NotYours."""
    with transaction.atomic():
        row = _waiting(number)
        if row.by != by.get_username() and not may_answer(row, by):
            raise NotYours
        row.state = State.REFUSED
        _answered(row, by)
    noting.note("habits refused", by.get_username(), f"{number} of {row.by}: {row.why}", address)


def may_answer(row: HabitChange, person: User) -> bool:
    """Tell whether a person may confirm a change: another one, whose role reaches as far as what is lifted.

    What an administrator lifts for themselves a supervisor may confirm too: what counts are two pairs of eyes.
    """
    role = people.role_of(person)
    enough = role is Role.ADMIN or (role is Role.SUPERVISOR and row.role == Role.ADMIN)
    return row.by != person.get_username() and enough


def _somebody_else_may(by: User) -> bool:
    # A supervisor's wish always waits: there is an administrator, or nobody who could lift a supervisor's limit.
    if people.role_of(by) is not Role.ADMIN:
        return True
    others = User.objects.filter(is_active=True, groups__name__in=[str(role) for role in people.APPROVERS])
    return others.exclude(pk=by.pk).exists()


def _waiting(number: int) -> HabitChange:
    row = HabitChange.objects.select_for_update().filter(pk=number, state=State.WAITING).first()
    if row is None:
        raise NotWaiting
    return row


def _answered(row: HabitChange, by: User) -> None:
    row.answered_by, row.answered_at = by.get_username(), timezone.now()
    _save(row)


def _save(row: HabitChange) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # somebody kept a change made from the same version this very moment
        raise OutOfDate from error
