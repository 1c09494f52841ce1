"""What does the team folder tell about who works when with which skills, and on which days more comes in?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, items, number, only, text, words

_DAY = 24
_LEAP = 2024  # a year that has every day, to read a day of any year


class Shift(Struct, frozen=True):
    """From which hour of the day to which somebody works, and on which weekdays (Monday 0; none named: all)."""

    begins: int
    ends: int
    weekdays: tuple[int, ...] = ()

    def covers(self, weekday: int, hour: int) -> bool:
        """Tell whether an hour of a weekday is worked; a shift may run past midnight."""
        if self.begins <= self.ends:
            inside, day = self.begins <= hour < self.ends, weekday
        else:
            inside = hour >= self.begins or hour < self.ends
            day = weekday if hour >= self.begins else (weekday - 1) % 7  # not a rule: days of a week
        return inside and (not self.weekdays or day in self.weekdays)


class Person(Struct, frozen=True):
    """What somebody speaks and knows, where they work and when; empty languages or platforms mean all."""

    name: str
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    most: int = 0
    shift: Shift | None = None


class Peak(Struct, frozen=True):
    """Days of every year on which more comes in: how much, in percent of a usual day."""

    id: str
    first: tuple[int, int]
    last: tuple[int, int]
    percent: int
    says: Mapping[str, str]

    def holds(self, on: date) -> bool:
        """Tell whether a day is one of them; a peak may run past New Year."""
        day = (on.month, on.day)
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


class Duty(Struct, frozen=True):
    """Who works when, and when it is busy."""

    shift: Shift
    people: Mapping[str, Person]
    peaks: tuple[Peak, ...]

    def shift_of(self, name: str) -> Shift:
        """Return when somebody works: as their row says, else as everybody does."""
        person = self.people.get(name)
        return person.shift if person and person.shift else self.shift


def read_duty(top: Block) -> Duty:
    """Read the rows about people and peaks; raise RuleFileMistake with file and line."""
    people, peaks = block(top, "people"), block(top, "peaks")
    return Duty(
        shift=_shift(block(top, "shift", required=True)),
        people={str(name): _person(str(name), block(people, name)) for name in people},
        peaks=tuple(_peak(str(key), block(peaks, key)) for key in peaks),
    )


def _person(name: str, row: Block) -> Person:
    only(row, ("languages", "platforms", "skills", "most", "shift"))
    shift = block(row, "shift")
    return Person(
        name,
        languages=_names(row, "languages"),
        platforms=_names(row, "platforms"),
        skills=_names(row, "skills"),
        most=number(row, "most", 0),
        shift=_shift(shift) if shift else None,
    )


def _names(row: Block, key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in items(row, key))


def _shift(row: Block) -> Shift:
    only(row, ("from", "to", "weekdays"))
    begins, ends = number(row, "from"), number(row, "to")
    if not (0 <= begins < _DAY and 0 < ends <= _DAY):
        raise RuleFileMistake(row.at("from"), f"{begins} to {ends} are no hours of a day", "Write 0 to 24.")
    days = tuple(int(day) - 1 for day in items(row, "weekdays"))
    if any(not 0 <= day < 7 for day in days):  # not a rule: days of a week
        raise RuleFileMistake(
            row.at("weekdays"), "there are seven weekdays", "Write 1 for Monday to 7 for Sunday."
        )
    return Shift(begins, ends, days)


def _peak(key: str, row: Block) -> Peak:
    only(row, ("first", "last", "percent", "says"))
    first, last = _day(row, "first"), _day(row, "last")
    return Peak(key, first, last, number(row, "percent"), words(row, "says"))


def _day(row: Block, key: str) -> tuple[int, int]:
    told = text(row, key)
    try:
        day = date.fromisoformat(f"{_LEAP}-{told}")
    except ValueError as error:
        raise RuleFileMistake(
            row.at(key), f"{told!r} is no day of a year", "Write the month and the day in quotes: '11-11'."
        ) from error
    return day.month, day.day
