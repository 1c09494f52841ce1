"""Does each language write numbers and days as its readers expect?"""

from datetime import UTC, date, datetime

import pytest

from hejie.casefile.templates import fill, listed, tell
from hejie.casefile.writing import Figure, clock, day, numbers, short_clock

AT = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "number", "share", "on"),
    [
        ("zh-CN", "1,234.5", "12.3%", "2026年11月25日"),
        ("en", "1,234.5", "12.3%", "2026-11-25"),
        ("pt-BR", "1.234,5", "12,3%", "25/11/2026"),
        ("es", "1.234,5", "12,3%", "25/11/2026"),
    ],
)
def test_numbers_shares_and_days(language: str, number: str, share: str, on: str) -> None:
    assert Figure(1234.5).text(language) == number
    assert Figure(0.1234, is_share=True).text(language) == share
    assert day(date(2026, 11, 25), language) == on


def test_the_day_comes_first_where_its_readers_look_for_it() -> None:
    assert clock(AT, UTC, "pt-BR") == "25/11/2026 18:30"
    assert clock(AT, UTC, "zh-CN") == "2026-11-25 18:30"
    assert short_clock(AT, UTC, "es") == "25/11 18:30"
    assert numbers(AT, "es") == "25/11/2026"


def test_one_is_not_told_as_several() -> None:
    assert fill("{n:case/cases}", {"n": "1"}) == "1 case"
    assert fill("{n:case/cases}", {"n": "2"}) == "2 cases"


def test_what_is_beside_no_code_comes_from_the_files_of_words() -> None:
    assert tell({"zh-CN": "投诉", "en": "Complaints"})["pt-BR"] == "Reclamações"
    assert listed(("a", "b"))["zh-CN"] == "a、b"
