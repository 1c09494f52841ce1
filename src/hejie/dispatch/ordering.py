"""In which order should these cases be worked on, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
from msgspec import Struct

from hejie.casefile.money import Money
from hejie.dispatch.explaining import Turn, why_now
from hejie.dispatch.planning import Ahead, Prices, gains, later, plan
from hejie.dispatch.ranking import urgency
from hejie.dispatch.waiting import HOUR, Queue
from hejie.rulebook import Rulebook

COMMON = "CNY"  # not a rule: the currency in which stakes of all shops are compared
RATE = "team.rate"
_THOUSAND = 1000  # not a rule: patience is told in buyers of a thousand
_SECONDS = 3600  # not a rule: in an hour
_PERCENT = 100  # not a rule: of a whole


class Waits(Struct, frozen=True):
    """A case that waits: what turns on our next clock, when that runs out, and whether the platform looks at it.

    `guessed` tells that nobody knows the amount and the stake is what such cases usually have.
    """

    case_id: str
    claim: str
    stake: Money
    due_at: datetime
    in_review: bool = False
    guessed: bool = False


class Place(Struct, frozen=True):
    """A place in the order: the case, what decides it (minor units a minute), and why, for the reader's language."""

    case_id: str
    weight: float
    turn: Turn

    def says(self, language: str) -> str:
        """Return why the case has this place, in a sentence."""
        return why_now(self.turn, language)


def order(
    cases: Sequence[Waits],
    ahead: Ahead | None,
    *,
    rules: Rulebook,
    at: datetime,
    before: Prices | None = None,
) -> tuple[Place, ...]:
    """Return the cases in the order in which to work on them.

    With a forecast of what is coming the planner decides, without one the index. `before` are the prices of an
    earlier plan, as they stand now: a plan that starts from them needs a tenth of the work.
    """
    prices = priced(cases, ahead, rules=rules, at=at, before=before) if ahead and cases else None
    return placed(cases, prices, rules=rules, at=at)


def priced(
    cases: Sequence[Waits], ahead: Ahead, *, rules: Rulebook, at: datetime, before: Prices | None = None
) -> Prices:
    """Return what a minute of work is worth in each block of hours ahead, in minor units of COMMON."""
    turns = rules.parameter("team.dispatch.turns", on=at.date()) or 1
    if before is None:
        # A plan from nothing needs more turns than one that starts from the plan before: ten times as many are enough.
        before, turns = Prices(ahead.hours, np.zeros(len(ahead.hours))), turns * 10  # not a rule: see above
    return plan(queue_of(cases, rules=rules, at=at), ahead, before, turns)


def placed(
    cases: Sequence[Waits], prices: Prices | None, *, rules: Rulebook, at: datetime
) -> tuple[Place, ...]:
    """Return the cases in their order at these prices, or by the index where there are none.

    Equals stand in the order of their deadlines, then their ids.
    """
    if not cases:
        return ()
    queue = queue_of(cases, rules=rules, at=at)
    if prices is None:
        weights = urgency(queue, float(rules.parameter("team.dispatch.slack", on=at.date()) or 1))
        told = None
    else:
        weights = gains(queue, later(queue, prices), np.zeros(len(queue)))
        told = Money(round(float(prices.per_minute[0])), COMMON)
    late = queue.minutes / HOUR > queue.hours
    by_minute = queue.stake / queue.minutes
    turns = [
        Turn(case.stake, minutes, Money(round(worth), COMMON), told, case.guessed, too_late)
        for case, minutes, worth, too_late in zip(
            cases, queue.minutes.tolist(), by_minute.tolist(), late.tolist(), strict=True
        )
    ]
    found = sorted(
        zip(weights.tolist(), cases, turns, strict=True),
        key=lambda one: (-one[0], one[2].too_late, one[1].due_at, one[1].case_id),
    )
    return tuple(Place(case.case_id, weight, turn) for weight, case, turn in found)


def queue_of(cases: Sequence[Waits], *, rules: Rulebook, at: datetime) -> Queue:
    """Return what is known of the cases as columns; stakes in minor units of COMMON."""
    work = [rules.dispatching.work_of(case.claim, in_review=case.in_review) for case in cases]
    rates = {case.stake.currency: in_common(case.stake.currency, rules, at.date()) for case in cases}
    return Queue(
        stake=np.array([case.stake.minor * rates[case.stake.currency] for case in cases], dtype=np.float64),
        minutes=np.array([max(one.minutes, 1) for one in work], dtype=np.float64),
        hours=np.array([(case.due_at - at).total_seconds() / _SECONDS for case in cases]),
        hazard=np.array([one.leave / _THOUSAND for one in work]),
        waiting=np.zeros(len(cases)),
    )


def in_common(currency: str, rules: Rulebook, on: date) -> float:
    """Return how many minor units of COMMON one minor unit is, by the team's own rates; 1 where there is none."""
    name = f"{RATE}.{currency.lower()}"
    known = name in rules.definitions.params
    return (rules.parameter(name, on=on) or _PERCENT) / _PERCENT if known else 1.0
