"""Which day or length of time does a stretch of a message state, and what had to be assumed?

A day without its year, or counted from today, needs the day the message was written (`on`). Without it the value
stays partial (`--11-16`, `today-1`) rather than guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from hejie.language.numerals import count, han_number

_MONTHS = (
    ("jan", "ene"), ("feb", "fev"), ("mar",), ("apr", "abr"), ("may", "mai"), ("jun",), ("jul",), ("aug", "ago"),
    ("sep", "set"), ("oct", "out"), ("nov",), ("dec", "dez", "dic"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_OFFSETS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨晚": -1, "昨儿": -1, "今天": 0, "今早": 0, "明天": 1, "后天": 2,
    "anteontem": -2, "ante ontem": -2, "antes de ontem": -2, "antier": -2, "antes de ayer": -2,
    "day before yesterday": -2, "the day before yesterday": -2,
    "ontem": -1, "hoje": 0, "amanha": 1, "anteayer": -2, "ayer": -1, "hoy": 0,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_FEASTS = {"11": (11, 11), "十一": (11, 11), "12": (12, 12), "十二": (12, 12), "618": (6, 18)}
_UNITS = (
    ("working_day", r"uteis|habiles|working|business"), ("hour", r"小时|钟头|hora|hour|час"),
    ("week", r"星期|周|semana|week|недел"), ("month", r"月|mes|month"),
    ("year", r"年|ano|year"), ("day", r"天|dia|day|дн"),
)  # fmt: skip
_ONE_DAY = {"um", "uma", "un", "una", "one"}  # "one day" is some day more often than a length
_FAR = timedelta(days=150)

Read = tuple[Any, str, tuple[str, ...]]


def day(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read a date with a month in digits or by name."""
    parts = found.groupdict()
    month = parts["month"]
    number = _number(month) or _MONTH[month[:3]]
    return _dated(parts.get("year"), number, _number(parts["day"]) or 0, on)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else han_number(text)


def month(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read a month with its year, 10/2026 or outubro de 2026, as `2026-10`."""
    said = found["month"]
    number = int(said) if said.isdecimal() else _MONTH[said[:3]]
    return (f"{found['year']}-{number:02}", "", ("no_day",)) if 1 <= number <= 12 else None


def slashed(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read 16/11 or 11/16: day first unless the language or the numbers say otherwise."""
    first, second = int(found["first"]), int(found["second"])
    swap = (month_first and second > 0 and first <= 12) or second > 12
    number, of = (second, first) if swap else (first, second)
    read = _dated(found["year"], of, number, on)
    unclear = first <= 12 and second <= 12 and first != second
    return read and (read[0], read[1], (*read[2], "day_month_unclear") if unclear else read[2])


def feast(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read the day of a shopping feast such as 双11."""
    month, number = _FEASTS[found["feast"] or found["mid"]]
    return _dated(None, month, number, on)


def relative(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read yesterday, 前天, amanhã."""
    offset = _OFFSETS[found["word"]]
    if on is None:
        return f"today{offset:+d}" if offset else "today", "", ("no_anchor",)
    try:
        return (on + timedelta(days=offset)).isoformat(), "", ()
    except OverflowError:
        return None


def duration(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read three days, 两个星期, 15 dias úteis."""
    number = count(found["number"])
    notes = ("vague",) if found["number"] in _ONE_DAY else ()
    return None if number is None else (number, _unit(found["of"]), notes)


def half(found: re.Match[str], on: date | None, month_first: bool) -> Read | None:
    """Read 半个月 and the like, in the next smaller unit that makes it whole."""
    return {"月": (15, "day", ("about",)), "年": (6, "month", ()), "天": (12, "hour", ("about",))}.get(
        found["of"], (30, "minute", ())
    )


def _unit(words: str) -> str:
    return next(name for name, pattern in _UNITS if re.search(pattern, words))


def _dated(year: str | None, month: int, number: int, on: date | None) -> Read | None:
    try:
        if year is not None:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, number).isoformat(), "", ()
        if on is None:
            date(2000, month, number)  # a leap year: any day that some year has
            return f"--{month:02}-{number:02}", "", ("year_unknown",)
        return _nearest(month, number, on).isoformat(), "", ("year_assumed",)
    except (ValueError, OverflowError):
        return None


def _nearest(month: int, number: int, on: date) -> date:
    # Complaints speak of the past: a day far ahead this year is meant to be last year's.
    this_year = date(on.year, month, number)
    return date(on.year - 1, month, number) if this_year - on > _FAR else this_year
