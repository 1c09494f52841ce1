"""Which point in time does a cell name, written in one of the styles that platforms and spreadsheets use?"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hejie.intake.mistakes import Unreadable

FIRST_YEAR, LAST_YEAR = 2000, 2100  # not a rule: years outside are typing errors or empty dates
_SECONDS, _MILLISECONDS = 10, 13  # not a rule: digits of a Unix time in our century
_NOON = 12  # not a rule: hours on a clock face
# Days as a spreadsheet counts them, once their format is lost.
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,10})?\Z", re.ASCII)
_COUNT_FROM = date(1899, 12, 30).toordinal()  # not a rule: the day that spreadsheets count from
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{3}(?:\d{3})?)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\Z",
    re.ASCII,
)
_YMD = re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?(?P<rest>.*)\Z", re.S)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2})(\d{2})(\d{2})?)?\Z")
_NUMERIC = re.compile(r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<y>\d{4}),?(?P<rest>.*)\Z", re.S)
_DAY_MONTH = re.compile(
    r"(?P<d>\d{1,2})\.?(?:\s+de)?\s+(?P<name>[a-zç]{3,10})\.?,?(?:\s+de[l]?)?\s+(?P<y>\d{4}),?(?P<rest>.*)\Z",
    re.S,
)
_MONTH_DAY = re.compile(r"(?P<name>[a-zç]{3,10})\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4}),?(?P<rest>.*)\Z", re.S)
_CLOCK = re.compile(
    r"(?:t|às|as|at|a las)?\s*(?P<hour>\d{1,2})[:时h](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})(?:\.\d+)?秒?)?分?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.|上午|下午)?"
    r"\s*(?:hs?\.?|horas)?\s*(?P<offset>z|utc|gmt|[+-]\d{2}:?\d{2})?\Z"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene january enero janeiro", "feb fev february febrero fevereiro", "mar march marzo marco março",
            "apr abr april abril", "may mai mayo maio", "jun june junio junho", "jul july julio julho",
            "aug ago august agosto", "sep set sept september septiembre setiembre setembro",
            "oct out october octubre outubro", "nov november noviembre novembro",
            "dec dic dez december diciembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

Ymd = tuple[int, int, int]


def is_likely(at: datetime) -> bool:
    """Whether a time can be meant: its year is no typing error, and not that of an empty date."""
    return FIRST_YEAR <= at.year < LAST_YEAR


@lru_cache(maxsize=16)  # not a rule: there are few platforms
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=65_536)  # not a rule: exports repeat the same minutes, and memory stays bounded
def moment(text: str, zone: str, *, day_first: bool = True) -> datetime:
    """Return the aware time, in UTC, that a cell names; a cell without a zone is read on the clock of `zone`.

    `day_first` settles 03/04/2026. Raises Unreadable where the cell is no time between 2000 and 2100.
    """
    tz = _zone(zone)
    try:
        found = _iso(text, tz) or _read(_folded(text), tz, day_first=day_first)
    except Unreadable:
        raise
    except (ValueError, OverflowError) as error:
        raise Unreadable(f"there is no such day or hour ({error})") from error
    if not is_likely(found):
        raise Unreadable(
            f"the year {found.year} cannot be right; give the true time, or leave the cell empty"
        )
    return found.astimezone(UTC)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _iso(text: str, tz: ZoneInfo) -> datetime | None:
    """The common case, at the speed of the standard library; None where the text is of another style."""
    if not _ISO.match(text):
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=tz)


def _read(text: str, tz: ZoneInfo, *, day_first: bool) -> datetime:
    if text.isascii() and text.isdecimal() and text[0] == "1" and len(text) in (_SECONDS, _MILLISECONDS):
        return _unix(int(text[:_SECONDS]))
    if _SERIAL.match(text):
        return _serial(float(text), tz)
    compact = _COMPACT.match(text)
    if compact and text.isascii():
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=tz)
    day_of, rest = _date(text, day_first=day_first)
    return _with_clock(day_of, rest.strip(" ,-"), tz)


def _serial(days: float, tz: ZoneInfo) -> datetime:
    whole, rest = divmod(round(days * 24 * 60), 24 * 60)  # not a rule: minutes of a day
    return datetime.combine(date.fromordinal(_COUNT_FROM + whole), time(), tz) + timedelta(minutes=rest)


def _unix(seconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)  # not a rule: the start of Unix time


def _date(text: str, *, day_first: bool) -> tuple[Ymd, str]:
    if match := _YMD.match(text):
        return (int(match["y"]), int(match["m"]), int(match["d"])), match["rest"]
    if match := _NUMERIC.match(text):
        one, two = int(match["one"]), int(match["two"])
        day, month = (one, two) if (day_first or one > _NOON) and two <= _NOON else (two, one)
        return (int(match["y"]), month, day), match["rest"]
    if match := _DAY_MONTH.match(text) or _MONTH_DAY.match(text):
        return (int(match["y"]), _month(match["name"]), int(match["d"])), match["rest"]
    raise Unreadable("this is not a date; write it like 2026-11-24 10:35")


def _month(name: str) -> int:
    if name not in _MONTHS:
        raise Unreadable(f"{name!r} is not a month in English, Spanish or Portuguese")
    return _MONTHS[name]


def _with_clock(day: Ymd, text: str, tz: ZoneInfo) -> datetime:
    if not text:
        return datetime(*day, tzinfo=tz)
    match = _CLOCK.match(text)
    if match is None:
        raise Unreadable("its hour cannot be read; write it like 2026-11-24 10:35")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"][0] in "p下" else 0)
    at = datetime(*day, hour, minute, second, tzinfo=tz)
    if not match["offset"]:
        return at
    offset = "+0000" if match["offset"] in ("z", "utc", "gmt") else match["offset"]
    return datetime.fromisoformat(at.replace(tzinfo=None).isoformat() + offset)
