"""Is what is proposed cheap, and is the same proposed in the same case?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.remedy.choosing import drawn, lot, propensities

COSTS = st.lists(st.floats(1, 1000), min_size=1, max_size=12).map(np.array)


@given(COSTS, st.floats(0, 100))
def test_nothing_is_proposed_that_costs_much_more_than_the_cheapest(costs, near):
    chance = propensities(costs, near)
    assert chance.sum() == pytest.approx(1)
    assert (costs[chance > 0] <= costs.min() + near).all()


@given(COSTS, st.floats(0.1, 100))
def test_the_cheaper_is_the_likelier(costs, near):
    chance = propensities(costs, near)
    for one in range(len(costs)):
        for other in range(len(costs)):
            assert costs[one] > costs[other] or chance[one] >= chance[other]


def test_without_leeway_the_cheapest_is_proposed():
    assert propensities(np.array([3.0, 1.0, 1.0]), 0).tolist() == [0, 1, 0]


def test_a_lot_falls_on_each_move_as_often_as_it_should():
    chance = np.array([0.5, 0.0, 0.5])
    assert [drawn(chance, at) for at in (0.0, 0.49, 0.5, 0.999999)] == [0, 0, 2, 2]


def test_the_same_case_draws_the_same_lot_and_others_draw_others():
    assert lot("taobao:lamps:1", 0) == lot("taobao:lamps:1", 0)
    drawn_lots = [lot(f"taobao:lamps:{number}", 0) for number in range(200)]
    assert len(set(drawn_lots)) == 200
    assert 0.4 < sum(drawn_lots) / 200 < 0.6
