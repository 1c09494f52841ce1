"""Does a number of cases rise beyond chance, and since when?"""

import numpy as np
import pytest

from hejie.prevention.rising import RATIOS, Watch, rises

WATCH = Watch(history=56, recent=28, false_every=30)
DAYS = WATCH.history + WATCH.recent
WEEK = np.array([1.0, 0.9, 0.9, 1.0, 1.1, 1.4, 1.5])


def world(seed, numbers=30, mean=1.5, clump=None):
    draw = np.random.default_rng(seed)
    usual = draw.gamma(2.0, mean / 2.0, (numbers, 1)) * WEEK[np.arange(DAYS) % 7]
    if clump:
        usual = usual * draw.gamma(clump, 1 / clump, usual.shape)
    return draw.poisson(usual)


def named(cases):
    return {f"number {row}": tuple(day.tolist()) for row, day in enumerate(cases)}


@pytest.mark.shows("V6")
@pytest.mark.parametrize("clump", [None, 4.0])
def test_steady_numbers_do_not_flood_anybody_with_alarms(clump):
    alarms = sum(bool(rises(named(world(seed, clump=clump)), WATCH, sure=0.9)) for seed in range(200))
    assert alarms <= 200 / WATCH.false_every


@pytest.mark.shows("V6")
def test_a_number_that_doubles_is_seen_with_its_day_and_its_size():
    found = 0
    for seed in range(20):
        cases = world(seed, mean=3.0)
        cases[4, -7:] += np.random.default_rng(seed + 99).poisson(6.0, 7)
        told = {rise.key: rise for rise in rises(named(cases), WATCH, sure=0.9)}
        found += "number 4" in told
        if "number 4" in told:
            rise = told["number 4"]
            assert 3 <= rise.since <= 24
            assert rise.low < rise.times < rise.high
            assert rise.seen > rise.expected
    assert found >= 17


def test_a_surge_of_everything_on_a_great_day_is_not_a_rise_of_each():
    cases = world(3)
    cases[:, -2:] *= 4
    assert rises(named(cases), WATCH, sure=0.9) == ()


def test_more_orders_explain_more_cases():
    cases, orders = np.full((1, DAYS), 4), np.full(DAYS, 400)
    cases[0, -5:], orders[-5:] = 16, 1600
    assert rises(named(cases), WATCH, sure=0.9, orders=tuple(orders.tolist())) == ()
    assert [rise.key for rise in rises(named(cases), WATCH, sure=0.9)] == ["number 0"]


def test_a_rise_that_ended_is_no_longer_told():
    cases = np.full((1, DAYS), 2)
    cases[0, -28:-20] = 9
    assert rises(named(cases), WATCH, sure=0.9) == ()


def test_what_has_no_history_or_too_few_days_is_left_out():
    assert rises({}, WATCH, sure=0.9) == ()
    assert rises({"short": (1, 2, 3)}, WATCH, sure=0.9) == ()
    silent = (0,) * (DAYS - 3) + (9, 9, 9)
    assert [rise.key for rise in rises({"new": silent}, WATCH, sure=0.9)] == ["new"]
    assert min(RATIOS) > 1


def test_a_part_that_rises_does_not_explain_away_the_whole_it_belongs_to():
    cases = np.full((2, DAYS), 4)
    cases[0, -5:] = 14
    cases[1] = cases[0] - 1
    told = rises(named(cases), WATCH, sure=0.9, wholes={"number 1": "number 0", "number 0": "number 0"})
    assert {rise.key for rise in told} == {"number 0", "number 1"}
