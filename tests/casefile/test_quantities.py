"""Are weights, spans and times kept whole, and is a time without a zone refused?"""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile import entries
from hejie.casefile.entries import Entry, Happening, NoteWritten, PromiseMade
from hejie.casefile.facts import Fact, known
from hejie.casefile.parties import SYSTEM
from hejie.casefile.quantities import Moment, NaiveTime, NoSuchTime, Span, Unit, Weight, aware, times_of

NAIVE = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001
MADRID = ZoneInfo("Europe/Madrid")


@given(st.integers(-(10**12), 10**12))
def test_a_weight_is_written_to_the_gram(grams: int) -> None:
    number, unit = Weight(grams).text().split()

    assert Decimal(number) * {"g": 1, "kg": 1000}[unit] == grams


@pytest.mark.parametrize(
    ("grams", "text"), [(850, "850 g"), (1000, "1 kg"), (2150, "2.15 kg"), (1234567, "1234.567 kg")]
)
def test_a_weight_is_written_as_a_scale_shows_it(grams: int, text: str) -> None:
    assert Weight(grams).text() == text


@pytest.mark.parametrize(
    ("language", "text"), [("zh-CN", "1.24 kg"), ("en", "1.24 kg"), ("es", "1,24 kg"), ("pt-BR", "1,24 kg")]
)
def test_a_weight_has_the_decimal_sign_of_its_reader(language: str, text: str) -> None:
    assert Weight(1240).text(language) == text


@pytest.mark.parametrize(
    "write",
    [
        lambda: aware(NAIVE),
        lambda: Moment(NAIVE),
        lambda: known("signed_at", True, at=NAIVE),
        lambda: Entry(NAIVE, SYSTEM, NoteWritten("x")),
        lambda: PromiseMade("call back", NAIVE),
    ],
    ids=["a time", "a value", "a fact", "an entry", "a promise"],
)
def test_a_time_without_its_zone_enters_nowhere(write: object) -> None:
    with pytest.raises(NaiveTime, match="no time zone"):
        write()  # type: ignore[operator]


@pytest.mark.parametrize("kind", [*Happening.__subclasses__(), Fact, Entry, Moment])
def test_every_time_in_the_file_is_guarded_by_its_name(kind: type) -> None:
    written = {field.name for field in msgspec.structs.fields(kind) if "datetime" in str(field.type)}

    assert written == set(times_of(kind))


def test_one_instant_is_one_value_whatever_zone_it_was_read_in() -> None:
    beijing = datetime(2026, 11, 24, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    offset = datetime(2026, 11, 24, 7, 0, tzinfo=timezone(timedelta(hours=-3)))

    assert Moment(beijing) == Moment(offset) == Moment(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert Moment(beijing).at.tzinfo is UTC


def test_the_two_hours_that_autumn_repeats_stay_apart_and_equal_to_themselves() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=MADRID, fold=fold) for fold in (0, 1))

    assert Moment(second).at - Moment(first).at == timedelta(hours=1)
    assert Moment(second) == Moment(second.astimezone(UTC))


def test_the_year_one_of_an_export_is_refused_with_a_reason() -> None:
    with pytest.raises(NoSuchTime, match="leave it out"):
        Moment(datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")))


def test_a_time_of_a_century_ago_keeps_its_seconds() -> None:
    before_zones = Moment(datetime(1890, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")))

    assert msgspec.json.decode(msgspec.json.encode(before_zones), type=Moment) == before_zones


def test_a_span_reads_well_in_both_languages() -> None:
    assert Span(72, Unit.HOUR).text() == "72 小时"
    assert Span(4, Unit.WORKING_DAY).text("en") == "4 working days"
    assert Span(1, Unit.DAY).text("en") == "1 day"
    assert Span(7, Unit.DAY).text("zh-CN") == "7 天"


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_a_chinese_name(unit: Unit) -> None:
    assert Span(2, unit).text() != Span(2, unit).text("en")


def test_all_kinds_of_entries_are_exported_by_name() -> None:
    assert {kind.__name__ for kind in Happening.__subclasses__()} <= set(entries.__all__)
