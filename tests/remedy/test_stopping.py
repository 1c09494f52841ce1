"""Is the plan the cheapest there is, whatever the buyer and the prices are?"""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.remedy.acceptance import Law
from hejie.remedy.stopping import Endings, Moves, plan, split

ENDINGS = Endings(np.array([80.0, 20.0]), np.array([0.0, 5.0]))


def law(weights, escalate=(0.2, 0.3), give_up=(0.1, 0.1), firm=0.6):
    mass = np.array(weights, dtype=float).reshape(2, -1)
    return Law(mass / mass.sum(), escalate, give_up, firm)


def moves(*rows):
    return Moves(np.array([[cost, 1.0] for cost, _, _ in rows]), np.array([worth for _, *worth in rows]))


def walked(law, moves, path, endings=ENDINGS):
    """The cost of offers in order, buyer by buyer: the slow way that nobody doubts."""
    up, down = float(endings.escalated.sum()), float(endings.rested.sum())
    stands = law.firm * up + (1 - law.firm) * down
    total = 0.0
    for (wish, cell), mass in np.ndenumerate(law.mass):
        alive, cost, best = 1.0, 0.0, (0, 0)
        for number, move in enumerate(path):
            worth = tuple(int(one) for one in moves.worth[move])
            raised = (max(best[0], worth[0]), max(best[1], worth[1]))
            if raised == best:
                break
            if worth[wish] > cell:
                cost, alive = cost + alive * moves.cost[move], 0.0
                break
            escalate, rest = law.leaves(number)
            cost += alive * (escalate * up + rest * down)
            alive, best = alive * (1 - escalate - rest), raised
        total += mass * (cost + alive * stands)
    return total


ROWS = ((0, 0, 0), (10, 2, 1), (25, 3, 2), (35, 1, 3), (60, 4, 4))


@given(st.lists(st.integers(1, 9), min_size=8, max_size=8), st.floats(0.1, 0.9))
def test_no_other_row_of_offers_is_cheaper_than_the_plan(weights, firm):
    buyer = law(weights, firm=firm)
    offers = moves(*ROWS)
    found = plan(buyer, offers, ENDINGS, 2)
    best = min(walked(buyer, offers, path) for path in itertools.product(range(len(ROWS)), repeat=2))
    assert found.expected(0, (0, 0)).min() == pytest.approx(best)


@given(st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_the_expected_cost_of_each_move_is_divided_to_the_cent(weights):
    found = plan(law(weights), moves(*ROWS), ENDINGS, 2)
    costs = found.expected(0, (0, 0))
    for move in range(len(ROWS)):
        assert split(found, 0, (0, 0), move).sum() == pytest.approx(costs[move])


@given(st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_a_better_offer_is_taken_at_least_as_often(weights):
    found = plan(law(weights), moves((0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 3), (4, 4, 4)), ENDINGS, 2)
    accepts = found.accepts((0, 0))
    assert (np.diff(accepts) >= -1e-12).all()
    assert accepts[0] == pytest.approx(0)


def test_what_was_refused_once_is_never_offered_again_unless_nothing_is_left_to_offer():
    found = plan(law([1, 1, 4, 1] * 2), moves(*ROWS), ENDINGS, 2)
    assert found.accepts((3, 2))[1] == pytest.approx(0)
    assert found.expected(1, (3, 2))[1] == found.expected(1, (3, 2))[0]


def test_where_the_platform_costs_nothing_nothing_is_offered():
    free = Endings(np.zeros(2), np.zeros(2))
    assert plan(law([1, 1, 1, 1] * 2), moves(*ROWS), free, 2).best(0, (0, 0)) == 0


def test_where_a_dispute_ruins_the_shop_everything_is_offered_at_once():
    ruin = Endings(np.array([1e6, 0.0]), np.zeros(2))
    assert plan(law([1, 1, 1, 1] * 2), moves(*ROWS), ruin, 2).best(0, (0, 0)) == len(ROWS) - 1


def test_beyond_the_last_round_it_stays_the_last_round():
    found = plan(law([1, 1, 4, 1] * 2), moves(*ROWS), ENDINGS, 2)
    assert np.array_equal(found.expected(7, (1, 1)), found.expected(1, (1, 1)))
    assert found.best(7, (1, 1)) == found.best(1, (1, 1))
