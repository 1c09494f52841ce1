"""Which standing order is to be carried out now, before a clock of ours runs out?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from hejie.casefile import CaseFile
from hejie.casefile.entries import ClockSet, Entry, Ground, StandingOrderUsed
from hejie.casefile.parties import Actor
from hejie.dispatch.stakes import hard_clock
from hejie.rulebook import Rulebook
from hejie.rulebook.dispatching import StandingOrder


def stand_in(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the standing orders to be carried out at a time, each once for a clock and its hour.

    Only orders that a person switched on count. The entry says who that was; a connector or a person then does on the
    platform what it says.
    """
    clock = hard_clock(file)
    if clock is None or not file.is_open or clock.due_at <= at:
        return ()
    return tuple(Entry(at, by, used) for used in _used(file, clock, rules, at))


def _used(file: CaseFile, clock: ClockSet, rules: Rulebook, at: datetime) -> Iterator[StandingOrderUsed]:
    done = {(used.order, used.clock, used.due_at) for used in file.all(StandingOrderUsed)}
    for order in rules.dispatching.orders:
        near = clock.due_at - at <= timedelta(hours=order.hours_before)
        if near and covers(order, file) and (order.id, clock.clock, clock.due_at) not in done:
            why = Ground(f"team.standing_order.{order.id}", dict(order.says), dated=str(order.since))
            yield StandingOrderUsed(order.id, order.does, clock.clock, clock.due_at, order.by, why)


def covers(order: StandingOrder, file: CaseFile) -> bool:
    """Tell whether a standing order is on and covers this case: its claim, platform, stage and sum."""
    amount = file.opened.amount
    small = not order.most or (
        amount is not None
        and amount.minor <= order.most.get(amount.currency, -1)  # no bound named: not covered
    )
    return (
        order.on
        and file.claim in order.claims
        and (not order.platforms or file.platform in order.platforms)
        and (not order.stages or file.stage in order.stages)
        and small
    )
