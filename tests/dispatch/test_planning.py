"""Does the planner see what is coming: who can wait, who cannot, and what a minute is worth?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.dispatch.planning import Ahead, Prices, bound, gains, later, plan
from hejie.dispatch.waiting import Queue
from tests.dispatch.test_waiting import queue

HOURS = np.arange(12, dtype=float)
NOTHING = Queue(*(np.empty(0) for _ in range(5)))


def ahead(minutes, cases=NOTHING, count=(), start=()):
    return Ahead(
        HOURS, np.full(12, float(minutes)), cases, np.array(count, dtype=float), np.array(start, dtype=float)
    )


def planned(waiting, coming, turns=300):
    return plan(waiting, coming, Prices(HOURS, np.zeros(12)), turns)


def many(count, stake, hours, minutes=10.0):
    columns = [np.full(count, float(value)) for value in (stake, minutes, hours, 0.0, 0.0)]
    return Queue(*columns)


def test_a_minute_costs_nothing_while_there_are_enough():
    prices = planned(many(3, 100, 10), ahead(60))
    assert prices.per_minute.max() < 0.5


def test_a_minute_has_its_price_where_more_is_asked_for_than_there_is():
    prices = planned(many(60, 100, 3), ahead(60))
    assert prices.per_minute[:3].min() > 5
    assert prices.per_minute[6:].max() == 0


def test_whoever_can_wait_until_it_is_calm_makes_room_for_whoever_cannot():
    crowd = many(40, 100, 3)
    patient = queue(stake=[150.0], minutes=[10.0], hours=[12.0])
    both = Queue(
        *(np.concatenate([getattr(crowd, name), getattr(patient, name)]) for name in Queue.__struct_fields__)
    )
    prices = planned(both, ahead(60))
    now = gains(both, later(both, prices), np.zeros(len(both)))
    assert now[-1] < now[0]


def test_a_peak_that_is_forecast_makes_the_hours_before_it_dear():
    few = many(8, 100, 11)
    calm, storm = planned(few, ahead(60)), planned(few, ahead(60, many(1, 300, 6), [100], [3]))
    assert storm.per_minute[4:8].min() > calm.per_minute[4:8].max() + 1
    assert (gains(few, later(few, storm), np.zeros(8)) >= gains(few, later(few, calm), np.zeros(8))).all()


def test_what_can_no_longer_be_done_is_not_worth_a_minute():
    lost = queue(hours=[0.05])
    assert gains(lost, later(lost, planned(lost, ahead(60))), np.zeros(1))[0] == -np.inf


def test_cases_that_are_lost_leave_every_price_a_number_and_what_is_left_still_has_one():
    lost, left = [0.05] * 3, [30.0]
    plan = planned(queue(hours=lost + left), ahead(60)).per_minute
    assert np.isfinite(plan).all()
    assert np.isfinite(planned(queue(hours=lost), ahead(60)).per_minute).all()


def test_prices_of_the_last_plan_move_on_with_the_hours():
    prices = Prices(HOURS, HOURS.copy())
    assert prices.after(2).per_minute[:3].tolist() == [2, 3, 4]


@given(st.lists(st.floats(1, 500), min_size=2, max_size=6), st.floats(0, 50))
def test_no_schedule_beats_the_bound_whatever_the_prices(stakes, price):
    """One agent, jobs of an hour: the best schedule is to take the most valuable first."""
    value = np.tile(np.array(stakes)[:, None], (1, 3))
    best = sum(sorted(stakes)[-3:])
    found = bound(
        value, np.full(len(stakes), 60.0), np.ones(len(stakes)), np.full(3, 60.0), np.full(3, price)
    )
    assert found >= best - 1e-6


def test_the_same_queue_has_the_same_plan():
    one, other = (planned(many(30, 100, 4), ahead(60)).per_minute for _ in range(2))
    assert one == pytest.approx(other, abs=0)
