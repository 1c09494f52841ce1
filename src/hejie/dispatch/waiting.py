"""What is known of each case that waits: stake, minutes, hours left, and how soon its buyer loses patience?"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
HOUR = 60  # not a rule: minutes
_NO_HAZARD = 1e-9  # not a rule: below this nobody loses patience, and a division would be by nothing


class Queue(Struct, frozen=True):
    """Cases as columns: `stake` in minor units, `minutes` of work, `hours` until the clock runs out.

    `hazard` is the share of buyers who lose patience in an hour, `waiting` what an hour of waiting costs.
    """

    stake: Numbers
    minutes: Numbers
    hours: Numbers
    hazard: Numbers
    waiting: Numbers

    def __len__(self) -> int:
        return len(self.stake)

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Queue:
        """Return some of the cases."""
        return Queue(*(getattr(self, name)[which] for name in self.__struct_fields__))


def worth(queue: Queue, after: Numbers) -> Numbers:
    """Return what serving each case is worth after some hours, in expectation: the stake if the buyer is still there.

    What an hour of waiting costs is saved from then on. A case that cannot be done before its clock runs out is worth
    nothing. `after` has one column an hour, or one number a case.
    """
    wide = after.ndim > 1 or len(after) != len(queue)
    stake, minutes, hours, hazard, waiting = (
        (column[:, None] if wide else column)
        for column in (queue.stake, queue.minutes, queue.hours, queue.hazard, queue.waiting)
    )
    there = np.exp(-hazard * after)
    left = np.maximum(hours - after, 0)
    rate = np.maximum(hazard, _NO_HAZARD)
    saved = waiting * -np.expm1(-rate * left) / rate
    result: Numbers = np.where(after + minutes / HOUR <= hours, there * (stake + saved), 0.0)
    return result
