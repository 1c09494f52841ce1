"""Which carrier should a lane use, and is that sure enough to say?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.prevention.carriers import scorecards
from hejie.prevention.choosing import chances_of_being_least, choose, share_out
from hejie.rulebook import load_rulebook
from tests.cast import NOON
from tests.prevention.lanes import counts

RULES = load_rulebook()


def cards(*counted):
    return scorecards(counted, rules=RULES, currency="CNY", at=NOON)


def choice(*counted):
    (one,) = choose(cards(*counted), rules=RULES, at=NOON)
    return one


@pytest.mark.shows("V1")
def test_the_best_carrier_is_named_only_when_it_is_sure_enough():
    sure = choice(counts("fast", 3000, 60), counts("slow", 3000, 600))
    assert (sure.best, sure.more) == ("fast", None)
    assert sure.chances["fast"] > 0.99
    assert sure.says["zh-CN"].endswith("fast 最好，把握 >99%。")


@pytest.mark.shows("V1")
def test_with_few_parcels_not_enough_is_known_and_how_many_more_would_settle_it():
    open_still = choice(counts("fast", 60, 4), counts("slow", 60, 7))
    assert open_still.best == ""
    assert open_still.leading == "fast"
    assert open_still.more
    assert open_still.more > 60
    assert "not enough is known" in open_still.says["en"]
    assert f"{open_still.more:,}" in open_still.says["zh-CN"]


def test_two_that_are_equal_are_not_told_apart_by_any_number_of_parcels():
    equal = choice(counts("fast", 5000, 500), counts("slow", 5000, 500))
    assert (equal.best, equal.more) == ("", None)
    assert "as good as each other" in equal.says["en"]


def test_a_single_carrier_is_compared_with_nobody():
    alone = choice(counts("fast", 50, 3))
    assert (alone.best, alone.leading) == ("", "fast")
    assert "无从比较" in alone.says["zh-CN"]


@given(st.lists(st.tuples(st.floats(50, 2000), st.floats(1, 300)), min_size=2, max_size=5))
@settings(max_examples=40)
def test_chances_sum_to_one_and_do_not_depend_on_the_order(rows):
    means, doubts = zip(*rows, strict=True)
    told = chances_of_being_least(means, doubts)
    assert sum(told) == pytest.approx(1)
    back = chances_of_being_least(means[::-1], doubts[::-1])[::-1]
    assert told == pytest.approx(back, abs=1e-9)


def test_the_chances_are_those_of_drawing_again_and_again():
    means, doubts = (300.0, 330.0, 500.0), (40.0, 60.0, 30.0)
    draw = np.random.default_rng(7)
    drawn = np.array([draw.gamma((m / d) ** 2, d**2 / m, 40_000) for m, d in zip(means, doubts, strict=True)])
    often = np.bincount(drawn.argmin(axis=0), minlength=3) / 40_000
    assert chances_of_being_least(means, doubts) == pytest.approx(often.tolist(), abs=0.01)


def test_a_doubtful_rival_beside_a_well_known_one_is_reckoned_finely_enough():
    told = chances_of_being_least((100.0, 100.0), (0.01, 50.0))
    assert told[1] == pytest.approx(0.58, abs=0.02)  # the middle of a gamma lies below its mean


@pytest.mark.shows("V1")
@given(st.integers(0, 5000))
@settings(max_examples=25)
def test_a_lanes_parcels_are_all_shared_out_and_nobody_but_the_last_gets_too_many(parcels):
    listed = cards(counts("fast", 500, 20), counts("middling", 500, 40), counts("slow", 500, 200))
    portions = share_out(listed, parcels, rules=RULES, at=NOON)
    assert sum(portion.parcels for portion in portions) == parcels
    assert portions[0].carrier == "fast"
    assert portions[0].parcels <= parcels * 0.7 + 1


def test_a_carrier_nobody_knows_well_is_tried_before_one_that_is_known_to_be_a_little_worse():
    elsewhere = [counts("untried", 300, 30, (str(number), "X")) for number in range(3)]
    listed = cards(counts("known", 3000, 330), counts("untried", 4, 0), *elsewhere)
    lane = [card for card in listed if card.lane[0] == "Zhejiang"]
    (one,) = choose(lane, rules=RULES, at=NOON)
    assert one.try_next == "untried"


@pytest.mark.shows("V1")
def test_of_carriers_that_are_called_the_best_hardly_more_are_wrong_than_is_said():
    right = named = 0
    for seed in range(4):
        draw = np.random.default_rng(seed)
        habits, true, counted = draw.normal(0, 0.3, 4), {}, []
        for lane in range(20):
            for place, habit in enumerate(habits):
                share = min(0.9, 0.08 * float(np.exp(habit + draw.normal(0, 0.3))))
                parcels = int(draw.choice([20, 60, 200, 800]))
                true[str(lane), f"c{place}"] = share
                late = int(draw.binomial(parcels, share))
                counted.append(counts(f"c{place}", parcels, late, ("Zhejiang", str(lane))))
        for one in choose(cards(*counted), rules=RULES, at=NOON):
            best = min((share, carrier) for (lane, carrier), share in true.items() if lane == one.lane[1])[1]
            named += bool(one.best)
            right += one.best == best
    assert named > 20
    assert right / named > 0.85  # said at 90 percent
