"""Days and lengths of time, with what had to be assumed said."""

from datetime import date

import pytest

from hejie.language.facts_in_text import FoundFact, facts_in

TODAY = date(2026, 11, 24)


def only(text: str, **how: object) -> FoundFact:
    (fact,) = facts_in(text, **how)  # type: ignore[arg-type]
    return fact


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年11月16日", "2026-11-16"),
        ("11月16号", "2026-11-16"),
        ("5月30日", "2026-05-30"),
        ("16/11/2026", "2026-11-16"),
        ("16 de novembro", "2026-11-16"),
        ("November 16th", "2026-11-16"),
        ("前天", "2026-11-22"),
        ("ontem", "2026-11-23"),
        ("双十一", "2026-11-11"),
    ],
)
def test_a_day_is_read_from_the_day_the_message_was_written(text: str, day: str) -> None:
    assert only(text, on=TODAY).value == day


def test_in_january_a_day_of_december_was_last_year() -> None:
    assert only("12月30日", on=date(2026, 1, 10)).value == "2025-12-30"


def test_without_that_day_nothing_is_guessed() -> None:
    assert (only("11月16号").value, only("11月16号").notes) == ("--11-16", ("year_unknown",))
    assert (only("ayer").value, only("ayer").notes) == ("today-1", ("no_anchor",))


def test_a_day_that_two_countries_read_differently_says_so() -> None:
    assert only("03/04", on=TODAY, language="pt").value == "2026-04-03"
    assert only("03/04", on=TODAY, language="en").value == "2026-03-04"
    assert "day_month_unclear" in only("03/04", on=TODAY).notes
    assert "day_month_unclear" not in only("16/11", on=TODAY, language="en").notes


@pytest.mark.parametrize("text", ["13月40日", "2026-02-30", "99/99"])
def test_a_day_no_calendar_has_is_no_day(text: str) -> None:
    assert not [fact for fact in facts_in(text, on=TODAY) if fact.type == "date"]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("三天", 3, "day"), ("两个星期", 2, "week"), ("48小时", 48, "hour"), ("15 dias úteis", 15, "working_day"),
        ("dos semanas", 2, "week"), ("three months", 3, "month"), ("半个月", 15, "day"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_with_its_unit(text: str, number: int, unit: str) -> None:
    assert (only(text).value, only(text).unit) == (number, unit)
