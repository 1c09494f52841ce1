"""Staffing: how many agents do the days ahead need, and what is lost with fewer?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from hejie.desk.access import people
from hejie.desk.finding import counting, queue
from hejie.desk.handing import duty
from hejie.desk.handing.manning import MOST_AGENTS, MOST_DAYS, Asked, manning
from hejie.desk.pages.access import desk_of

PEAKS = (100, 150, 200, 350, 500)  # offered in the form; any other may be written


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show what each number of agents saves and loses."""
    desk, now = desk_of(request), timezone.now()
    if people.role_of(desk.person) not in people.APPROVERS:
        raise PermissionDenied
    asked = _asked(request)
    found = manning(desk.cases, now, asked)
    told = {
        "manning": found,
        "asked": asked,
        "section": "capacity",
        "there": len(duty.here(now)),
        "most_agents": MOST_AGENTS,
        "peaks": PEAKS,
        "worst": max((row.lost for row in found.rows), default=0) or 1,
        "busiest": max((day.cases for day in found.days), default=0) or 1,
        "dearest": max((*found.best.price, 1)),
        "counts": counting.counts(desk.cases, desk.person.get_username(), desk.keys),
        "most": queue.MOST_COUNTED,
        "now": now,
    }
    return render(request, "capacity/page.html", told)


def _asked(request: HttpRequest) -> Asked:
    days, peak, agents = (_number(request, name) for name in ("days", "peak", "agents"))
    return Asked(
        min(max(days or Asked().days, 1), MOST_DAYS), min(peak, 2000) or None, min(agents, MOST_AGENTS)
    )


def _number(request: HttpRequest, name: str) -> int:
    said = request.GET.get(name, "").strip()
    return int(said) if said.isdecimal() and len(said) < 6 else 0


urlpatterns = [path("staffing", show, name="capacity")]
