"""When does a span of time end, on the calendar of a place with its zone, weekends and holidays?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays
from msgspec import Struct

from hejie.casefile.quantities import Span, Unit, aware

_SATURDAY = 5  # date.weekday() counts from Monday = 0


class Calendar(Struct, frozen=True):
    """The days of one place: a zone, a country whose holidays count, and days moved by hand.

    `closed` and `opened` override the country: a platform's own rest days, or a make-up Saturday that the
    holiday packages do not know yet.
    """

    zone: str
    country: str
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which this place reads a clock."""
        return ZoneInfo(self.zone)

    def is_working(self, day: date) -> bool:
        """Tell whether people work on that day."""
        if day in self.opened:
            return True
        if day in self.closed:
            return False
        return _country_works(self.country, day)

    def add(self, start: datetime, span: Span) -> datetime:
        """Return the end of a span that starts at `start` (aware), in UTC.

        Minutes and hours are elapsed time. A day later is the same wall-clock time on the next date, so it is
        23 or 25 hours when the clocks change. Working days skip days off; a start on a day off counts from the
        first minute of the next working day.
        """
        aware(start)
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
    # A wall time that the spring change skips lands after the gap: zoneinfo reads it with the offset before.
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=tz).astimezone(UTC)


@lru_cache(maxsize=16)
def _holidays_of(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def _country_works(country: str, day: date) -> bool:
    if country == "CN":
        try:
            return bool(chinese_calendar.is_workday(day))  # knows the make-up Saturdays of published years
        except NotImplementedError:
            pass  # a year whose arrangement is not published yet: weekends and statutory days only
    return day.weekday() < _SATURDAY and day not in _holidays_of(country)
