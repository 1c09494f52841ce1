"""How many agents does a peak need, and what is lost with fewer?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from hejie.dispatch.planning import Ahead, ascend, bound
from hejie.dispatch.waiting import HOUR, Numbers, Queue, worth

_TURNS = 150  # not a rule: turns of reckoning, enough to come within a percent


class Expected(Struct, frozen=True):
    """A forecast: how many cases of each kind arrive in each block of hours, and what one of each kind is like."""

    arrivals: Numbers  # kinds by blocks
    kinds: Queue  # one row a kind
    width: float = 1.0  # hours of a block


class Staffing(Struct, frozen=True):
    """What a number of agents saves and loses, in minor units, and how much of their time they would be at work.

    `price` is what one more minute would save in each block of hours: a picture of when it hurts.
    """

    agents: int
    saved: int
    lost: int
    busy: float
    price: tuple[int, ...]


def staffing(expected: Expected, shift: Sequence[float], agents: Iterable[int]) -> list[Staffing]:
    """Return what each number of agents saves, with the best order of work.

    `shift` is the share of the agents who are at work in each block of the forecast. What is lost is reckoned against
    serving everybody at once, and never overstated: no order of work saves more than is said here.
    """
    hours = np.arange(expected.arrivals.shape[1], dtype=np.float64) * expected.width
    cases, count, start = _cells(expected)
    age = hours - start[:, None]
    value = np.where(age >= 0, worth(cases, np.maximum(age, 0)), 0.0)
    everything = float((count * worth(cases, np.zeros(len(cases)))).sum())
    each = np.asarray(shift, dtype=np.float64) * HOUR * expected.width
    tried: dict[int, Numbers] = {}
    prices = np.zeros(len(hours))
    for number in sorted(set(agents)):
        prices = tried[number] = ascend(value, cases.minutes, count, number * each, (prices, _TURNS))
    found = []
    for number, own in tried.items():
        # Any prices bound what can be saved, those of other numbers too: so more agents never seem to save less.
        bounds = [bound(value, cases.minutes, count, number * each, prices) for prices in tried.values()]
        saved = min(*bounds, everything)
        found.append(_told(number, saved, everything, number * float(each.sum()), (cases, count, own)))
    return found


def enough(rows: Sequence[Staffing], cost_of_one: int) -> Staffing:
    """Return the number of agents beyond which one more costs more than it saves (`cost_of_one`, minor units)."""
    best = rows[0]
    for row in rows[1:]:
        if row.saved - best.saved >= (row.agents - best.agents) * cost_of_one:
            best = row
    return best


def _cells(expected: Expected) -> tuple[Queue, Numbers, Numbers]:
    kinds, blocks = np.nonzero(expected.arrivals)
    starts: Numbers = blocks.astype(np.float64) * expected.width
    return expected.kinds.take(kinds), expected.arrivals[kinds, blocks], starts


def _told(
    number: int, saved: float, everything: float, minutes: float, work: tuple[Queue, Numbers, Numbers]
) -> Staffing:
    cases, count, prices = work
    asked = float((count * cases.minutes).sum())
    busy = min(asked / minutes, 1.0) if minutes else 0.0
    return Staffing(
        number, round(saved), round(everything - saved), round(busy, 2), tuple(map(round, prices.tolist()))
    )


def ahead_of(expected: Expected, minutes: Numbers) -> Ahead:
    """Return a forecast as the planner takes it: every kind in every block, by when it arrives."""
    cases, count, start = _cells(expected)
    return Ahead(np.arange(len(minutes), dtype=np.float64) * expected.width, minutes, cases, count, start)


def in_blocks(hourly: Numbers, width: int) -> Numbers:
    """Return what falls into each block of so many hours; the last may be shorter. Works on the last axis."""
    starts = np.arange(0, hourly.shape[-1], width)
    result: Numbers = np.add.reduceat(hourly, starts, axis=-1) if hourly.shape[-1] else hourly
    return result
