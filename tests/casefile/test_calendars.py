"""When does a clock ring, across holidays, make-up Saturdays and the hours that time changes skip or repeat?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.calendars import Calendar, NegativeSpan, UnknownPlace
from hejie.casefile.quantities import NaiveTime, Span, Unit

CHINA = Calendar("Asia/Shanghai", "CN")
BRAZIL = Calendar("America/Sao_Paulo", "BR")
MEXICO = Calendar("America/Mexico_City", "MX")
SPAIN = Calendar("Europe/Madrid", "ES")
PLACES = [CHINA, BRAZIL, MEXICO, SPAIN, Calendar("America/Santiago", "CL")]

places = st.sampled_from(PLACES)
starts = st.datetimes(datetime(2005, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
units = st.sampled_from(Unit)


def at(place: Calendar, text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=place.tz, fold=fold)


def ends(place: Calendar, start: str, value: int, unit: Unit) -> str:
    """What the clock on the wall of that place shows at the end."""
    return f"{place.add(at(place, start), Span(value, unit)).astimezone(place.tz):%Y-%m-%d %H:%M}"


@given(places, starts, st.integers(0, 40), units)
def test_the_end_is_in_utc_and_never_before_the_start_by_more_than_a_repeated_hour(
    place: Calendar, start: datetime, value: int, unit: Unit
) -> None:
    end = place.add(start, Span(value, unit))

    assert end.tzinfo is UTC
    assert end >= start - timedelta(hours=1)


@given(places, starts, st.integers(0, 30), st.integers(0, 30), units)
def test_a_longer_span_never_ends_earlier(
    place: Calendar, start: datetime, one: int, other: int, unit: Unit
) -> None:
    shorter, longer = sorted((one, other))

    assert place.add(start, Span(shorter, unit)) <= place.add(start, Span(longer, unit))


def _in_the_repeated_hour(place: Calendar, moment: datetime) -> bool:
    local = moment.astimezone(place.tz)
    return local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()  # type: ignore[operator]


@given(places, starts, st.timedeltas(timedelta(), timedelta(days=3)), st.integers(0, 10), units)
def test_a_later_start_never_ends_earlier(
    place: Calendar, start: datetime, later: timedelta, value: int, unit: Unit
) -> None:
    span = Span(value, unit)
    if not any(_in_the_repeated_hour(place, moment) for moment in (start, start + later)):
        assert place.add(start, span) <= place.add(start + later, span)


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKING_DAY])
@pytest.mark.parametrize(
    ("place", "day"),
    [
        (BRAZIL, "2018-11-03"),
        (BRAZIL, "2018-02-17"),
        (MEXICO, "2022-04-02"),
        (MEXICO, "2022-10-29"),
        (SPAIN, "2026-03-28"),
    ],
)
def test_around_a_change_of_the_clocks_every_later_minute_ends_no_earlier(
    place: Calendar, day: str, unit: Unit
) -> None:
    midnight = at(place, day).astimezone(UTC)
    minutes = [midnight + timedelta(minutes=10 * step) for step in range(288)]
    told = [place.add(m, Span(1, unit)) for m in minutes if not _in_the_repeated_hour(place, m)]

    assert told == sorted(told)


@given(places, starts, st.integers(0, 200))
def test_hours_are_elapsed_time_whatever_the_clocks_do(place: Calendar, start: datetime, hours: int) -> None:
    assert place.add(start, Span(hours, Unit.HOUR)) - start == timedelta(hours=hours)
    assert place.add(start, Span(hours, Unit.MINUTE)) - start == timedelta(minutes=hours)


@given(places, starts, st.integers(1, 15))
def test_a_working_day_ends_on_a_working_day(place: Calendar, start: datetime, days: int) -> None:
    end = place.add(start, Span(days, Unit.WORKING_DAY)).astimezone(place.tz)

    assert place.is_working(end.date())


def test_a_day_in_madrid_has_23_or_25_hours_when_the_clocks_change() -> None:
    spring, autumn = at(SPAIN, "2026-03-28T12:00"), at(SPAIN, "2026-10-24T12:00")

    assert SPAIN.add(spring, Span(1, Unit.DAY)) - spring.astimezone(UTC) == timedelta(hours=23)
    assert SPAIN.add(autumn, Span(1, Unit.DAY)) - autumn.astimezone(UTC) == timedelta(hours=25)
    assert ends(SPAIN, "2026-03-28T12:00", 24, Unit.HOUR) == "2026-03-29 13:00"


def test_a_time_that_spring_skips_is_the_first_minute_after_it() -> None:
    assert ends(SPAIN, "2026-03-28T02:30", 1, Unit.DAY) == "2026-03-29 03:00"
    assert ends(SPAIN, "2026-03-28T03:00", 1, Unit.DAY) == "2026-03-29 03:00"


def test_sao_paulo_skipped_midnight_until_2018_and_changes_no_clocks_since() -> None:
    assert ends(BRAZIL, "2018-11-03T00:30", 1, Unit.DAY) == "2018-11-04 01:00"
    assert ends(BRAZIL, "2018-02-17T12:00", 24, Unit.HOUR) == "2018-02-18 11:00"
    assert ends(BRAZIL, "2026-11-07T00:30", 24, Unit.HOUR) == "2026-11-08 00:30"


def test_mexico_city_keeps_one_time_since_october_2022() -> None:
    assert ends(MEXICO, "2022-04-02T12:00", 24, Unit.HOUR) == "2022-04-03 13:00"
    assert ends(MEXICO, "2023-04-01T12:00", 24, Unit.HOUR) == "2023-04-02 12:00"


def test_within_the_repeated_hour_the_wall_clock_rules() -> None:
    first, second = at(SPAIN, "2026-10-25T02:50"), at(SPAIN, "2026-10-25T02:10", fold=1)

    assert second.astimezone(UTC) > first.astimezone(UTC)
    assert SPAIN.add(first, Span(1, Unit.DAY)) - SPAIN.add(second, Span(1, Unit.DAY)) == timedelta(minutes=40)


@pytest.mark.parametrize("day", [date(2026, 2, 15) + timedelta(days=n) for n in range(9)])
def test_spring_festival_2026_is_nine_days_off(day: date) -> None:
    assert not CHINA.is_working(day)


@pytest.mark.parametrize("day", [date(2026, 2, 14), date(2026, 2, 28), date(2026, 10, 10)])
def test_china_makes_up_for_its_holidays_on_saturdays(day: date) -> None:
    assert day.weekday() == 5
    assert CHINA.is_working(day)


def test_four_working_days_from_new_years_eve_reach_over_the_festival() -> None:
    # Friday the 13th, the make-up Saturday the 14th, nine days off, Tuesday the 24th, Wednesday the 25th
    assert ends(CHINA, "2026-02-12T15:00", 4, Unit.WORKING_DAY) == "2026-02-25 15:00"


def test_a_complaint_of_a_day_off_counts_from_the_first_minute_of_the_next_working_day() -> None:
    assert ends(CHINA, "2026-02-18T15:00", 1, Unit.WORKING_DAY) == "2026-02-25 00:00"
    assert ends(CHINA, "2026-02-18T15:00", 0, Unit.WORKING_DAY) == "2026-02-24 00:00"
    assert ends(CHINA, "2026-11-24T15:00", 0, Unit.WORKING_DAY) == "2026-11-24 15:00"


def test_in_a_year_not_yet_announced_china_rests_on_its_statutory_days_and_weekends() -> None:
    assert not CHINA.is_working(date(2031, 1, 23))  # the first day of that lunar year
    assert not CHINA.is_working(date(2031, 10, 1))
    assert CHINA.is_working(date(2031, 3, 11))
    assert not CHINA.is_working(date(2031, 3, 8))


def test_carnival_is_not_a_national_public_holiday_of_brazil() -> None:
    assert BRAZIL.is_working(date(2026, 2, 16))
    assert BRAZIL.is_working(date(2026, 2, 17))
    assert BRAZIL.is_working(date(2026, 6, 4))  # nor is Corpus Christi
    assert not BRAZIL.is_working(date(2026, 4, 3))
    assert not BRAZIL.is_working(date(2026, 11, 20))  # Consciência Negra, national since 2024
    assert BRAZIL.is_working(date(2023, 11, 20))


def test_a_platform_may_close_or_open_days_by_hand() -> None:
    carnival = Calendar("America/Sao_Paulo", "BR", closed=frozenset({date(2026, 2, 17)}))
    moved = Calendar(
        "Asia/Shanghai", "CN", opened=frozenset({date(2026, 2, 22)}), closed=frozenset({date(2026, 2, 22)})
    )

    assert not carnival.is_working(date(2026, 2, 17))
    assert moved.is_working(date(2026, 2, 22))


def test_an_american_new_year_that_falls_on_saturday_is_observed_on_the_friday_before() -> None:
    assert not Calendar("America/New_York", "US").is_working(date(2027, 12, 31))


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Asia/", "\0"])
def test_a_zone_that_does_not_exist_is_refused_when_it_is_written(zone: str) -> None:
    with pytest.raises(UnknownPlace, match="zone such as"):
        Calendar(zone, "CN")


@pytest.mark.parametrize("country", ["", "ZZ", "utils"])
def test_working_days_of_an_unknown_country_are_not_guessed(country: str) -> None:
    with pytest.raises(UnknownPlace, match="country of two letters"):
        Calendar("UTC", country).is_working(date(2026, 11, 24))


def test_days_and_hours_need_no_country() -> None:
    assert Calendar("UTC", "").add(datetime(2026, 1, 1, tzinfo=UTC), Span(1, Unit.DAY)).day == 2


@pytest.mark.parametrize("unit", Unit)
def test_a_span_does_not_run_backwards(unit: Unit) -> None:
    with pytest.raises(NegativeSpan, match="ends before it starts"):
        CHINA.add(datetime(2026, 1, 1, tzinfo=UTC), Span(-1, unit))


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTime):
        CHINA.add(datetime(2026, 1, 1), Span(1, Unit.DAY))  # noqa: DTZ001


def test_a_place_reads_its_own_clock() -> None:
    assert BRAZIL.tz == ZoneInfo("America/Sao_Paulo")
