"""Which case next, without a plan: the stake that is about to be lost, for each minute of work?"""

from __future__ import annotations

import numpy as np

from hejie.dispatch.waiting import HOUR, Numbers, Queue


def urgency(queue: Queue, slack_scale: float) -> Numbers:
    """Return the index of each case: what an hour of delay loses in expectation, for a minute of work.

    The buyer may lose patience (hazard), or the clock may run out: the nearer it is, measured in `slack_scale` hours,
    the more. A case that can no longer be done in time has nothing to lose. It needs no forecast, and a person can
    follow it.
    """
    slack = queue.hours - queue.minutes / HOUR
    clock = np.exp(-np.maximum(slack, 0) / slack_scale) / slack_scale
    lost = queue.stake * (queue.hazard + clock) + queue.waiting
    result: Numbers = np.where(slack >= 0, lost / queue.minutes, 0.0)
    return result
