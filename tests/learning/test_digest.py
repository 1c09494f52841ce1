"""What happened in a day or a week?"""

from datetime import UTC, datetime, timedelta

import pytest

from hejie.casefile.entries import CaseClosed, CaseReopened, FactStated, MessageSent, PromiseKept, PromiseMade
from hejie.casefile.facts import known
from hejie.learning.digest import digest, period
from hejie.rulebook import load_rulebook
from tests.cast import NOON, hours, opened, then, yuan

RULES = load_rulebook()
ZONE = "Asia/Shanghai"
SINCE, UNTIL = NOON - hours(1), NOON + hours(24)


def told(*files, since=SINCE, at=UNTIL):
    return digest(files, since, rules=RULES, zone=ZONE, at=at)


@pytest.mark.shows("V5")
def test_promises_are_told_as_kept_overdue_and_due_soon_with_their_cases():
    file = then(
        opened(), PromiseMade("补发", NOON + hours(2)), PromiseMade("回电", NOON + hours(30)),
        PromiseMade("退款", NOON + hours(90)), PromiseMade("查件", NOON + hours(1)), PromiseKept("查件"),
    )  # fmt: skip
    found = told(file)
    assert [one.promise for one in found.overdue] == ["补发"]
    assert [one.promise for one in found.soon] == ["回电"]
    assert found.overdue[0].case_id == "taobao:lantern:900001"
    assert found.says[1]["zh-CN"] == "承诺：兑现 1 条，已过期 1 条，24 小时内到期 1 条。"


@pytest.mark.shows("V5")
def test_reviews_asked_and_answered_are_counted_and_low_ones_named():
    asked = then(opened(), FactStated(known("review_asked", True)))
    by_script = then(opened(), MessageSent("谢谢", "zh-CN", script="general.review_request"))
    low = then(asked, FactStated(known("rating", 2)))
    found = told(asked, by_script, low)
    assert (found.reviews.asked, found.reviews.answered, found.reviews.bad) == (
        3,
        1,
        ("taobao:lantern:900001",),
    )
    assert found.says[2]["en"] == "Reviews: 3 buyers asked, 1 given, 1 of them low."


@pytest.mark.shows("V5", "P6")
def test_what_came_and_ended_is_counted_in_the_period_with_causes_and_cost():
    closed = then(opened(), CaseClosed("reshipped", "漏装", "称重复核", yuan("18")), at=NOON + hours(5))
    back = then(closed, CaseReopened("又少一件"), at=NOON + hours(6))
    found = told(closed, back, opened())
    assert (found.opened, found.closed, found.reopened, found.open) == (3, 2, 1, 2)
    assert found.cost == {"CNY": 1800}
    more = [says["zh-CN"] for says in found.says[3:]]
    assert more == ["办结案件的成本：¥18.00。", "原因「漏装」1 起，教训：称重复核。"]
    assert found.says[0]["zh-CN"].startswith("2026-11-11 11:00 至 2026-11-12 12:00：新来 3 起")


def test_what_lies_outside_the_period_is_not_counted():
    closed = then(opened(), CaseClosed("reshipped", "漏装", "称重"), at=NOON + hours(5))
    found = told(closed, since=NOON + hours(6))
    assert (found.opened, found.closed, found.causes, found.cost) == (0, 0, (), {})
    assert len(found.says) == 3


def test_a_day_and_a_week_begin_at_midnight_where_the_reader_is():
    wednesday = datetime(2026, 11, 25, 1, tzinfo=UTC)
    assert period("day", zone=ZONE, at=wednesday) == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert period("week", zone=ZONE, at=wednesday) == datetime(2026, 11, 15, 16, tzinfo=UTC)
    assert wednesday - period("day", zone=ZONE, at=wednesday) < timedelta(days=2)
