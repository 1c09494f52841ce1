"""What is serving a case worth, now and later?"""

import numpy as np
import pytest

from hejie.dispatch.waiting import Queue, worth


def queue(**columns):
    given = {"stake": [100.0], "minutes": [6.0], "hours": [10.0], "hazard": [0.0], "waiting": [0.0]} | columns
    return Queue(*(np.array(given[name]) for name in Queue.__struct_fields__))


def test_the_stake_is_saved_until_the_work_no_longer_fits_before_the_deadline():
    assert worth(queue(), np.array([0.0, 9.9, 9.95, 11.0])).tolist() == [[100, 100, 0, 0]]


def test_buyers_lose_patience_and_the_worth_with_them():
    (values,) = worth(queue(hazard=[0.1]), np.array([0.0, 1.0, 5.0]))
    assert values == pytest.approx(100 * np.exp([0.0, -0.1, -0.5]))


def test_an_hour_that_is_not_waited_is_saved():
    (values,) = worth(queue(waiting=[2.0]), np.array([0.0, 4.0]))
    assert values == pytest.approx([120, 112])


def test_one_number_a_case_is_one_worth_a_case():
    both = queue(
        stake=[100.0, 50.0], minutes=[6.0, 6.0], hours=[10.0, 1.0], hazard=[0.0, 0.0], waiting=[0.0, 0.0]
    )
    assert worth(both, np.array([0.0, 2.0])).tolist() == [100, 0]
    assert len(both.take(np.array([True, False]))) == 1
