"""Which cause is to be mended, and did it become rarer?"""

from datetime import timedelta

import numpy as np
import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, CaseOpened, Entry
from hejie.casefile.parties import SYSTEM
from hejie.learning.causes import count_causes
from hejie.learning.improvements import effect, improvements
from hejie.rulebook import load_rulebook
from tests.cast import ANA, NOON, yuan

RULES = load_rulebook()
DONE = NOON
NOW = NOON + timedelta(days=28)


def case(number, cause, days, claim="missing_item", cost="10"):
    """A case that came so many days after the cause was mended, and was closed a day later."""
    came = DONE + timedelta(days=days, minutes=1)
    opening = Entry(came, SYSTEM, CaseOpened("taobao", "lantern", str(number), claim))
    closing = Entry(came + timedelta(days=1), ANA, CaseClosed("reshipped", cause, "复核", yuan(cost)))
    return CaseFile.begin(f"taobao:lantern:{number}", opening, closing)


def cases(*groups):
    """Cases from (cause, how many before, how many after)."""
    files = []
    for cause, before, after in groups:
        files += [case(len(files), cause, -1 - number % 27) for number in range(before)]
        files += [case(len(files), cause, number % 27) for number in range(after)]
    return files


def looked(files, cause="漏装", at=NOW):
    mended = next(one for one in count_causes(files) if one.cause == cause)
    return effect(mended, files, DONE, rules=RULES, at=at)


@pytest.mark.shows("P7")
def test_a_frequent_cause_becomes_an_item_with_owner_day_measure_and_a_day_to_look_again():
    (item,) = improvements(cases(("漏装", 6, 0), ("误会", 3, 0)), rules=RULES, at=NOON)
    assert (item.cause.cause, item.owner) == ("漏装", "warehouse")
    assert (str(item.due_on), str(item.check_on)) == ("2026-11-25", "2026-12-23")
    start = "漏发少件·漏装：6 起，成本 ¥60.00。由仓库在 2026年11月25日前改：出库双人复核并称重拍照。"
    assert item.says["zh-CN"].startswith(start)
    assert "For the warehouse by 2026-11-25" in item.says["en"]


@pytest.mark.shows("P7")
def test_a_cause_that_became_rarer_is_said_to_have_fallen_with_how_sure_that_is():
    found = looked(cases(("漏装", 40, 6), ("破损", 60, 60), ("误会", 50, 50)))
    assert (found.verdict, found.before, found.after) == ("fell", (40, 150), (6, 116))
    assert found.low < found.times < found.high < 1
    assert found.sure > 0.99
    assert "有效" in found.says["zh-CN"]


def test_a_cause_that_became_more_frequent_asks_for_something_else():
    assert looked(cases(("漏装", 10, 60), ("破损", 60, 60), ("误会", 50, 50))).verdict == "rose"


@pytest.mark.shows("P7")
def test_a_quiet_month_is_no_success():
    found = looked(cases(("漏装", 40, 10), ("破损", 60, 15), ("误会", 60, 15)))
    assert found.verdict == "open"
    assert 0.6 < found.times < 1.6


def test_with_few_cases_it_stays_open_and_says_how_many_more_would_settle_it():
    found = looked(cases(("漏装", 8, 3), ("破损", 20, 14)))
    assert found.verdict == "open"
    assert found.more
    assert f"再结约 {found.more} 起案件" in found.says["zh-CN"]


def test_before_any_case_is_closed_it_is_too_early():
    found = looked(cases(("漏装", 8, 0), ("破损", 20, 0)))
    assert (found.verdict, found.more) == ("too_early", None)


def test_a_cause_that_was_only_unlucky_is_seldom_said_to_have_been_mended():
    draw = np.random.default_rng(3)
    fell = 0
    for _ in range(60):
        before, after = draw.poisson(8, 10), draw.poisson(8, 10)
        worst = int(before.argmax())
        groups = [(f"cause {n}", int(b), int(a)) for n, (b, a) in enumerate(zip(before, after, strict=True))]
        fell += looked(cases(*groups), f"cause {worst}").verdict == "fell"
    assert fell <= 6  # said at 95 percent, of the worst of ten that are all alike
