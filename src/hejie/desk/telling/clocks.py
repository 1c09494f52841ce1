"""Which deadlines run, whose are they, and what happens when one is missed?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from hejie.casefile import CaseFile
from hejie.casefile.entries import ClockMissed, ContactPlanned, MessageReceived, MessageSent
from hejie.casefile.parties import Role
from hejie.desk.cases.index import NEVER, OURS, open_promises
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader, Reason, reason


class Running(NamedTuple):
    """A deadline that runs, as the page shows it."""

    label: str
    due_at: datetime
    turn: str
    ours: bool
    otherwise: str
    from_platform: bool
    rival_due_at: datetime | None
    reason: Reason | None


class Missed(NamedTuple):
    """A deadline that passed."""

    label: str
    due_at: datetime
    consequence: str


def running(file: CaseFile, reader: Reader) -> tuple[Running, ...]:
    """Return the deadlines, promises and planned attempts to reach the buyer, the next one first."""
    clocks = [
        Running(
            label=reader.teller.names.get(clock.clock, clock.clock),
            due_at=clock.due_at,
            turn=naming.label("ROLES", clock.turn, reader.language),
            ours=clock.turn in OURS,
            otherwise=naming.said(clock.on_timeout, reader.language),
            from_platform=clock.due_source == "platform_field",
            rival_due_at=clock.rival_due_at,
            reason=reason(clock.ground, reader),
        )
        for clock in file.clocks.values()
    ]
    return tuple(
        sorted([*clocks, *_promises(file, reader), *_attempts(file, reader)], key=lambda clock: clock.due_at)
    )


class Mark(NamedTuple):
    """A deadline on the line of clocks: how far along it stands, in hundredths of the way to the last one."""

    x: float
    clock: Running


def line(clocks: tuple[Running, ...], reader: Reader) -> tuple[Mark, ...]:
    """Return where the deadlines stand between now and the last one, by square roots: near ones get more room."""
    seconds = [
        max((clock.due_at - reader.now).total_seconds(), 0.0) for clock in clocks if clock.due_at < NEVER
    ]
    longest = max(seconds, default=0.0) or 1.0
    return tuple(
        Mark(round(100 * (left / longest) ** 0.5, 1), clock)
        for left, clock in zip(seconds, clocks, strict=False)
    )


def missed(file: CaseFile, reader: Reader) -> tuple[Missed, ...]:
    """Return the deadlines that were missed, the last one first."""
    return tuple(
        Missed(
            reader.teller.names.get(clock.clock, clock.clock),
            clock.due_at,
            naming.said(clock.consequence, reader.language),
        )
        for clock in reversed(list(file.all(ClockMissed)))
    )


def _promises(file: CaseFile, reader: Reader) -> list[Running]:
    us = naming.label("ROLES", "seller", reader.language)
    return [
        Running(promise.promise, promise.due_at, us, True, "", False, None, None)
        for promise in open_promises(file)
    ]


def _attempts(file: CaseFile, reader: Reader) -> list[Running]:
    """Return the attempt to reach the buyer that is planned, until somebody wrote, they or we."""
    for line in reversed(file.standing if file.is_open else ()):
        match line.entry.what:
            case ContactPlanned() as plan:
                label = _("Reach the buyer: %(way)s") % {
                    "way": naming.label("CHANNELS", plan.channel, reader.language)
                }
                us = naming.label("ROLES", "seller", reader.language)
                why = reason(plan.ground, reader) if plan.ground else None
                return [Running(label, plan.due_at, us, True, "", False, None, why)]
            case MessageSent():
                return []
            case MessageReceived(sender=Role.BUYER):
                return []
    return []
