"""Which share of what can be saved does each order of work save, in a week with a peak that nobody can keep up with?

1 is a bound that no schedule can exceed, even one that knows every arrival, every minute and when each buyer loses
patience; 0 is to serve nobody. Kept shares are means over the weeks, with half the width of their 95 % interval.
Without a peak nearly all is saved, and which of two orders saves more in one week is the luck of who lost patience;
`in_expectation` reckons a week over everybody's patience instead of drawing it.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bench import Figures
from bench.worlds.queues import BANDS, HOURS, KINDS, UNEVEN, Week, week
from hejie.dispatch.planning import Ahead, Prices, ascend, bound, gains, later, plan
from hejie.dispatch.ranking import urgency
from hejie.dispatch.waiting import Queue

STUDENT = {2: 12.71, 3: 4.30, 4: 3.18, 6: 2.57, 8: 2.36, 10: 2.26}
TURNS, REPLAN, NEWCOMERS, SLACK = 20, 0.5, 40, 24
BLOCKS = np.concatenate([np.arange(0, 12), np.arange(12, 97, 4)]).astype(float)
FIFTHS = (
    -1.4,
    -0.53,
    0.0,
    0.53,
    1.4,
)  # how large the stakes of a kind are, in spreads: a fifth of the cases each
UNTOLD = ("cases", "seconds_per_pick", "expected_ahead")
Score = Callable[[Week, np.ndarray, float], np.ndarray]


def measure(quick: bool) -> Figures:
    """Run the weeks under every order."""
    seeds = 2 if quick else 8
    figures: Figures = {"weeks_count": float(seeds)}
    for name, peak, load, agents in (
        ("peak", 3.5, 0.85, 5),
        ("normal", 1.0, 0.85, 5),
        ("larger_peak", 3.5, 0.85, 9),
    ):
        if quick and name == "larger_peak":
            continue
        runs = [_week(seed, peak=peak, load=load, agents=agents) for seed in range(11, 11 + seeds)]
        figures[f"{name}_cases_mean_count"] = float(np.mean([run["cases"] for run in runs]))
        for policy in [key for key in runs[0] if key not in UNTOLD]:
            values = [run[policy] for run in runs]
            figures[f"{name}_{policy}_share"] = round(float(np.mean(values)), 4)
            half = STUDENT.get(seeds, 2.0) * float(np.std(values, ddof=1)) / np.sqrt(seeds)
            figures[f"{name}_{policy}_half_interval_share"] = round(half, 4)
        ahead = [run["planner"] - run["earliest_deadline"] for run in runs]
        below = sum(difference < 0 for difference in ahead)
        figures[f"{name}_planner_least_ahead_of_earliest_deadline_share"] = round(min(ahead), 4)
        figures[f"{name}_planner_below_earliest_deadline_count"] = float(below)
        if name == "normal":
            sure = [run["expected_ahead"] for run in runs]
            figures["normal_planner_least_ahead_in_expectation_share"] = round(min(sure), 5)
            figures["normal_planner_below_in_expectation_count"] = float(sum(one < 0 for one in sure))
        figures[f"{name}_planner_pick_ms"] = round(
            1000 * float(np.mean([run["seconds_per_pick"] for run in runs])), 3
        )
    figures["pick_with_10000_waiting_ms"] = _pick_ms(10_000)
    return figures


def _week(seed: int, *, peak: float, load: float, agents: int) -> dict[str, float]:
    drawn = week(seed, peak=peak, load=load, agents=agents)
    most = _bound(drawn)
    found: dict[str, float] = {"cases": float(len(drawn.at))}
    for name, score in SCORES.items():
        found[name] = served(drawn, score) / most
    chance = np.random.default_rng(seed + 77)
    blind = Planner(drawn, None)
    found["planner_without_forecast"] = served(drawn, blind.score) / most
    # The forecast is wrong by 15 % either way, each day.
    wrong = np.repeat(chance.uniform(0.85, 1.15, HOURS // 24), 24)
    planner = Planner(drawn, drawn.rate * wrong)
    began = time.process_time()
    found["planner"] = served(drawn, planner.score) / most
    found["seconds_per_pick"] = (time.process_time() - began) / max(planner.picks, 1)
    if peak == 1:
        theirs = expected(drawn, SCORES["earliest_deadline"])
        found["expected_ahead"] = (expected(drawn, Planner(drawn, drawn.rate * wrong).score) - theirs) / most
    return found


def expected(drawn: Week, score: Score) -> float:
    """Value kept in expectation over who loses patience; those who did still take their turn, as few in quiet weeks."""
    patient = replace(drawn, left=np.full(len(drawn.at), np.inf))
    starts: dict[int, float] = {}
    served(patient, score, starts)
    which, begun = np.array(list(starts), dtype=np.intp), np.array(list(starts.values()))
    there = (1 + drawn.hazard[which] * (begun - drawn.at[which]) / UNEVEN) ** -UNEVEN
    in_time = begun + drawn.minutes[which] / 60 <= drawn.due[which]
    left = np.maximum(drawn.due[which] - begun, 0)
    return float((in_time * there * (drawn.stake[which] + drawn.waiting[which] * left)).sum())


def served(drawn: Week, score: Score, starts: dict[int, float] | None = None) -> float:
    """Value kept by an order of work: stakes saved in time, and waiting saved. `starts` takes who was served when."""
    alive = np.zeros(len(drawn.at), dtype=bool)
    end = np.minimum(drawn.due, drawn.left)
    arrived, total = 0, 0.0
    agents = [(start, start, stop) for start, stop in drawn.shifts]
    heapq.heapify(agents)
    late: dict[float, float] = {}
    while agents:
        now, start, stop = heapq.heappop(agents)
        until = int(np.searchsorted(drawn.at, now, side="right"))
        alive[arrived:until] = True
        arrived = max(arrived, until)
        waiting = np.flatnonzero(alive[:arrived])
        gone = end[waiting] <= now
        alive[waiting[gone]] = False
        waiting = waiting[~gone]
        if now >= stop:
            continue
        marks = score(drawn, waiting, now) if len(waiting) else np.empty(0)
        if not len(waiting) or marks.max() == -np.inf:
            coming = drawn.at[arrived] if arrived < len(drawn.at) else np.inf
            heapq.heappush(agents, (max(now + 1 / 60, min(coming, now + 0.25)), start, stop))
            continue
        chosen = waiting[int(marks.argmax())]
        alive[chosen] = False
        if starts is not None:
            starts[int(chosen)] = now
        done = now + drawn.minutes[chosen] / 60
        if done <= drawn.due[chosen]:
            total += drawn.stake[chosen] + drawn.waiting[chosen] * max(end[chosen] - now, 0)
        # What runs past the end of a shift is taken from the next one, so that nobody works more than planned.
        if done > stop and done - stop < 2:
            late[stop] = late.get(stop, 0.0) + done - stop
            following = [i for i, one in enumerate(agents) if one[1] >= stop and one[0] == one[1]]
            if following:
                first = min(following, key=lambda i: agents[i][1])
                agents[first] = (agents[first][0] + done - stop, agents[first][1], agents[first][2])
                heapq.heapify(agents)
        else:
            heapq.heappush(agents, (done, start, stop))
    return total


class Planner:
    """The rolling planner with what it remembers between picks."""

    def __init__(self, drawn: Week, forecast: np.ndarray | None) -> None:
        self.forecast = forecast
        self.capacity = np.concatenate([drawn.capacity(), np.zeros(100)])
        self.prices = Prices(BLOCKS, np.zeros(len(BLOCKS)))
        self.total = np.concatenate([[0.0], self.capacity.cumsum()])
        self.planned = -np.inf
        self.later = np.full(len(drawn.at), np.nan)
        self.reckoned = np.zeros(len(drawn.at))
        self.newcomers = self.picks = 0

    def score(self, drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
        """Gain by minute of each waiting case."""
        self.picks += 1
        fresh = waiting[np.isnan(self.later[waiting])]
        self.newcomers += len(fresh)
        if now - self.planned >= REPLAN or self.newcomers >= NEWCOMERS:
            self._plan(drawn, waiting, now)
        elif len(fresh):
            self.later[fresh], self.reckoned[fresh] = later(drawn.queue(fresh, now), self.prices), now
        return gains(drawn.queue(waiting, now), self.later[waiting], now - self.reckoned[waiting])

    def _plan(self, drawn: Week, waiting: np.ndarray, now: float) -> None:
        whole = np.interp(
            now + np.append(BLOCKS, BLOCKS[-1] + 4), np.arange(len(self.capacity) + 1), self.total
        )
        ahead = self._ahead(now, np.diff(whole))
        kept = self.prices.after(now - self.planned if np.isfinite(self.planned) else 0)
        turns = TURNS if np.isfinite(self.planned) else 10 * TURNS
        queue = drawn.queue(waiting, now)
        self.prices = plan(queue, ahead, kept, turns)
        self.later[waiting], self.reckoned[waiting] = later(queue, self.prices), now
        self.planned, self.newcomers = now, 0

    def _ahead(self, now: float, minutes: np.ndarray) -> Ahead:
        if self.forecast is None:
            nothing = np.empty(0)
            return Ahead(
                BLOCKS, minutes, Queue(nothing, nothing, nothing, nothing, nothing), nothing, nothing
            )
        total = np.concatenate([[0.0], self.forecast.cumsum()])
        coming = np.diff(np.interp(now + np.append(BLOCKS, BLOCKS[-1] + 4), np.arange(HOURS + 1), total))
        rows = [
            (
                stake * np.exp(spread * z),
                minutes_each,
                clock * 0.8,
                hazard,
                cost,
                count * share / len(FIFTHS),
                start,
            )
            for share, minutes_each, stake, spread, clock, hazard, cost in KINDS.values()
            for z in FIFTHS
            for start, count in zip(BLOCKS.tolist(), coming.tolist(), strict=True)
            if count > 0
        ]
        table = np.array(rows).T if rows else np.empty((7, 0))
        return Ahead(BLOCKS, minutes, Queue(*table[:5]), table[5], table[6])


def _fifo(drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
    return np.asarray(-drawn.at[waiting])


def _earliest(drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
    possible = drawn.due[waiting] - now >= drawn.guessed[waiting] / 60
    return np.where(possible, -drawn.due[waiting], -np.inf)


def _band(drawn: Week, waiting: np.ndarray) -> np.ndarray:
    return np.asarray(np.digitize(drawn.stake[waiting], BANDS))


def _band_then_age(drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
    return np.asarray(_band(drawn, waiting) * 1e6 - drawn.at[waiting])


def _band_then_due(drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
    return np.asarray(_band(drawn, waiting) * 1e6 + _earliest(drawn, waiting, now))


def _stake_per_minute(drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
    possible = drawn.due[waiting] - now >= drawn.guessed[waiting] / 60
    return np.where(possible, drawn.stake[waiting] / drawn.guessed[waiting], -np.inf)


def _index(drawn: Week, waiting: np.ndarray, now: float) -> np.ndarray:
    return urgency(drawn.queue(waiting, now), SLACK)


SCORES: dict[str, Score] = {
    "first_come": _fifo,
    "earliest_deadline": _earliest,
    "amount_band_then_age": _band_then_age,
    "amount_band_then_due": _band_then_due,
    "stake_per_minute": _stake_per_minute,
    "index": _index,
}


def _bound(drawn: Week) -> float:
    """The clairvoyant bound, by pricing each hour's minutes: valid for any prices, tight for the best ones."""
    end = np.minimum(drawn.due, drawn.left)
    hours = np.arange(HOURS, dtype=float)
    # In each hour a case is worth what it is worth at its beginning, or at its arrival: never less than it can be.
    start = np.maximum(hours, drawn.at[:, None])
    there = (hours + 1 > drawn.at[:, None]) & (start < end[:, None])
    there &= start + drawn.minutes[:, None] / 60 <= drawn.due[:, None]
    value = np.where(
        there, drawn.stake[:, None] + drawn.waiting[:, None] * np.maximum(end[:, None] - start, 0), 0.0
    )
    capacity, count = drawn.capacity(), np.ones(len(value))
    prices, least = np.zeros(HOURS), np.inf
    for turns in (250, 50, 50, 50):
        prices = ascend(value, drawn.minutes, count, capacity, (prices, turns))
        # Any prices bound what can be kept, none at all too: then everybody is served at once.
        for share in (0.0, 0.9, 0.95, 0.98, 1.0):
            least = min(least, bound(value, drawn.minutes, count, capacity, share * prices))
    return least


def _pick_ms(count: int) -> float:
    drawn = week(5, agents=40)
    waiting = np.arange(count)
    planner = Planner(drawn, drawn.rate)
    now = float(drawn.at[count])
    alive = waiting[np.minimum(drawn.due, drawn.left)[waiting] > 0]
    planner.score(drawn, alive, now)
    planner.planned = now - REPLAN
    began = time.process_time()
    for _ in range(NEWCOMERS):
        planner.score(drawn, alive, now).argmax()
    return round(1000 * (time.process_time() - began) / NEWCOMERS, 3)
