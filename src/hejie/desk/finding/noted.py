"""Who did what, when, from where? Finds lines of the audit, a page at a time at the same price at any depth."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from hejie.desk.access.noting import KINDS
from hejie.desk.models import Noted
from hejie.desk.spreadsheets import harmless

SHOWN = 50
MOST_OUT = 100_000  # lines of one file
COLUMNS = ("at", "who", "what", "on", "address")


class Sought(NamedTuple):
    """What is looked for; empty means all. `before` is the number of the last line that was seen."""

    who: str = ""
    what: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    before: int = 0


class Found(NamedTuple):
    """Some lines, the newest first, and where the next page begins; 0 where there is none."""

    lines: list[Noted]
    more: int


def page(sought: Sought) -> Found:
    """Return one page of lines."""
    rows = _rows(sought)
    if sought.before:
        rows = rows.filter(id__lt=sought.before)
    lines = list(rows[: SHOWN + 1])
    return Found(lines[:SHOWN], lines[SHOWN - 1].pk if len(lines) > SHOWN else 0)


def as_csv(sought: Sought) -> Iterator[str]:
    """Yield the lines as CSV that no spreadsheet takes for formulas, each time in the desk's own zone."""
    yield "\ufeff" + _line(COLUMNS)
    zone = ZoneInfo(settings.TIME_ZONE)
    for row in _rows(sought)[:MOST_OUT].iterator(chunk_size=2000):
        at = row.at.astimezone(zone).isoformat(timespec="seconds")
        yield _line((at, *map(harmless, (row.who, row.what, row.on, row.address))))


def _rows(sought: Sought) -> QuerySet[Noted]:
    rows = Noted.objects.order_by("-id")
    if sought.who:
        rows = rows.filter(who=sought.who)
    if sought.what in KINDS:
        rows = rows.filter(what=sought.what)
    if sought.words:
        rows = rows.filter(on__icontains=sought.words)
    if sought.since:
        rows = rows.filter(at__gte=_midnight(sought.since))
    if sought.until:
        rows = rows.filter(at__lt=_midnight(sought.until + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=ZoneInfo(settings.TIME_ZONE))


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
