"""How many cases will come in, by what came in before and by the calendar?"""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from hejie.dispatch.forecasting import History, forecast

ZONE = "Asia/Shanghai"
MONDAY = datetime(2026, 9, 6, 16, tzinfo=UTC)  # midnight of a Monday in Shanghai
BY_HOUR = np.array([0] * 8 + [2] * 14 + [0] * 2, dtype=float)  # 28 a day, by the clock of Shanghai


def weeks(count=6, days=0, kinds=((1.0,)), times=1.0):
    hours = np.tile(BY_HOUR, 7 * count + days) * times
    return History(MONDAY, np.outer(np.array(kinds), hours))


def by_day(outlook):
    return outlook.arrivals.sum(axis=0).reshape(-1, 24).sum(axis=1)


@pytest.mark.shows("V7")
def test_a_usual_day_and_its_hours_come_again(rules):
    outlook = forecast(weeks(), 48, rules=rules, zone=ZONE)
    assert outlook.begins == MONDAY + timedelta(days=42)
    assert by_day(outlook) == pytest.approx([28, 28], rel=0.05)
    first = outlook.arrivals.sum(axis=0)[:24]
    assert first[12] > 5 * first[3]


def test_a_busy_weekday_is_expected_to_be_busy_again(rules):
    history = weeks()
    counts = history.counts.copy()
    for week in range(6):
        counts[:, 24 * 7 * week : 24 * 7 * week + 24] *= 2  # Mondays
    days = by_day(forecast(History(MONDAY, counts), 24 * 7, rules=rules, zone=ZONE))
    assert days[0] > 1.5 * days[3]


@pytest.mark.shows("V7")
def test_double_11_is_busier_by_what_the_team_says_and_does_not_make_later_days_look_busy(rules):
    until = datetime(2026, 11, 9, 16, tzinfo=UTC)  # midnight before the 10th
    days = (until - MONDAY).days
    outlook = forecast(weeks(0, days), 24 * 4, rules=rules, zone=ZONE)
    assert by_day(outlook) == pytest.approx([28, 98, 98, 98], rel=0.06)
    assert [peak.id for peak in outlook.peaks] == ["double11"]
    hours = np.tile(BY_HOUR, days + 10)
    hours[24 * (days + 1) : 24 * (days + 9)] *= 3.5
    after = forecast(History(MONDAY, hours[None, :]), 24, rules=rules, zone=ZONE)
    assert after.usual == pytest.approx(28, rel=0.05)


def test_a_peak_that_did_not_come_as_high_as_the_calendar_says_is_not_expected_to_go_on_so(rules):
    until = datetime(2026, 11, 14, 16, tzinfo=UTC)  # midnight before the 15th, in the middle of it
    outlook = forecast(weeks(0, (until - MONDAY).days, times=10), 24, rules=rules, zone=ZONE)
    assert outlook.usual == pytest.approx(280, rel=0.02)
    assert by_day(outlook) == pytest.approx([280], rel=0.1)


def test_a_peak_that_a_team_states_stands_for_the_calendar(rules):
    assert by_day(forecast(weeks(), 24, rules=rules, zone=ZONE, stated=200)) == pytest.approx([56], rel=0.05)


def test_a_rush_today_is_expected_to_fade(rules):
    history = weeks(6, 1)
    counts = history.counts.copy()
    counts[:, -24:] *= 3
    days = by_day(forecast(History(MONDAY, counts), 24 * 4, rules=rules, zone=ZONE))
    assert days[0] > 1.2 * days[3]
    assert days[3] < 1.5 * 28


def test_kinds_keep_their_shares_and_a_rare_one_is_not_forgotten(rules):
    outlook = forecast(weeks(kinds=(3.0, 1.0, 0.0)), 24, rules=rules, zone=ZONE)
    often, seldom, never = outlook.arrivals.sum(axis=1)
    assert often > 2 * seldom > 0
    assert 0 < never < seldom / 5


def test_a_new_desk_expects_nothing(rules):
    assert forecast(History(MONDAY, np.zeros((2, 0))), 24, rules=rules, zone=ZONE).arrivals.sum() == 0
    assert forecast(History(MONDAY, np.zeros((2, 48))), 24, rules=rules, zone=ZONE).arrivals.sum() == 0
