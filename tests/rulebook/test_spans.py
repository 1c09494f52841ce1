"""How are spans and days read as minutes?"""

from datetime import UTC, date, datetime

import pytest

from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.spans import (
    check_zone,
    dimension,
    first_minute,
    minute,
    minutes_of,
    moment,
    read_time,
    scale,
)

HERE = Place("facts.yaml", 7)


@pytest.mark.parametrize(("text", "minutes"), [("30min", 30), ("4h", 240), ("1d", 1440), ("2 days", 2880)])
def test_spans_are_read_as_minutes(text: str, minutes: int) -> None:
    assert minutes_of(HERE, text) == minutes


def test_a_span_that_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(RuleFileMistake, match=r"facts\.yaml:7"):
        minutes_of(HERE, "soon")


def test_a_day_begins_at_midnight_of_its_place() -> None:
    assert moment(first_minute(date(2026, 1, 5), "Asia/Shanghai")) == datetime(2026, 1, 4, 16, 0, tzinfo=UTC)


def test_a_time_without_offset_is_read_on_the_clock_of_the_place() -> None:
    assert minute(read_time(HERE, "2026-01-05 08:00", "Asia/Shanghai")) == minute(
        datetime(2026, 1, 5, tzinfo=UTC)
    )
    assert read_time(HERE, "2026-01-05T08:00+00:00", "Asia/Shanghai") == datetime(
        2026, 1, 5, 8, 0, tzinfo=UTC
    )


def test_units_share_a_dimension_and_know_their_size() -> None:
    assert (dimension("h"), scale("h"), dimension("kg"), scale("kg"), scale("pct")) == (
        "min",
        60,
        "g",
        1000,
        1,
    )


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RuleFileMistake, match="Asia/Shanghai"):
        check_zone(HERE, "Mars/Olympus")
