"""Does a number of cases rise beyond what chance and the weekday explain, and since when?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.casefile.shares import Rate

Numbers = NDArray[np.float64]

# not a rule: how much more than usual is looked for, each as good as the other (decided on measured outbreaks)
RATIOS = (1.3, 1.7, 2.5, 4.0)
# not a rule: days of a week; Jeffreys' guess; cases a common factor is worth; how far evidence outgrows its line
_WEEK, _GUESS, _CALM, _ENDS = 7, 0.5, 5.0, 1.5


class Watch(Struct, frozen=True):
    """How closely one looks: days of history, recent days, and days in which one false alarm may come over all."""

    history: int
    recent: int
    false_every: int


class Rise(Struct, frozen=True):
    """A number that rises: `since` counts days back from the last (0 is that day), `seen` cases since, `expected`.

    `times` is how often the expected number came, within `low` and `high`.
    """

    key: str
    since: int
    seen: int
    expected: float
    times: float
    low: float
    high: float


def rises(
    series: Mapping[str, Sequence[int]],
    watch: Watch,
    *,
    sure: float,
    orders: Sequence[int] = (),
    wholes: Mapping[str, str] | None = None,
) -> tuple[Rise, ...]:
    """Return the numbers that rise on the last day, the strongest first.

    `series` are cases a day, oldest first, as many days as history and recent days together; `orders` the orders of
    the same days, where they are known; `wholes` says for a part which number it is a part of. Each number is compared
    with its own history, with the weekday that all share, and with how the other wholes do on the same day. A sum of
    evidence for a rise (CUSUM of the likelihood ratio, negative binomial) that starts again whenever it speaks against
    one raises the alarm at a height which chance reaches less than once in the allowed days over all numbers together
    (Lorden 1971).
    """
    days = watch.history + watch.recent
    kept = {key: cases for key, cases in series.items() if len(cases) == days}
    if not kept:
        return ()
    seen = np.array(list(kept.values()), dtype=np.float64)
    rows = {key: row for row, key in enumerate(kept)}
    parts = np.array([rows.get((wholes or {}).get(key, key), row) for key, row in rows.items()])
    expected, size = _expected(seen, watch, np.asarray(orders, dtype=np.float64), parts)
    recent = seen[:, watch.history :]
    line = log(watch.false_every * len(kept) * len(RATIOS))
    heights, starts = _evidence(recent, expected, size, line)
    found = [
        _rise(key, recent[row], expected[row], int(starts[row]), sure)
        for row, key in enumerate(kept)
        if heights[row] > line
    ]
    return tuple(sorted(found, key=lambda rise: (-(rise.seen - rise.expected), rise.key)))


def _expected(
    seen: Numbers, watch: Watch, orders: Numbers, parts: NDArray[np.int64]
) -> tuple[Numbers, Numbers]:
    """Return what each recent day was to bring, and how clumped its cases come: doubt of the history included."""
    past = seen[:, : watch.history]
    shown = orders if len(orders) == seen.shape[1] else np.ones(seen.shape[1])
    shown = np.maximum(shown, _GUESS) * _weekdays(past, shown, seen.shape[1])
    known = _before(seen, watch) + _GUESS
    expected = known / _before(shown[None, :], watch) * shown[watch.history :]
    usual = past.sum(axis=1, keepdims=True) / shown[: watch.history].sum() * shown[: watch.history]
    recent = seen[:, watch.history :]
    whole = np.unique(parts)
    others_seen = recent[whole].sum(axis=0) - recent[parts]
    others = expected[whole].sum(axis=0) - expected[parts]
    factor = (others_seen + _CALM) / (others + _CALM)
    size: Numbers = 1 / (_clumps(past, usual) + 1 / known + 1 / (others + _CALM))
    return expected * factor, size


def _before(daily: Numbers, watch: Watch) -> Numbers:
    """Return for each recent day what all days before it brought: one learns while one looks, or doubt adds up."""
    return np.cumsum(daily, axis=1)[:, watch.history - 1 : -1]


def _weekdays(past: Numbers, shown: Numbers, days: int) -> Numbers:
    """Return by which factor each day's weekday differs, from all numbers together."""
    places = np.arange(days) % _WEEK
    history = past.shape[1]
    cases = np.bincount(places[:history], past.sum(axis=0), minlength=_WEEK)
    chances = np.bincount(places[:history], shown[:history], minlength=_WEEK)
    usual = past.sum() / max(shown[:history].sum(), _GUESS)
    factors: Numbers = (cases + _CALM) / (chances * usual + _CALM)
    return factors[places]


def _clumps(past: Numbers, usual: Numbers) -> float:
    """Return how much more than chance all numbers scatter: the inverse size of a negative binomial, from moments."""
    more = ((past - usual) ** 2 - usual).sum()
    return max(0.0, float(more / max((usual**2).sum(), _GUESS)))


def _evidence(
    recent: Numbers, expected: Numbers, size: Numbers, line: float
) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the height of the evidence on the last day, and on which day it began, over all ratios.

    It never grows far beyond the line, so that an alarm ends soon after the rise did.
    """
    ratios = np.array(RATIOS)[:, None, None]
    shift = np.log((size + expected) / (size + ratios * expected))
    gains = recent * (np.log(ratios) + shift) + size * shift
    height = np.zeros(gains.shape[:2])
    start = np.zeros(gains.shape[:2], dtype=np.int64)
    for day in range(recent.shape[1]):
        height = height + gains[:, :, day]
        start = np.where(height <= 0, day + 1, start)
        height = np.clip(height, 0.0, line * _ENDS)
    best = height.argmax(axis=0)
    rows = np.arange(len(best))
    return height[best, rows], start[best, rows]


def _rise(key: str, recent: Numbers, expected: Numbers, start: int, sure: float) -> Rise:
    seen, awaited = float(recent[start:].sum()), float(expected[start:].sum())
    low, high = Rate(_GUESS, 0.0).seen(seen, awaited).between(sure)
    return Rise(key, len(recent) - 1 - start, round(seen), awaited, seen / awaited, low, high)
