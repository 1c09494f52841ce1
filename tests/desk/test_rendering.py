"""Is time left, money and size told as a person reads it?"""

from datetime import datetime, timedelta

import pytest
from django.template import engines
from django.utils import translation

from hejie.casefile.entries import CaseTaken
from hejie.desk import rendering
from hejie.desk.cases import store
from hejie.desk.cases.index import NEVER
from hejie.desk.finding import queue
from hejie.desk.models import CaseIndex
from tests.desk.cast import ANA, NOON, entry, opened


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


def test_a_date_far_off_names_its_year() -> None:
    assert rendering.clock(NOON + timedelta(days=400), "Asia/Shanghai", NOON) == "2027-12-29"


@pytest.mark.usefixtures("store_on")
def test_a_row_is_written_once_for_each_state_of_its_case_and_each_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.open_many([opened(1)])
    rows = rendering.Rows(engines["jinja2"].env)

    def told(language: str) -> str:
        row = CaseIndex.objects.values(*queue.FIELDS).get()
        with translation.override({"zh-CN": "zh-hans"}.get(language, language)):
            return "".join(rows.parts(row, language))

    assert "陈先生" in told("zh-CN")
    assert told("en") != told("zh-CN")
    first = told("zh-CN")
    store.change(opened(1).case_id, lambda _: [entry(CaseTaken("ana"), by=ANA)])
    assert 'title="ana"' in told("zh-CN") != first
    assert len(rows.kept) == 3
    monkeypatch.setattr(rendering, "ROWS_KEPT", 1)
    store.change(opened(1).case_id, lambda _: [entry(CaseTaken("bo"), by=ANA)])
    told("zh-CN")
    assert len(rows.kept) == 1


@pytest.mark.parametrize(
    ("language", "zone", "named"),
    [("zh-CN", "Asia/Shanghai", "中国时间"), ("es", "America/Sao_Paulo", "hora de Brasilia")],
)
def test_a_zone_is_called_by_the_country_whose_clock_it_is(language: str, zone: str, named: str) -> None:
    assert rendering.zone_name(zone, language) == named


def test_a_date_in_a_table_is_written_as_its_reader_does() -> None:
    with translation.override("es"):
        assert rendering.in_numbers(NOON.date()) == "24/11/2026"
