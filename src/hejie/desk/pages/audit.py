"""Who came in, who was refused, what left the desk and who changed what? Searched, turned over, and taken away."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from hejie.desk.access.noting import KINDS
from hejie.desk.finding import noted
from hejie.desk.pages.gates import for_administrators, shown
from hejie.desk.telling.audit import kinds


@for_administrators
def show(request: HttpRequest) -> HttpResponse:
    """Show one page of what was noted."""
    sought = _sought(request)
    dates = {"since": sought.since, "until": sought.until}
    told = {
        "sought": sought,
        "found": noted.page(sought),
        "kinds": kinds(),
        "known": KINDS,
        "zone": ZoneInfo(settings.TIME_ZONE),
        "query": {"who": sought.who, "what": sought.what, "q": sought.words} | dates,
    }
    return shown(request, "admin/audit.html", told)


@for_administrators
def file(request: HttpRequest) -> HttpResponseBase:
    """Give the same out as a file."""
    lines = noted.as_csv(_sought(request)._replace(before=0))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _sought(request: HttpRequest) -> noted.Sought:
    given = request.GET
    before = given.get("before", "")
    return noted.Sought(
        who=given.get("who", "").strip()[:150],
        what=given.get("what", ""),
        words=given.get("q", "").strip()[:100],
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 18 else 0,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


urlpatterns = [path("audit", show, name="audit"), path("audit/file", file, name="audit-file")]
