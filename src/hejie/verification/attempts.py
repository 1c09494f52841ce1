"""How often, and when, did the carrier try to hand a parcel over, and how did each run end?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from hejie.verification.history import Step

REFUSED = frozenset({"refused"})
FAILED = frozenset(
    {
        *("attempt_absent", "attempt_closed", "attempt_other", "address_problem", "recipient_moved"),
        *("out_of_area", "unsafe_area", "unclaimed_pickup"),
    }
)
DELIVERED = frozenset({"delivered", "delivered_proxy"})
PICKUP = frozenset({"waiting_pickup", "unclaimed_pickup"})
_AT_THE_DOOR = (
    frozenset({"attempt_absent", "attempt_closed", "attempt_other", "unsafe_area"}) | REFUSED | DELIVERED
)
_WITHIN_A_RUN = _AT_THE_DOOR | {"address_problem", "recipient_moved", "waiting_pickup"}


class Run(Struct):
    """One delivery run: when the parcel went out, if that was recorded, and what was then recorded about the buyer."""

    out_at: datetime | None
    steps: list[Step]

    def signals(self) -> frozenset[str]:
        """Return the states that speak of refusal or of a failed attempt."""
        return frozenset(step.state for step in self.steps if step.meaning.buyer) & (REFUSED | FAILED)


def runs_of(steps: Iterable[Step]) -> tuple[Run, ...]:
    """Return the delivery runs: a further one begins only where the parcel was recorded going out again.

    A run on which nothing was recorded counts for nothing, so going out twice in a row is harmless.
    """
    runs: list[Run] = []
    for step in steps:
        if step.state == "out_for_delivery":
            runs.append(Run(step.at, []))
        elif step.state in REFUSED | FAILED | DELIVERED | PICKUP:
            if not runs:
                runs.append(Run(None, []))
            runs[-1].steps.append(step)
    return tuple(runs)


def attempts_of(runs: Iterable[Run], same_attempt: timedelta) -> tuple[datetime, ...]:
    """Return when each delivery attempt was made. What is recorded within `same_attempt` is one attempt.

    A parcel fetched from a locker or office is no attempt; one put there on a run is.
    """
    made: list[datetime] = []
    for run in runs:
        counts = _AT_THE_DOOR if run.out_at is None else _WITHIN_A_RUN
        last: datetime | None = None
        fetched = False
        for step in run.steps:
            if step.state in counts and not (fetched and step.state in DELIVERED):
                if last is None or step.at - last > same_attempt:
                    made.append(step.at)
                last = step.at
            fetched = fetched or step.state in PICKUP
    return tuple(made)
