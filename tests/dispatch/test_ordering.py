"""In which order does Ana work, and what is she told?"""

import numpy as np
import pytest

from hejie.casefile.money import Money
from hejie.dispatch.ordering import Waits, in_common, order, placed, priced
from hejie.dispatch.planning import Ahead
from hejie.dispatch.waiting import Queue
from tests.cast import NOON, hours, yuan

NOTHING = Queue(*(np.empty(0) for _ in range(5)))
QUIET = Ahead(np.arange(24, dtype=float), np.full(24, 60.0), NOTHING, np.empty(0), np.empty(0))


def waits(name, stake, hours_left, claim="missing_item", **more):
    return Waits(name, claim, yuan(stake), NOON + hours(hours_left), **more)


CASES = (waits("small", "8", 5), waits("large", "300", 5), waits("far", "300", 70), waits("agreed", "0", 1))


@pytest.mark.shows("V7")
@pytest.mark.parametrize("ahead", [None, QUIET], ids=["by the index", "by the plan"])
def test_what_would_be_lost_soon_comes_first_and_what_we_agree_to_anyway_last(rules, ahead):
    names = [place.case_id for place in order(CASES, ahead, rules=rules, at=NOON)]
    assert (names[0], names[-1]) == ("large", "agreed")


def test_each_place_says_why_in_the_readers_language(rules):
    first = order(CASES, None, rules=rules, at=NOON)[0]
    assert "¥300.00" in first.says("zh-CN")
    assert "8 minutes" in first.says("en")
    planned = order(CASES, QUIET, rules=rules, at=NOON)[0]
    assert "人手够用" in planned.says("zh-CN")


def test_stakes_of_several_currencies_are_compared_by_the_teams_rates(rules):
    dollars = Waits("dollars", "missing_item", Money.of("30", "USD"), NOON + hours(5))
    places = order([waits("yuan", "100", 5), dollars], None, rules=rules, at=NOON)
    assert [place.case_id for place in places] == ["dollars", "yuan"]
    assert "US$30.00" in places[0].says("zh-CN")
    assert in_common("XAU", rules, NOON.date()) == 1


def test_what_can_no_longer_be_done_in_time_stands_last_and_says_so(rules):
    late = waits("late", "900", 0.05)
    last = order([late, *CASES], QUIET, rules=rules, at=NOON)[-1]
    assert (last.case_id, last.turn.too_late) == ("late", True)


def test_a_plan_that_goes_on_from_the_one_before_gives_the_same_order(rules):
    scarce = Ahead(QUIET.hours, np.full(24, 12.0), NOTHING, np.empty(0), np.empty(0))
    many = [waits(f"c{n:02}", str(20 + 13 * (n * 7 % 11)), 2 + n % 9) for n in range(40)]
    prices = priced(many, scarce, rules=rules, at=NOON)
    assert prices.per_minute.max() > 0
    again = priced(many, scarce, rules=rules, at=NOON, before=prices)
    first, second = (placed(many, one, rules=rules, at=NOON) for one in (prices, again))
    assert {one.case_id for one in first[:5]} == {one.case_id for one in second[:5]}


def test_what_the_platform_looks_at_is_more_work(rules):
    short, long = order(
        [waits("a", "100", 9), waits("b", "100", 9, in_review=True)], None, rules=rules, at=NOON
    )
    assert (short.case_id, short.turn.minutes, long.turn.minutes) == ("a", 8, 25)


def test_equals_stand_in_the_order_of_their_deadlines_and_ids(rules):
    same = [waits("b", "0", 9), waits("a", "0", 9), waits("c", "0", 3)]
    assert [place.case_id for place in order(same, None, rules=rules, at=NOON)] == ["c", "a", "b"]
    assert order([], None, rules=rules, at=NOON) == ()
