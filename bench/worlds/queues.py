"""A week at a desk: cases of seven kinds arrive by the hour, agents come and go in shifts, two days are a peak."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hejie.dispatch.waiting import Queue

DAYS, PEAK_DAYS = 8, (2, 3)
HOURS = 24 * DAYS
# share of cases, minutes, stake in fen (middle) and its spread, hours until the clock runs out, share of buyers lost in
# an hour, fen an hour of waiting
KINDS = {
    "refund": (0.42, 8, 4000, 0.9, 72, 0.003, 2),
    "no_reason": (0.12, 6, 1200, 0.7, 72, 0.002, 1),
    "late": (0.13, 5, 1500, 0.6, 48, 0.003, 2),
    "evidence": (0.05, 25, 12000, 0.8, 72, 0.0, 2),
    "angry": (0.14, 7, 2500, 0.8, 24, 0.03, 10),
    "cod": (0.08, 12, 4500, 0.7, 48, 0.006, 2),
    "customs": (0.06, 20, 9000, 0.8, 120, 0.003, 1),
}
BY_HOUR = np.array([3, 2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 7, 7, 7, 7, 6, 6, 7, 8, 9, 9, 8, 5], dtype=float)
STARTS = (9, 15, 8, 14, 0)  # when the shifts of nine hours begin
UNEVEN = 1.5  # how alike buyers of a kind are in their patience: the shape of a gamma distribution
BANDS = (2000, 8000)  # fen: what help desks call low, normal and high


@dataclass(frozen=True)
class Week:
    """One week: its cases as they arrive, and who works when. Nobody knows `left`, when a buyer loses patience."""

    at: np.ndarray
    kind: np.ndarray
    stake: np.ndarray
    minutes: np.ndarray
    guessed: np.ndarray
    due: np.ndarray
    left: np.ndarray
    hazard: np.ndarray
    waiting: np.ndarray
    rate: np.ndarray
    shifts: tuple[tuple[float, float], ...]

    def queue(self, which: np.ndarray, now: float) -> Queue:
        """What the desk knows of some cases."""
        return Queue(
            self.stake[which],
            self.guessed[which],
            self.due[which] - now,
            self.hazard[which],
            self.waiting[which],
        )

    def capacity(self) -> np.ndarray:
        """Minutes that can be worked in each hour."""
        hours = np.arange(HOURS)
        cover = [
            np.clip(np.minimum(hours + 1, end) - np.maximum(hours, start), 0, 1) for start, end in self.shifts
        ]
        return np.asarray(60 * np.sum(cover, axis=0))


def week(seed: int, *, agents: int = 5, load: float = 0.85, peak: float = 3.5) -> Week:
    """Draw one week."""
    chance = np.random.default_rng(seed)
    shares, minutes, stakes, spreads, clocks, hazards, costs = (
        np.array(column, dtype=float) for column in zip(*KINDS.values(), strict=True)
    )
    shifts = _shifts(agents)
    daily = sum(end - start for start, end in shifts) * 60 / DAYS
    per_day = load * daily / float(shares @ minutes)
    rate = np.tile(BY_HOUR / BY_HOUR.sum() * per_day, DAYS)
    for day in PEAK_DAYS:
        rate[24 * day : 24 * day + 24] *= peak
    rate[-24:] = 0  # the last day clears what is left, or the evening's cases would count as lost
    at = np.sort(np.concatenate([hour + chance.random(chance.poisson(rate[hour])) for hour in range(HOURS)]))
    kind = chance.choice(len(KINDS), len(at), p=shares)
    # Some buyers are far less patient than others of their kind; an agent's guess of the minutes is a guess.
    patience = chance.gamma(UNEVEN, 1 / UNEVEN, len(at))
    gone = at + chance.exponential(1, len(at)) / np.maximum(hazards[kind] * patience, 1e-9)
    return Week(
        at=at,
        kind=kind,
        stake=stakes[kind] * np.exp(chance.normal(0, spreads[kind])),
        minutes=minutes[kind] * np.exp(chance.normal(-0.06, 0.35, len(at))),
        guessed=minutes[kind],
        due=at + clocks[kind] * chance.uniform(0.6, 1, len(at)),
        left=gone,
        hazard=hazards[kind],
        waiting=costs[kind],
        rate=rate,
        shifts=shifts,
    )


def _shifts(agents: int) -> tuple[tuple[float, float], ...]:
    return tuple(
        (24 * day + start, 24 * day + start + 9)
        for agent in range(agents)
        for start in [STARTS[agent % len(STARTS)]]
        for day in range(DAYS)
    )
