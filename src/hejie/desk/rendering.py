"""What can a template say: times left, sums, names of codes, icons, and who is reading?"""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext
from jinja2 import Environment
from markupsafe import Markup

from hejie.casefile import writing
from hejie.casefile.money import Money, locale_of
from hejie.desk import languages, places
from hejie.desk.access import people
from hejie.desk.cases.index import NEVER
from hejie.desk.folding import Folding
from hejie.desk.telling import browsers, naming, reasons, turn

THEMES, THEME_COOKIE = ("light", "dark"), "hejie-theme"
MINUTE, HOUR, DAY = 60, 3600, 86400
# Not rules of any platform: from when on a deadline is coloured, so that the eye finds it.
ROWS_KEPT = 4000  # rows of lists in one process, about 6 MB
CRITICAL, SOON, NEAR = 2 * HOUR, 8 * HOUR, DAY


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment of all pages."""
    made = Folding(  # Django turns autoescape on in `options`
        {"_": words, "icon": icon, "static": static, "url": url},
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.globals.update(left_html=left_html, row_parts=Rows(made).parts)
    made.filters.update(
        left=left,
        urgency=urgency,
        clock=clock,
        zone_name=zone_name,
        day=day,
        in_numbers=in_numbers,
        money=sum_text,
        named=named,
        fact_name=naming.fact,
        field_name=naming.fact,
        said=naming.said,
        size=size,
        reason=reasons.told,
        browser=browsers.told,
    )
    return made


class Rows:
    """The rows of lists, written once: a row differs only when its case has a new entry, and then has another head."""

    def __init__(self, made: Environment) -> None:
        self.made = made
        self.kept: OrderedDict[tuple[int, str, str, str], tuple[Markup, Markup]] = OrderedDict()

    def parts(self, row: dict[str, Any], language: str) -> tuple[Markup, Markup]:
        """Return what stands before and after the time left in a row."""
        why = turn.why(row, language)
        key = (row["id"], row["head"], language, why)
        told = self.kept.get(key)
        if told is None:
            written = self.made.get_template("queue/row.html").make_module({"language": language})
            row = row | {"why": why}
            told = (written.begin(row, language), written.rest(row, language))  # type: ignore[attr-defined]
            self.kept[key] = told
            while len(self.kept) > ROWS_KEPT:
                self.kept.popitem(last=False)
        return told


def reader(request: HttpRequest) -> dict[str, Any]:
    """Return what every page knows about its reader."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    token = SimpleLazyObject(lambda: get_token(request))
    return {
        # Django would write another for each of the twenty forms of a page.
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: _csrf_field(str(token))),
        "person": request.user,
        "language": languages.current(),
        "theme": theme if theme in THEMES else "light",
        "here": request.get_full_path(),
        "leads": lambda: people.role_of(people.signed_in(request)) in people.APPROVERS,
    }


def _csrf_field(token: str) -> Markup:
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(token)


def words(english: str, /, **slots: object) -> Markup:
    """Return words of a page in the reader's language; what fills their slots is escaped, as anything is."""
    told = _words(english, get_language())
    return told % slots if "%" in told else told


@cache
def _words(english: str, language: str | None) -> Markup:
    # A page says some two hundred, and the reader's language is only asked for once where they are looked up here.
    return Markup(gettext(english))  # noqa: S704  the project's own words


def url(page: str, /, *args: Any, **query: Any) -> str:
    """Return the address of a page, with a query of what is not empty."""
    told = urlencode({key: value for key, value in query.items() if value}) if query else ""
    numbers = all(type(arg) is int for arg in args)
    path = _address(page, len(args)).format(*args) if numbers else reverse(page, args=args)
    return path + (f"?{told}" if told else "")


@cache
def _address(page: str, numbers: int) -> str:
    """Return the address of a page with `{}` where its numbers stand: a case page says a hundred of them."""
    marks = [10**15 + at for at in range(numbers)]
    told = reverse(page, args=marks)
    for mark in marks:
        told = told.replace(str(mark), "{}")
    return told


@cache
def icon(name: str) -> Markup:
    """Return one of Tabler's icons to stand in a line of text."""
    file = places.FRONT_END / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    drawing = file.read_text(encoding="utf-8")
    inside = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")].strip()
    head = '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"'
    return Markup(f'{head} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{inside}</svg>')  # noqa: S704


def left(due: datetime | None, now: datetime) -> str:
    """Return how long is left: `5 h 12 min`, or how long a deadline has passed."""
    if due is None or due >= NEVER:
        return ""
    seconds = int((due - now).total_seconds())
    told = _span(abs(seconds))
    return (
        gettext("%(time)s left") % {"time": told}
        if seconds > 0
        else gettext("%(time)s over") % {"time": told}
    )


def left_html(due: datetime | None, now: datetime) -> Markup:
    """Return how long is left, coloured; the page counts it down by itself. Nothing where there is no deadline."""
    told = left(due, now)
    if not told or due is None:
        return Markup("")
    at = due.isoformat()
    # Written and not formatted: a time, a class of ours and a translation hold nothing to escape, and this runs fifty
    # times a page.
    return Markup(f'<time class="left {urgency(due, now)}" datetime="{at}" data-due="{at}">{told}</time>')  # noqa: S704


def urgency(due: datetime | None, now: datetime) -> str:
    """Return the colour class of a deadline: over, critical, soon, near, far or none."""
    if due is None or due >= NEVER:
        return "none"
    seconds = (due - now).total_seconds()
    steps = ((0, "over"), (CRITICAL, "critical"), (SOON, "soon"), (NEAR, "near"))
    return next((name for most, name in steps if seconds <= most), "far")


def clock(at: datetime | None, zone: str = "Asia/Shanghai", now: datetime | None = None) -> str:
    """Return a time on the wall clock of a zone: the hour for today, else the date, with another year."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(zone))
    if now and local.date() == now.astimezone(ZoneInfo(zone)).date():
        return f"{local:%H:%M}"
    if now and local.year != now.year:
        return writing.numbers(local, languages.current())
    return writing.short_clock(local, local.tzinfo or UTC, languages.current())


@cache
def zone_name(zone: str, language: str) -> str:
    """Return what the clock of a zone is called, where times of several countries meet: `中国时间`."""
    return str(get_timezone_name(ZoneInfo(zone), locale=locale_of(language)))


def day(on: str, now: datetime, zone: str) -> str:
    """Return a date as a heading: today, or the date as the reader writes it."""
    today = f"{now.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
    return gettext("Today") if on == today else writing.day(date.fromisoformat(on), languages.current())


def in_numbers(on: date) -> str:
    """Return a date as the reader's tables write it."""
    return writing.numbers(on, languages.current())


def sum_text(minor: int | None, currency: str, language: str) -> str:
    """Return a sum of the index in words."""
    return "" if minor is None or not currency else Money(minor, currency).text(language)


def named(codes: str, table: str, language: str) -> str:
    """Return what one code or several, joined by commas, are called in a table of the case file."""
    if table == "PLATFORMS":
        return naming.platform(codes, language)
    return " / ".join(naming.label(table, code, language) for code in codes.split(",") if code)


def size(count: int) -> str:
    """Return a number of bytes as a person says it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} KB"


def _span(seconds: int) -> str:
    days, rest = divmod(seconds, DAY)
    hours, minutes = divmod(rest // MINUTE, 60)
    if days:
        return gettext("%(days)s d %(hours)s h") % {"days": days, "hours": hours}
    if hours:
        return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    return gettext("%(minutes)s min") % {"minutes": minutes}
