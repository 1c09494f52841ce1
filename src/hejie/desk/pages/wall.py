"""The wall: how does the desk stand, for whoever supervises it?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from hejie.desk.access import people
from hejie.desk.finding import queue
from hejie.desk.finding.wall import wall
from hejie.desk.pages.access import desk_of


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show the wall; htmx asks for the figures alone."""
    desk, now = desk_of(request), timezone.now()
    if people.role_of(desk.person) not in people.APPROVERS:
        raise PermissionDenied
    told = {"wall": wall(desk.cases, now), "now": now, "section": "wall", "spans": spans()}
    if request.headers.get("HX-Request"):
        return render(request, "wall/figures.html", told)
    told |= {"counts": queue.counts(desk.cases, desk.person.get_username()), "most": queue.MOST_COUNTED}
    return render(request, "wall/page.html", told)


def spans() -> dict[str, str]:
    """Return what each span of time left is called."""
    return {
        "over": _("over"),
        "critical": _("within 2 hours"),
        "soon": _("within 8 hours"),
        "near": _("within a day"),
        "far": _("later"),
        "none": _("no clock of ours"),
    }
