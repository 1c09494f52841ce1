"""Is time left, money and size told as a person reads it?"""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from hejie.desk import rendering
from hejie.desk.index import NEVER
from tests.desk.cast import NOON


@pytest.mark.usefixtures("first_day")
@pytest.mark.parametrize(
    ("hours", "chinese", "english", "colour"),
    [
        (50.5, "剩 2 天 2 小时", "2 d 2 h left", "far"),
        (23, "剩 23 小时 0 分", "23 h 0 min left", "near"),
        (7.5, "剩 7 小时 30 分", "7 h 30 min left", "soon"),
        (1.5, "剩 1 小时 30 分", "1 h 30 min left", "critical"),
        (0.25, "剩 15 分钟", "15 min left", "critical"),
        (-0.5, "超时 30 分钟", "30 min over", "over"),
        (-49, "超时 2 天 1 小时", "2 d 1 h over", "over"),
    ],
)
def test_time_left_is_told_and_coloured(hours: float, chinese: str, english: str, colour: str) -> None:
    due = NOON + timedelta(hours=hours)
    with translation.override("zh-hans"):
        assert rendering.left(due, NOON) == chinese
    with translation.override("en"):
        assert rendering.left(due, NOON) == english
    assert rendering.urgency(due, NOON) == colour


@pytest.mark.parametrize("due", [None, NEVER])
def test_without_a_deadline_nothing_is_left_and_nothing_coloured(due: datetime | None) -> None:
    assert (rendering.left(due, NOON), rendering.urgency(due, NOON)) == ("", "none")


def test_a_time_is_shown_on_the_clock_of_the_shop_and_without_the_date_today() -> None:
    assert rendering.clock(NOON, "Asia/Shanghai") == "11-24 12:00"
    assert rendering.clock(NOON, "America/Sao_Paulo", NOON) == "01:00"
    assert rendering.clock(None) == ""


def test_sums_and_sizes_read_well() -> None:
    assert rendering.sum_text(12900, "CNY", "zh-CN") == "¥129.00"
    assert rendering.sum_text(None, "CNY", "zh-CN") == ""
    assert (rendering.size(12), rendering.size(81_000), rendering.size(2_500_000)) == (
        "1 KB",
        "81 KB",
        "2.5 MB",
    )


def test_an_icon_is_a_drawing_that_screens_do_not_read_out() -> None:
    drawing = rendering.icon("gavel")
    assert drawing.startswith("<svg")
    assert 'aria-hidden="true"' in drawing
    assert "style=" not in drawing


def test_an_address_keeps_what_was_asked_and_leaves_out_what_was_not() -> None:
    assert rendering.url("queue", view="mine", q="", shop="a b") == "/queue?view=mine&shop=a+b"
