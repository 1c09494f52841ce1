"""Many cases at once: who gets them, what will change, and what was changed?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.acts import bulk
from hejie.desk.pages.access import Desk, desk_of


@login_required
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Show what giving the chosen cases to a person would do; once that is confirmed, do it."""
    desk = desk_of(request)
    name = request.POST.get("to") or desk.person.get_username()
    numbers = [int(text) for text in request.POST.getlist("case") if text.isdecimal() and len(text) < 19]
    rows = list(desk.cases.filter(id__in=numbers[: bulk.MOST]).order_by("sort_at", "id"))
    told = {"to": name, "why": reasons(), "most": bulk.MOST, "rows": rows}
    try:
        to = _colleague(desk, name)
    except bulk.NotTheirsToGive:
        return render(request, "queue/given.html", told | {"refused": True}, status=422)
    planned = bulk.plan(rows, to)
    told["planned"], told["count"] = planned, sum(not one.left_because for one in planned)
    if request.POST.get("confirmed") != "yes":
        return render(request, "queue/given.html", told)
    told["given"] = bulk.give(planned, to, desk.person)
    response = render(request, "queue/given.html", told)
    response.headers["HX-Trigger"] = "news"
    return response


def reasons() -> dict[str, str]:
    """Return why a case stays as it is, in words."""
    return {
        "closed": _("closed already"),
        "theirs": _("theirs already"),
        "other_shop": _("of a shop they do not work for"),
    }


def _colleague(desk: Desk, name: str) -> User:
    if name not in bulk.colleagues(desk.person, desk.shops):
        raise bulk.NotTheirsToGive(name)
    return desk.person if name == desk.person.get_username() else User.objects.get(username=name)
