"""Which complaints peak, rise or pass their line, and how soon?"""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.entries import CaseClosed
from hejie.casefile.facts import known
from hejie.prevention.alerts import Event, Sight, alerts, event_of, peaks, project
from hejie.rulebook import load_rulebook
from hejie.rulebook.lines import Line
from tests.cast import NOON, hours, opened, then

RULES = load_rulebook()
ZONE = "Asia/Shanghai"
DAYS = 84
ORDERS = {(NOON - timedelta(days=back)).date(): 1000 for back in range(DAYS)}


def daily(claim, per_day, recent, days, *slices):
    """So many a day, and `recent` a day on the last `days`, all in these slices."""
    counted = [(back, recent if back < days else per_day) for back in range(DAYS)]
    return [
        Event(NOON - timedelta(days=back), claim, slices=slices)
        for back, cases in counted
        for _ in range(cases)
    ]


def told(events, orders=ORDERS):
    return alerts(events, orders, rules=RULES, zone=ZONE, at=NOON)


@pytest.mark.shows("V6")
def test_a_rise_is_told_with_its_measure_its_owner_and_the_days_until_the_line():
    (alert,) = told(daily("missing_item", 2, 8, 5) + daily("stalled", 3, 3, 0))
    assert (alert.kind, alert.claim, alert.owner) == ("rise", "missing_item", "warehouse")
    assert alert.rise.seen == 40
    assert 0 < alert.breach.earliest < alert.breach.days < 30
    assert alert.says["zh-CN"].startswith("「漏发少件」投诉自 2026年11月7日起上升：40 起，往常约 ")
    assert f"照此下去约 {alert.breach.days} 天后超过每千单 5 起的线" in alert.says["zh-CN"]
    assert alert.says["zh-CN"].endswith("建议（仓库）：出库双人复核并称重拍照。")
    assert "Proposed (the warehouse)" in alert.says["en"]


@pytest.mark.shows("V6")
def test_what_is_over_its_line_comes_first_even_if_it_does_not_rise():
    first, second = told(daily("missing_item", 2, 8, 5) + daily("damaged", 12, 12, 0))
    assert (first.kind, first.claim, first.breach.days) == ("line", "damaged", 0)
    assert "30,000 单中 360 起，每千单 12.0 起，线是 8 起" in first.says["zh-CN"]
    assert second.kind == "rise"


def test_steady_complaints_below_their_line_raise_nothing():
    assert told(daily("missing_item", 2, 2, 0) + daily("stalled", 3, 3, 0)) == ()


def test_without_orders_a_rise_is_told_without_a_rate():
    (alert,) = told(daily("missing_item", 2, 8, 5), orders={})
    assert alert.breach is None
    assert "每千单" not in alert.says["zh-CN"]


def test_a_rise_that_stays_far_below_the_line_says_so():
    many = dict.fromkeys(ORDERS, 100_000)
    (alert,) = told(daily("missing_item", 2, 9, 5), orders=many)
    assert alert.breach.days is None
    assert "30 天内不会超线" in alert.says["zh-CN"]


SIGHT = Sight(window=30, ahead=30)


@pytest.mark.shows("V6", "C7")
def test_a_rise_names_the_region_that_it_comes_from():
    quiet = daily("cod_refused", 3, 3, 0, "Jalisco")
    (alert,) = told(quiet + daily("cod_refused", 2, 10, 5, "Sinaloa"))
    assert (alert.claim, alert.slice, alert.mostly) == ("cod_refused", "", ("Sinaloa",))
    assert "主要来自 Sinaloa。" in alert.says["zh-CN"]


@pytest.mark.shows("V6", "C7")
def test_a_region_that_rises_while_the_whole_does_not_is_told_alone():
    crowd = [event for place in range(6) for event in daily("cod_refused", 6, 6, 0, f"R{place}")]
    falling = daily("cod_refused", 8, 0, 5, "Jalisco")
    found = told(crowd + falling + daily("cod_refused", 1, 7, 5, "Sinaloa"), orders={})
    assert [(alert.slice, alert.breach) for alert in found] == [("Sinaloa", None)]
    assert found[0].says["zh-CN"].startswith("Sinaloa 的「货到付款拒签」投诉自 2026年11月7日起上升")
    assert "in Sinaloa" in found[0].says["en"]


LINE = Line("missing_item", 5, 5, "warehouse")


def test_the_days_to_the_line_are_those_that_counting_day_by_day_gives():
    cases, orders = [3] * 30, [1000] * 30
    assert project(cases, orders, 0.008, LINE, SIGHT) == 13  # 30 days: 13 of 8 and 17 of 3 are 155 > 150
    assert project(cases, orders, 0.003, LINE, SIGHT) is None
    assert project([9] * 30, orders, 0.003, LINE, SIGHT) == 0
    assert project([], [], 0.5, LINE, SIGHT) is None


@given(st.floats(0.0, 0.05), st.floats(0.0, 0.05))
@settings(max_examples=30)
def test_a_worse_pace_never_passes_the_line_later(one, other):
    days = [project([3] * 30, [1000] * 30, pace, LINE, SIGHT) for pace in sorted((one, other))]
    assert days[0] is None or (days[1] is not None and days[1] <= days[0])


@pytest.mark.shows("V6")
def test_the_hour_at_which_complaints_peak_is_found_of_all_of_a_claim_and_of_a_cause():
    evening = [
        Event(NOON + hours(9), "stalled", "爆仓") for _ in range(60)
    ]  # nine in the evening in Shanghai
    spread = [Event(NOON + hours(hour), "size") for hour in range(24) for _ in range(3)]
    found = peaks(evening + spread, rules=RULES, zone=ZONE, at=NOON)
    told_of = {(peak.hour, peak.claim, peak.cause) for peak in found}
    assert told_of == {(21, "", ""), (21, "stalled", ""), (21, "", "爆仓")}
    assert found[0].says["zh-CN"].startswith("投诉集中在 21 时：63 起，是平均的 11.5 倍")
    assert "21:00" in found[0].says["en"]


def test_a_closed_case_tells_when_it_came_and_why():
    file = then(opened(), CaseClosed("reshipped", " 漏装 ", "复核"))
    assert event_of(file) == Event(NOON, "missing_item", "漏装")
    assert event_of(opened(known("destination", "Sinaloa"), known("sku", "cup"))).slices == ("Sinaloa", "cup")
    assert event_of(opened()).cause == ""
