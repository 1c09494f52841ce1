"""The next case, and whether somebody is on duty to take it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.handing import duty, taking
from hejie.desk.pages import case
from hejie.desk.pages.access import desk_of


@login_required
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Give this person their next case and show it; beside the list when htmx asks for it."""
    desk = desk_of(request)
    duty.stirs(desk.person.get_username(), timezone.now())
    row = taking.take_next(desk.cases, desk.person, timezone.now())
    beside = bool(request.headers.get("HX-Request"))
    if row is None:
        return (
            render(request, "handing/none.html", {})
            if beside
            else HttpResponseRedirect(reverse("queue") + "?view=next")
        )
    if not beside:
        return HttpResponseRedirect(reverse("case", args=[row.pk]))
    response = case.shown(request, row, done=_("It is yours now."))
    response.headers["HX-Trigger"] = "news"
    return response


@login_required
@require_POST
def present(request: HttpRequest) -> HttpResponse:
    """Come on duty, or leave; the plan is made for those who are there."""
    name = desk_of(request).person.get_username()
    if request.POST.get("present") == "yes":
        duty.come(name, timezone.now())
    else:
        duty.go(name)
    return HttpResponseRedirect(reverse("queue") + "?view=next")


urlpatterns = [
    path("queue/next", take, name="next"),
    path("duty", present, name="duty"),
]
