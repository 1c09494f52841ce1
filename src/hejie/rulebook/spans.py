"""How many minutes is a length of time, and which minute does a day begin with at a place?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hejie.rulebook.mistakes import Place, RuleFileMistake

MINUTES = {"min": 1, "h": 60, "day": 1440}
GRAMS = {"g": 1, "kg": 1000}

_SPAN = re.compile(r"(\d{1,6})\s*(min|h|d|day|days)\Z")


def minutes_of(place: Place, given: object) -> int:
    """Read a span such as `4h`, `30min` or `1d`."""
    match = _SPAN.match(str(given))
    if not match:
        raise RuleFileMistake(place, f"{given!r} is not a span of time", "Write 30min, 4h or 1d.")
    unit = match.group(2)
    return int(match.group(1)) * MINUTES["day" if unit.startswith("d") else unit]


def scale(unit: str) -> int:
    """Return how many base units (minutes, grams, or itself) one unit has."""
    return MINUTES.get(unit) or GRAMS.get(unit) or 1


def dimension(unit: str) -> str:
    """Return the unit that expressions reckon in: hours and days become minutes, kilograms grams, counts plain."""
    return "min" if unit in MINUTES else "g" if unit in GRAMS else "" if unit == "count" else unit


@lru_cache(maxsize=4096)
def first_minute(day: date, zone: str) -> int:
    """Return the first minute of a day at a place, in minutes since 1970 UTC."""
    return minute(datetime.combine(day, time(0), tzinfo=ZoneInfo(zone)))


def day_at(minutes: int, zone: str) -> date:
    """Return the day it is at a place."""
    return moment(minutes).astimezone(ZoneInfo(zone)).date()


def minute(at: datetime) -> int:
    """Return an aware time as whole minutes since 1970 UTC, seconds cut off."""
    return int(at.timestamp() // 60)


def moment(minutes: int) -> datetime:
    """Return minutes since 1970 as an aware time in UTC."""
    return datetime.fromtimestamp(minutes * 60, tz=UTC)


def read_time(place: Place, given: object, zone: str) -> datetime:
    """Read `2026-01-05 08:00`, with or without an offset; without one it is the clock of the place."""
    try:
        at = datetime.fromisoformat(str(given))
    except ValueError as error:
        raise RuleFileMistake(
            place, f"{given!r} is not a time", "Write 2026-01-05 08:00, with +08:00 if need be."
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def check_zone(place: Place, zone: str) -> None:
    """Raise where a zone does not exist."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RuleFileMistake(
            place, f"{zone!r} is not a time zone", "Use a name such as Asia/Shanghai."
        ) from error
