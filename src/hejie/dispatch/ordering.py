"""In which order should these cases be worked on, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from msgspec import Struct

from hejie.casefile.money import Money
from hejie.dispatch.explaining import Turn, why_now
from hejie.dispatch.planning import Ahead, Prices, gains, later, plan
from hejie.dispatch.ranking import urgency
from hejie.dispatch.waiting import HOUR, Numbers, Queue
from hejie.rulebook import Rulebook

_THOUSAND = 1000  # not a rule: patience is told in buyers of a thousand
_SECONDS = 3600  # not a rule: in an hour


class Waits(Struct, frozen=True):
    """A case that waits: what turns on our next clock, when that runs out, and whether the platform looks at it."""

    case_id: str
    claim: str
    stake: Money
    due_at: datetime
    in_review: bool = False


class Place(Struct, frozen=True):
    """A place in the order: the case, what decides it (minor units a minute), and why, for the reader's language."""

    case_id: str
    weight: float
    turn: Turn

    def says(self, language: str) -> str:
        """Return why the case has this place, in a sentence."""
        return why_now(self.turn, language)


def order(cases: Sequence[Waits], ahead: Ahead | None, *, rules: Rulebook, at: datetime) -> tuple[Place, ...]:
    """Return the cases in the order in which to work on them; all must be in one currency.

    With a forecast of what is coming the planner decides, without one the index. Equals stand in the order of their
    deadlines, then their ids.
    """
    if not cases:
        return ()
    queue = queue_of(cases, rules=rules, at=at)
    weights, price = _by_index(queue, rules, at) if ahead is None else _by_plan(queue, ahead, rules, at)
    currency = cases[0].stake.currency
    told = None if price is None else Money(round(price), currency)
    places = [
        Place(
            case.case_id,
            float(weights[n]),
            Turn(case.stake, float(queue.hours[n]), float(queue.minutes[n]), told),
        )
        for n, case in enumerate(cases)
    ]
    due = {case.case_id: case.due_at for case in cases}
    return tuple(sorted(places, key=lambda place: (-place.weight, due[place.case_id], place.case_id)))


def queue_of(cases: Sequence[Waits], *, rules: Rulebook, at: datetime) -> Queue:
    """Return what is known of the cases as columns."""
    work = [rules.dispatching.work_of(case.claim, in_review=case.in_review) for case in cases]
    return Queue(
        stake=np.array([case.stake.minor for case in cases], dtype=np.float64),
        minutes=np.array([max(one.minutes, 1) for one in work], dtype=np.float64),
        hours=np.array([(case.due_at - at).total_seconds() / _SECONDS for case in cases]),
        hazard=np.array([one.leave / _THOUSAND for one in work]),
        waiting=np.zeros(len(cases)),
    )


def _by_index(queue: Queue, rules: Rulebook, at: datetime) -> tuple[Numbers, float | None]:
    slack = rules.parameter("team.dispatch.slack", on=at.date()) or 1
    return urgency(queue, float(slack)), None


def _by_plan(queue: Queue, ahead: Ahead, rules: Rulebook, at: datetime) -> tuple[Numbers, float | None]:
    turns = rules.parameter("team.dispatch.turns", on=at.date()) or 1
    # A plan from nothing needs more turns than one that starts from the plan before: ten times as many are enough.
    start = Prices(ahead.hours, np.zeros(len(ahead.hours)))
    prices = plan(queue, ahead, start, turns * 10)  # not a rule: see above
    now = gains(queue, later(queue, prices), np.zeros(len(queue)))
    return now, float(prices.per_minute[0])


def minutes_of(agents: Sequence[float]) -> Numbers:
    """Return the minutes that so many agents can work in each hour."""
    result: Numbers = np.asarray(agents, dtype=np.float64) * HOUR
    return result
