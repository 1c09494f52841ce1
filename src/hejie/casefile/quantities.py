"""How heavy, when, and how long: the measures that facts and clocks are written in."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from babel.numbers import get_decimal_symbol
from msgspec import Struct
from msgspec.structs import force_setattr

from hejie.casefile.money import locale_of
from hejie.casefile.templates import fill
from hejie.casefile.words import spoken


class NaiveTime(ValueError):
    """A time without its zone, which would mean another hour to every reader."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"{at.isoformat()} has no time zone, so a deadline counted from it could be hours off. "
            "Attach the zone of the platform or the shop before it enters a case."
        )


class NoSuchTime(ValueError):
    """A time at the very edge of the calendar, such as the year 1 that some exports write for `none`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"{at.isoformat()} cannot be told in world time: it stands at the edge of the calendar. "
            "An export probably means that there is no such time: leave it out."
        )


def aware(at: datetime) -> datetime:
    """Return the time if it names its zone, else raise NaiveTime."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise NaiveTime(at)
    return at


def in_utc(at: datetime) -> datetime:
    """Return the same instant in UTC; raise NaiveTime or NoSuchTime."""
    try:
        return aware(at).astimezone(UTC)
    except OverflowError as error:
        raise NoSuchTime(at) from error


class Timed(Struct, frozen=True):
    """A record whose times are aware and kept in UTC. A field named `at`, or ending in `_at`, is a time.

    In UTC, because Python holds two times of different zones unequal in the hour that autumn repeats, and then
    a case read back would differ from the one that was written.
    """

    def __post_init__(self) -> None:
        for field in times_of(type(self)):
            at = getattr(self, field)
            if at is not None and at.tzinfo is not UTC:
                force_setattr(self, field, in_utc(at))


@lru_cache(maxsize=128)
def times_of(kind: type[Timed]) -> tuple[str, ...]:
    """Return the fields of a record that are times."""
    return tuple(field for field in kind.__struct_fields__ if field == "at" or field.endswith("_at"))


class Weight(Struct, frozen=True, tag="weight", order=True):
    """A weight in whole grams."""

    grams: int

    def text(self, language: str = "zh-CN") -> str:
        """Write it in the unit of a scale display, as a reader expects it: `850 g`, `2.15 kg`, `2,15 kg`."""
        if abs(self.grams) < 1000:
            return f"{self.grams} g"
        kilograms = f"{Decimal(self.grams).scaleb(-3).normalize():f}"
        return f"{kilograms.replace('.', get_decimal_symbol(locale_of(language)))} kg"


class Moment(Timed, frozen=True, tag="moment", order=True):
    """A point in time as the value of a fact."""

    at: datetime


class Unit(StrEnum):
    """The units a clause counts in. Natural days and working days differ by a calendar."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"


class Span(Struct, frozen=True):
    """A length of time as a clause states it: `Span(72, Unit.HOUR)`, `Span(4, Unit.WORKING_DAY)`."""

    value: int
    unit: Unit

    def text(self, language: str = "zh-CN") -> str:
        """Write the span for a reader: `72 小时`, `4 working days`, `4 dias úteis`."""
        says = spoken(_SPANS[self.unit])
        return fill(says.get(language) or says["en"], {"count": str(self.value)})


_SPANS = {
    Unit.MINUTE: {"zh-CN": "{count} 分钟", "en": "{count:minute/minutes}"},
    Unit.HOUR: {"zh-CN": "{count} 小时", "en": "{count:hour/hours}"},
    Unit.DAY: {"zh-CN": "{count} 天", "en": "{count:day/days}"},
    Unit.WORKING_DAY: {"zh-CN": "{count} 个工作日", "en": "{count:working day/working days}"},
}
