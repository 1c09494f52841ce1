"""When does a span of time end, on the calendar of a place with its zone, weekends and holidays?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import chinese_calendar
import holidays
from msgspec import Struct

from hejie.casefile.quantities import Span, Unit, aware

_MINUTE = timedelta(minutes=1)
_SATURDAY = 5  # date.weekday() counts from Monday = 0


class UnknownPlace(ValueError):
    """A zone or a country of which nobody knows the clock or the holidays."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place!r} is no known zone or country, so no deadline can be counted there. "
            "Write a zone such as America/Sao_Paulo and a country of two letters such as BR."
        )


class NegativeSpan(ValueError):
    """A span that would end before it starts."""

    def __init__(self, span: Span) -> None:
        super().__init__(
            f"A span of {span.text('en')} ends before it starts, so it is no time to act in. "
            "Count it from the earlier of the two moments."
        )


class Calendar(Struct, frozen=True):
    """The days of one place: a zone, a country whose holidays count, and days moved by hand.

    The country may stay empty where nothing counts in working days. `closed` and `opened` override it: a
    platform's own rest days, or a make-up Saturday that the holiday packages do not know yet.
    """

    zone: str
    country: str
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnknownPlace(self.zone) from error

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which this place reads a clock."""
        return ZoneInfo(self.zone)

    def is_working(self, day: date) -> bool:
        """Tell whether people work on that day; raise UnknownPlace for a country without known holidays."""
        if day in self.opened:
            return True
        if day in self.closed:
            return False
        return _country_works(self.country, day)

    def add(self, start: datetime, span: Span) -> datetime:
        """Return the end of a span that starts at `start` (aware), in UTC.

        Minutes and hours are elapsed time. A day later is the same wall-clock time on the next date, so it is
        23 or 25 hours when the clocks change. Working days skip days off; a start on a day off counts from the
        first minute of the next working day. A later start never ends earlier, except within the hour that the
        autumn change repeats, where the wall clock itself runs back. Raises NaiveTime, NegativeSpan.
        """
        aware(start)
        if span.value < 0:
            raise NegativeSpan(span)
        if span.unit is Unit.MINUTE:
            return start.astimezone(UTC) + timedelta(minutes=span.value)
        if span.unit is Unit.HOUR:
            return start.astimezone(UTC) + timedelta(hours=span.value)
        local = start.astimezone(self.tz)
        if span.unit is Unit.DAY:
            return _at(local.date() + timedelta(days=span.value), local.timetz(), self.tz)
        return self._working_days(local, span.value)

    def _working_days(self, local: datetime, count: int) -> datetime:
        day, clock = local.date(), local.timetz()
        if not self.is_working(day):
            day, clock = self._next_working(day), time(0, tzinfo=self.tz)
        for _ in range(count):
            day = self._next_working(day)
        return _at(day, clock, self.tz)

    def _next_working(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def _at(day: date, clock: time, tz: ZoneInfo) -> datetime:
    wall = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=tz)
    before, after = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    if before is not None and after is not None and before < after:
        return _end_of_gap(wall.replace(fold=1).astimezone(UTC).replace(second=0, microsecond=0), tz)
    return wall.astimezone(UTC)


def _end_of_gap(at: datetime, tz: ZoneInfo) -> datetime:
    # A wall time that the spring change skips is the first that exists after it: 00:30 in Sao Paulo becomes 01:00.
    offset = at.astimezone(tz).utcoffset()
    while at.astimezone(tz).utcoffset() == offset:
        at += _MINUTE
    return at


def _country_works(country: str, day: date) -> bool:
    if country == "CN":
        try:
            return bool(chinese_calendar.is_workday(day))  # knows the make-up Saturdays of published years
        except NotImplementedError:
            pass  # a year whose arrangement is not published yet: weekends and statutory days only
    return day.weekday() < _SATURDAY and day not in _holidays_of(country, day.year)


@lru_cache(maxsize=256)
def _holidays_of(country: str, year: int) -> frozenset[date]:
    # Whole years, made once: the package's own lazy table is not safe when two threads first ask for a year.
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except (NotImplementedError, TypeError) as error:
        raise UnknownPlace(country) from error
