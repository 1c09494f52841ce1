"""Dates in the styles of five platforms, read on the platform's clock."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.intake.mistakes import Unreadable
from hejie.intake.times import moment

HALF_PAST_TEN = datetime(2026, 11, 24, 2, 35, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24 10:35:00",
        "2026-11-24 10:35",
        "2026/11/24 10:35",
        "2026.11.24 10:35:00",
        "2026年11月24日 10时35分",
        "2026年11月24日 10:35",
        "20261124103500",
        "24/11/2026 10:35",
        "24-11-2026 10:35:00",
        "24 de noviembre de 2026 10:35 hs.",
        "24 de novembro de 2026 10:35 h",
        "24 nov. 2026 10:35",
        "Nov 24, 2026 10:35",
        "November 24, 2026, 10:35 AM",
        "2026-11-24T02:35:00Z",
        "2026-11-24T10:35:00+08:00",
        "2026-11-24 02:35:00 UTC",
        "1795487700",
        "1795487700000",
    ],
)
def test_the_same_minute_is_read_from_every_style(text):
    assert moment(text, "Asia/Shanghai") == HALF_PAST_TEN


def test_a_day_alone_begins_at_midnight_of_the_platform():
    assert moment("2026-11-24", "America/Sao_Paulo") == datetime(2026, 11, 24, 3, tzinfo=UTC)


def test_the_order_of_day_and_month_is_the_platforms_unless_only_one_is_possible():
    third_of_april = datetime(2026, 4, 3, tzinfo=UTC)
    assert moment("03/04/2026", "UTC", day_first=True) == third_of_april
    assert moment("04/03/2026", "UTC", day_first=False) == third_of_april
    assert moment("04/25/2026", "UTC", day_first=True) == datetime(2026, 4, 25, tzinfo=UTC)


def test_noon_and_midnight_are_told_apart_on_a_clock_face():
    assert moment("Nov 24, 2026 12:05 AM", "UTC").hour == 0
    assert moment("Nov 24, 2026 12:05 PM", "UTC").hour == 12
    assert moment("2026-11-24 3:05 下午", "UTC").hour == 15


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2026-13-01",
        "2026-02-30 10:00",
        "0000-00-00 00:00:00",
        "31/31/2026",
        "2026-11-24 25:00",
        "1899-12-31",
    ],
)
def test_what_is_no_time_is_refused_with_a_reason(text):
    with pytest.raises(Unreadable):
        moment(text, "UTC")


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fail_other_than_by_saying_so(text):
    with suppress(Unreadable):
        assert moment(text, "Asia/Shanghai").tzinfo is UTC


@given(
    st.integers(min_value=0, max_value=97 * 365 * 86_400),
    st.sampled_from(["/", "-", "."]),
)
def test_a_chinese_timestamp_is_read_back_to_the_second(seconds, sign):
    at = datetime(2001, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    text = at.strftime(f"%Y{sign}%m{sign}%d %H:%M:%S")
    assert moment(text, "UTC") == at


def test_a_spreadsheets_count_of_days_is_a_date():
    assert moment("46350.4409722222", "Asia/Shanghai") == HALF_PAST_TEN
    assert moment("46350", "Asia/Shanghai") == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_a_count_of_days_outside_our_time_is_refused():
    with pytest.raises(Unreadable, match="cannot be right"):
        moment("12345", "Asia/Shanghai")
