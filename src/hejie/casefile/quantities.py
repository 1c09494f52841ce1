"""How heavy, when, and how long: the measures that facts and clocks are written in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class NaiveTime(ValueError):
    """A time without its zone, which would mean another hour to every reader."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"{at.isoformat()} has no time zone, so a deadline counted from it could be hours off. "
            "Attach the zone of the platform or the shop before it enters a case."
        )


def aware(at: datetime) -> datetime:
    """Return the time if it names its zone, else raise NaiveTime."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise NaiveTime(at)
    return at


class Weight(Struct, frozen=True, tag="weight", order=True):
    """A weight in whole grams."""

    grams: int

    def text(self) -> str:
        """Write it in the unit of a scale display: `850 g`, `2.15 kg`."""
        return f"{self.grams} g" if abs(self.grams) < 1000 else f"{self.grams / 1000:g} kg"


class Moment(Struct, frozen=True, tag="moment", order=True):
    """A point in time as the value of a fact; always aware."""

    at: datetime

    def __post_init__(self) -> None:
        aware(self.at)


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
        """Write the span for a reader: `72 小时`, `4 working days`."""
        if language.startswith("zh"):
            return f"{self.value} {_CHINESE[self.unit]}"
        return f"{self.value} {self.unit.replace('_', ' ')}{'' if self.value == 1 else 's'}"


_CHINESE = {Unit.MINUTE: "分钟", Unit.HOUR: "小时", Unit.DAY: "天", Unit.WORKING_DAY: "个工作日"}
