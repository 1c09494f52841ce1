"""Which deadlines run for this case, which stopped, and which were missed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import ClockMissed, ClockSet, ClockStopped, Entry
from hejie.casefile.parties import Actor, Role
from hejie.rulebook import Rulebook
from hejie.rulebook.clocks import Deadline
from hejie.rulebook.grounds import ground

Clocks = Iterator[ClockSet | ClockStopped | ClockMissed]


def wind(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the clocks to set, stop or note as missed at `at`, so that the file runs what the rules demand.

    A clock whose own condition is still open does not run, it might never have started, unless the platform itself
    shows the hour: then it runs, whichever clause it belongs to, and once.
    """
    running = _once(found for found in rules.deadlines(file.facts, as_of=at) if _applies(found))
    due = {found.id: _clock(found, rules) for found in running}
    changes = (*_stopped(file, due), *_set(file, due), *_missed(file, due, at))
    return tuple(Entry(at, by, change) for change in changes)


def _applies(deadline: Deadline) -> bool:
    shown = deadline.source == "platform_field"
    return (deadline.certain or shown) and deadline.status != "stopped"


def _once(found: Iterable[Deadline]) -> Iterator[Deadline]:
    """Leave out a clause that may not apply where the same hour already runs."""
    hours: set[tuple[str, datetime]] = set()
    for deadline in sorted(found, key=lambda deadline: not deadline.certain):
        hour = (deadline.turn, deadline.due_at)
        if deadline.certain or hour not in hours:
            yield deadline
        hours.add(hour)


def _clock(deadline: Deadline, rules: Rulebook) -> ClockSet:
    return ClockSet(
        clock=deadline.id,
        due_at=deadline.due_at,
        turn=Role(deadline.turn),
        on_timeout=dict(deadline.on_timeout),
        due_source=deadline.source,
        ground=ground(rules.definitions, deadline.rule, deadline.because, deadline.sources),
        rival_due_at=deadline.computed_at if deadline.conflict else None,
    )


def _stopped(file: CaseFile, due: dict[str, ClockSet]) -> Clocks:
    for clock in sorted(file.clocks.keys() - due.keys()):
        yield ClockStopped(clock)


def _set(file: CaseFile, due: dict[str, ClockSet]) -> Clocks:
    over = _already_missed(file)
    for clock, deadline in due.items():
        if file.clocks.get(clock) != deadline and (clock, deadline.due_at) not in over:
            yield deadline


def _missed(file: CaseFile, due: dict[str, ClockSet], at: datetime) -> Clocks:
    over = _already_missed(file)
    for clock, deadline in due.items():
        if deadline.due_at <= at and (clock, deadline.due_at) not in over:
            yield ClockMissed(clock, deadline.due_at, deadline.on_timeout)


def _already_missed(file: CaseFile) -> set[tuple[str, datetime]]:
    return {(missed.clock, missed.due_at) for missed in file.all(ClockMissed)}
