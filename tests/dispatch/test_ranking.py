"""Does the index put first what an hour of delay loses most of, for a minute of work?"""

import numpy as np

from hejie.dispatch.ranking import urgency
from tests.dispatch.test_waiting import queue


def rank(**columns):
    size = len(next(iter(columns.values())))
    base = {"stake": [100.0] * size, "minutes": [6.0] * size, "hours": [10.0] * size, "hazard": [0.0] * size,
            "waiting": [0.0] * size}  # fmt: skip
    return np.argsort(-urgency(queue(**(base | columns)), 24.0), kind="stable").tolist()


def test_more_at_stake_less_work_nearer_a_clock_and_less_patience_each_come_first():
    assert rank(stake=[50.0, 100.0]) == [1, 0]
    assert rank(minutes=[12.0, 6.0]) == [1, 0]
    assert rank(hours=[60.0, 5.0]) == [1, 0]
    assert rank(hazard=[0.0, 0.1]) == [1, 0]
    assert rank(waiting=[0.0, 5.0]) == [1, 0]


def test_what_can_no_longer_be_done_in_time_comes_last():
    assert rank(hours=[0.05, 60.0]) == [1, 0]
    assert urgency(queue(hours=[0.05]), 24.0).tolist() == [0]
