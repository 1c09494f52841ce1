"""How many agents does the time ahead need, and what is lost at each number?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np

from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.finding.queue import Cases
from hejie.desk.handing import outlook
from hejie.dispatch.capacity import Expected, Staffing, enough, in_blocks, staffing
from hejie.dispatch.ordering import COMMON, in_common
from hejie.dispatch.waiting import Queue

BLOCK = 4  # hours of a block: four numbers of agents are reckoned in a second
DAYS, MOST_DAYS, MOST_AGENTS = 3, 7, 60
LEFT = (8.0, 24.0, 72.0)  # hours: into which of these the clock of a waiting case runs out
_MEANWHILE = 1.5  # numbers of agents that are tried grow by this factor once they are no longer small


class Asked(NamedTuple):
    """What a supervisor asks: days ahead, how busy (percent of usual; None: by the calendar), a number of agents."""

    days: int = DAYS
    peak: int | None = None
    agents: int = 0


class Day(NamedTuple):
    """What is expected on one day ahead, and how busy that is, in percent of a usual one."""

    at: datetime
    cases: float
    percent: int


class Manning(NamedTuple):
    """The answer: the days ahead, each number of agents with what it saves and loses, and the number that pays.

    `hourly` is what an hour of an agent costs, `at_work` how many hours of the time ahead one agent works.
    """

    begins: datetime
    days: tuple[Day, ...]
    usual: float
    waiting: int
    rows: tuple[Staffing, ...]
    best: Staffing
    hourly: Money
    at_work: float
    peaks: tuple[dict[str, str], ...]

    def block_at(self, number: int) -> datetime:
        """Return when a block of the prices begins."""
        return self.begins + timedelta(hours=BLOCK * number)

    def costs(self, row: Staffing) -> int:
        """Return what so many agents cost in the time ahead, in minor units."""
        return round(row.agents * self.at_work * self.hourly.minor)


def manning(cases: Cases, now: datetime, asked: Asked) -> Manning:
    """Return how many agents the days after this hour need. The same hour, cases and question give the same numbers."""
    begins = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    hours = asked.days * 24
    told = outlook.coming(cases, begins, hours, asked.peak)
    waiting = _waiting(cases, begins)
    expected = _with_waiting(told.expected(BLOCK), waiting)
    share = outlook.shift(begins, hours) * outlook.useful(begins)
    blocks = in_blocks(share, BLOCK) / BLOCK
    rows = staffing(expected, blocks.tolist(), _numbers(asked.agents, expected, float(share.sum())))
    hourly = _hourly(begins)
    worked = float(outlook.shift(begins, hours).sum())
    best = enough(rows, round(worked * hourly.minor))
    return Manning(
        begins,
        _days(told, begins),
        told.outlook.usual,
        len(waiting),
        tuple(rows),
        best,
        hourly,
        worked,
        tuple(dict(peak.says) for peak in told.outlook.peaks),
    )


def _numbers(asked: int, expected: Expected, hours: float) -> list[int]:
    """Return the numbers of agents to try: from one to clearly more than the work asks for, and the one asked."""
    minutes = float((expected.arrivals.sum(axis=1) * expected.kinds.minutes).sum())
    needed = minutes / 60 / hours if hours else 1.0
    most = min(max(round(needed * 2), 4), MOST_AGENTS)
    found, number = set(range(1, min(most, 8) + 1)), 8.0
    while number * _MEANWHILE <= most:
        number *= _MEANWHILE
        found.add(round(number))
    return sorted(found | ({min(asked, MOST_AGENTS)} if asked > 0 else set()))


def _waiting(cases: Cases, now: datetime) -> list[tuple[str, int, float]]:
    """Return the cases in front of us: claim, class of hours left, stake in the common currency."""
    rows = cases.filter(queue="due", due_at__gt=now, stake_minor__isnull=False).order_by("id")
    found = rows.values_list("claim", "due_at", "stake_minor", "currency")
    return [
        (claim, _class((due_at - now) / timedelta(hours=1)), stake * _rate(currency or COMMON, now))
        for claim, due_at, stake, currency in found
        if due_at is not None and stake is not None  # as the query says, for the types
    ]


def _class(left: float) -> int:
    return sum(left > edge for edge in LEFT)


def _rate(currency: str, now: datetime) -> float:
    return in_common(currency, house.rules(), now.date())


def _with_waiting(expected: Expected, waiting: list[tuple[str, int, float]]) -> Expected:
    """Return the forecast with what waits already as cases that arrive at once, alike ones together."""
    alike: dict[tuple[str, int], list[float]] = {}
    for claim, left, stake in waiting:
        alike.setdefault((claim, left), []).append(stake)
    if not alike:
        return expected
    work = [house.rules().dispatching.work_of(claim, in_review=False) for claim, _left in alike]
    ends = (*LEFT, LEFT[-1] + 24.0)
    now = Queue(
        stake=np.array([float(np.mean(stakes)) for stakes in alike.values()]),
        minutes=np.array([float(max(one.minutes, 1)) for one in work]),
        hours=np.array([ends[left] * 0.6 for _claim, left in alike]),  # the middle of the class, rather early
        hazard=np.array([one.leave / 1000 for one in work]),
        waiting=np.zeros(len(alike)),
    )
    arrivals = np.zeros((len(alike), expected.arrivals.shape[1]))
    arrivals[:, 0] = [len(stakes) for stakes in alike.values()]
    kinds = Queue(
        *(
            np.concatenate([getattr(expected.kinds, name), getattr(now, name)])
            for name in Queue.__struct_fields__
        )
    )
    return Expected(np.concatenate([expected.arrivals, arrivals]), kinds, expected.width)


def _days(told: outlook.Coming, begins: datetime) -> tuple[Day, ...]:
    hourly = told.outlook.arrivals.sum(axis=0)
    usual = told.outlook.usual
    return tuple(
        Day(
            begins + timedelta(hours=first),
            float(hourly[first : first + 24].sum()),
            round(100 * float(hourly[first : first + 24].sum()) / usual) if usual else 0,
        )
        for first in range(0, len(hourly), 24)
    )


def _hourly(now: datetime) -> Money:
    return Money(house.rules().parameter("team.dispatch.agent_hour.cny", on=now.date()) or 0, COMMON)
