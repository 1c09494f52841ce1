"""Who of the team can do what and when? The page on which a supervisor says so."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from hejie.casefile.vocabulary import CLAIMS, LANGUAGES
from hejie.desk import house, languages
from hejie.desk.access import people
from hejie.desk.habits import crew
from hejie.desk.handing.duty import LOAD
from hejie.desk.models import CaseIndex
from hejie.desk.pages.gates import Objection, for_leads, shown
from hejie.desk.telling import naming


@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """Show what is written about everybody, to be changed."""
    return page(request)


def page(request: HttpRequest, objection: Objection | None = None) -> HttpResponse:
    """Return the page; with an objection what could not be kept."""
    rules, language = house.rules(), languages.current()
    accounts = {user.get_username(): user for user in User.objects.filter(is_active=True)}
    loads = CaseIndex.objects.filter(is_open=True).exclude(assignee="").order_by().values("assignee")
    needs = rules.dispatching.skills
    told: dict[str, Any] = {
        "members": crew.members(rules, accounts),
        "roles": {
            name: naming.label("ROLES", people.role_of(user), language) for name, user in accounts.items()
        },
        "loads": dict(loads.annotate(many=Count("id")).values_list("assignee", "many")),
        "speech": list(LANGUAGES),
        "platforms": sorted(rules.platforms),
        "skills": crew.skills_known(rules),
        "skill_names": skill_names(),
        "usual": rules.dispatching.duty.shift,
        "usual_load": rules.parameter(LOAD, on=timezone.localdate()) or "",
        "needed": sorted(((claim, needs.get(claim, ())) for claim in CLAIMS), key=lambda one: not one[1]),
        "week": [str(name) for name in WEEKDAYS_ABBR.values()],
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habit_people.html", told, status=422 if objection else 200)


def skill_names() -> dict[str, str]:
    """Return what the skills of the shipped rules are called; a team's own are called as it calls them."""
    return {"customs": _("customs"), "calling": _("telephone"), "product": _("knows the goods")}


urlpatterns = [path("habits/people", show, name="habit-people")]
