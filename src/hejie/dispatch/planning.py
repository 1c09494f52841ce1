"""Which case next, against the capacity that is coming: what is a minute of work worth in each hour ahead?"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from hejie.dispatch.waiting import HOUR, Numbers, Queue, worth

# not a rule: how the ascent goes. Each case spreads over the hours nearly as good as its best one, at first widely,
# then hardly at all (in shares of what a minute is typically worth); no price moves more than a few widths a turn.
_WIDE, _NARROW, _COOLING, _MOST_UP = 0.1, 0.01, 50, 3.0


class Ahead(Struct, frozen=True):
    """What is coming: the minutes that can be worked in each block of hours from now, and the cases expected.

    `hours` says when each block begins, from 0. `cases` are kinds of cases rather than single ones; `count` says how
    many of a kind arrive, `start` when, in hours from now.
    """

    hours: Numbers
    minutes: Numbers
    cases: Queue
    count: Numbers
    start: Numbers


class Prices(Struct, frozen=True):
    """What a minute of work is worth in each block of hours, in minor units; 0 where there is time to spare."""

    hours: Numbers
    per_minute: Numbers

    def after(self, hours: float) -> Prices:
        """Return the prices as they stand some hours later, as a start for the next plan."""
        return Prices(self.hours, np.interp(self.hours + hours, self.hours, self.per_minute))


def plan(waiting: Queue, ahead: Ahead, start: Prices, turns: int) -> Prices:
    """Return the prices at which the work that is worth doing in each block fits the minutes there are.

    Each case asks for the block in which it is worth most after paying for its minutes; a block that is asked for too
    much becomes dearer, one that is asked for too little cheaper (the dual of assigning cases to hours).
    """
    none = np.zeros(len(waiting))
    value = np.concatenate(
        [_values(waiting, ahead.hours, none), _values(ahead.cases, ahead.hours, ahead.start)]
    )
    minutes = np.concatenate([waiting.minutes, ahead.cases.minutes])
    count = np.concatenate([none + 1, ahead.count])
    return Prices(ahead.hours, ascend(value, minutes, count, ahead.minutes, (start.per_minute, turns)))


def bound(value: Numbers, minutes: Numbers, count: Numbers, capacity: Numbers, prices: Numbers) -> float:
    """Return what no schedule can exceed: the value left after paying for minutes, and all minutes at their price."""
    profit = (value - minutes[:, None] * prices).max(axis=1)
    return float((count * np.maximum(profit, 0)).sum() + (prices * capacity).sum())


def later(waiting: Queue, prices: Prices) -> Numbers:
    """Return what each case is worth if it is left for its best later block, after paying for the minutes there."""
    profit = worth(waiting, prices.hours[1:]) - waiting.minutes[:, None] * prices.per_minute[1:]
    result: Numbers = np.maximum(profit.max(axis=1), 0.0)
    return result


def gains(waiting: Queue, left_for_later: Numbers, since: Numbers) -> Numbers:
    """Return what each case gains, for a minute of work, by being served now rather than at its best later time.

    `since` is how many hours ago that later worth was reckoned: some buyers have lost patience meanwhile.
    """
    now = worth(waiting, np.zeros(len(waiting)))
    result: Numbers = (now - left_for_later * np.exp(-waiting.hazard * since)) / waiting.minutes
    return np.where(now > 0, result, -np.inf)


def ascend(
    value: Numbers, minutes: Numbers, count: Numbers, capacity: Numbers, begin: tuple[Numbers, int]
) -> Numbers:
    """Return the prices that `begin` (prices, turns) leads to: dearer where more is asked for than there is."""
    prices, turns = begin[0].copy(), begin[1]
    if not len(value):
        return np.zeros_like(prices)
    gain = value / minutes[:, None]
    never = value <= 0
    best_of_each = gain.max(axis=1)
    wanted = best_of_each > 0
    if not wanted.any():
        return np.zeros_like(prices)  # nobody wants an hour that saves nothing
    typical = float(np.median(best_of_each[wanted]))
    size = np.maximum(capacity, HOUR)
    work = minutes * count
    for turn in range(turns):
        width = max(_WIDE / (1 + turn / _COOLING), _NARROW) * typical
        profit = np.where(never, -np.inf, gain - prices)
        best = np.maximum(profit.max(axis=1), 0.0)
        share = np.exp((profit - best[:, None]) / width)
        asked = (work / (share.sum(axis=1) + np.exp(-best / width))) @ share
        prices = np.maximum(prices + width * np.clip((asked - capacity) / size, -1, _MOST_UP), 0.0)
    return prices


def _values(cases: Queue, hours: Numbers, start: Numbers) -> Numbers:
    """Return the worth of serving each case in each block from now, nothing before it is there."""
    if not len(cases):
        return np.zeros((0, len(hours)))
    age = hours - start[:, None]
    return np.where(age >= 0, worth(cases, np.maximum(age, 0)), 0.0)
