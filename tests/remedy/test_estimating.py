"""Does the estimate say what another law would have saved, and does it stand in the way of a worse one?"""

import numpy as np
import pytest
from msgspec import structs

from hejie.remedy.estimating import Decision, estimate, is_no_worse, tried


def decisions(count, *, costs=(100.0, 60.0), odds=(0.5, 0.5), expected=None, new="b", seed=1):
    """The shop drew a or b by these odds; the other law always proposes one of them."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        which = int(chance.random() >= odds[0])
        cost = costs[which] + float(chance.normal(0, 5))
        guess = expected or {"a": costs[0], "b": costs[1]}
        found.append(Decision("ab"[which], odds[which], cost, guess, {new: 1.0}))
    return found


def test_a_cheaper_law_is_seen_to_be_cheaper_by_about_as_much_as_it_is():
    found = estimate(decisions(2000))
    assert found.saves == pytest.approx(20, abs=2)
    assert found.half_interval < 3
    assert is_no_worse({"CNY": found.kept}, 200)


def test_a_dearer_law_is_not_to_be_switched_on():
    assert not is_no_worse(tried(decisions(2000, new="a")), 200)


def test_each_currency_is_tried_alone_and_one_that_loses_stands_in_the_way():
    cheaper = [structs.replace(one, currency="CNY") for one in decisions(400)]
    dearer = [structs.replace(one, currency="BRL") for one in decisions(400, new="a")]
    assert list(tried(dearer + cheaper)) == ["BRL", "CNY"]
    assert is_no_worse(tried(cheaper), 200)
    assert not is_no_worse(tried(cheaper + dearer), 200)
    assert is_no_worse(tried(cheaper + dearer[:50]), 200)  # too few to say anything
    assert tried(dearer[:1]) == {}


def test_wrong_expectations_are_put_right_by_what_happened():
    wrong = {"a": 10.0, "b": 500.0}
    assert estimate(decisions(8000, expected=wrong)).saves == pytest.approx(20, abs=8)


def test_too_few_cases_stand_in_the_way_however_good_it_looks():
    found = estimate(decisions(50))
    assert found.cases == 50
    assert not is_no_worse({"CNY": found.kept}, 200)


def test_what_the_agent_chose_by_hand_tells_nothing():
    by_hand = Decision("a", 0.0, 100.0, {"a": 90.0}, {"a": 1.0})
    found = estimate([by_hand, Decision("gift", 0.5, 100.0, {"a": 90.0}, {"a": 1.0})])
    assert (found.cases, found.kept, is_no_worse({}, 0)) == (0, None, False)
