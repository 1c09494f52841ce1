"""How many agents does a peak need, and what is lost with fewer?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from hejie.dispatch.planning import Ahead, ascend, bound
from hejie.dispatch.waiting import HOUR, Numbers, Queue, worth

_TURNS = 150  # not a rule: turns of reckoning, enough to come within a percent


class Expected(Struct, frozen=True):
    """A forecast: how many cases of each kind arrive in each hour, and what one of each kind is like."""

    arrivals: Numbers  # kinds by hours
    kinds: Queue  # one row a kind


class Staffing(Struct, frozen=True):
    """What a number of agents saves and loses, in minor units, and how much of their time they would be at work.

    `price` is what one more minute would save in each hour: a picture of when it hurts.
    """

    agents: int
    saved: int
    lost: int
    busy: float
    price: tuple[int, ...]


def staffing(expected: Expected, shift: Sequence[float], agents: Iterable[int]) -> list[Staffing]:
    """Return what each number of agents saves, with the best order of work.

    `shift` is the share of the agents who are at work in each hour of the forecast. What is lost is reckoned against
    serving everybody at once, and never overstated: no order of work saves more than is said here.
    """
    hours = np.arange(expected.arrivals.shape[1], dtype=np.float64)
    cases, count, start = _cells(expected)
    age = hours - start[:, None]
    value = np.where(age >= 0, worth(cases, np.maximum(age, 0)), 0.0)
    everything = float((count * worth(cases, np.zeros(len(cases)))).sum())
    found, prices = [], np.zeros(len(hours))
    for number in sorted(set(agents)):
        minutes = number * np.asarray(shift, dtype=np.float64) * HOUR
        prices = ascend(value, cases.minutes, count, minutes, (prices, _TURNS))
        saved = min(bound(value, cases.minutes, count, minutes, prices), everything)
        found.append(_told(number, saved, everything, float(minutes.sum()), (cases, count, prices)))
    return found


def enough(rows: Sequence[Staffing], cost_of_one: int) -> Staffing:
    """Return the number of agents beyond which one more costs more than it saves (`cost_of_one`, minor units)."""
    best = rows[0]
    for row in rows[1:]:
        if row.saved - best.saved >= (row.agents - best.agents) * cost_of_one:
            best = row
    return best


def _cells(expected: Expected) -> tuple[Queue, Numbers, Numbers]:
    kinds, hours = np.nonzero(expected.arrivals)
    return expected.kinds.take(kinds), expected.arrivals[kinds, hours], hours.astype(np.float64)


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
    """Return a forecast as the planner takes it: every kind in every hour, by when it arrives."""
    cases, count, start = _cells(expected)
    return Ahead(np.arange(len(minutes), dtype=np.float64), minutes, cases, count, start)
