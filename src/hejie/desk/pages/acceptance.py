"""What does the desk take buyers to accept? The page on which a supervisor lets it be learned, and switches it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from hejie.casefile.money import Money
from hejie.desk import house, languages
from hejie.desk.access import people
from hejie.desk.habits import acceptance, keeping
from hejie.desk.habits.acceptance import Choices
from hejie.desk.models import CaseIndex
from hejie.desk.pages.gates import Objection, for_leads, shown
from hejie.desk.telling import naming
from hejie.desk.telling.habits import today
from hejie.rulebook.settlement import Learned

SHOWN = 20


class Try(NamedTuple):
    """What a law would have saved by the case in one currency, give or take how much, and in how many cases."""

    saves: str
    within: str
    cases: int


@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """Show the law of acceptance in force, and where it is from."""
    return page(request)


def page(request: HttpRequest, objection: Objection | None = None) -> HttpResponse:
    """Return the page; with an objection why no law was learned."""
    rules, on = house.rules(), today(timezone.now())
    law = rules.acceptance.learned
    told: dict[str, Any] = {
        "law": law,
        "families": acceptance.families(rules.acceptance),
        "tries": tries(law),
        "doubtful": law is not None and acceptance.is_doubtful(rules, law, on=on),
        "closed": CaseIndex.objects.filter(closed_at__isnull=False).count(),
        "most": acceptance.MOST_CLOSED,
        "least": acceptance.least(rules, on),
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habit_acceptance.html", told, status=422 if objection else 200)


def wished(request: HttpRequest) -> acceptance.Edits:
    """Return what the form asks for: the law that the closed cases teach, or the shipped one. Raises NothingToLearn."""
    mine, now = keeping.files_now(), timezone.now()
    match request.POST.get("law", ""):
        case acceptance.LEARNED:
            law = acceptance.learn(house.rules(), at=now)
            return acceptance.switched(mine, law, by=people.signed_in(request).get_username(), on=today(now))
        case acceptance.SHIPPED_LAW:
            return acceptance.switched_back(mine)
    raise Http404


def weighed(choices: Choices | None) -> dict[str, Any]:
    """Return what is told of another law before it is switched on; nothing where the law stays."""
    if choices is None:
        return {}
    rules, law, now = house.rules(), choices.laws[1], timezone.now()
    fresh = law is not None and law != choices.laws[0]
    return {
        "tries": tries(law),
        "doubtful": law is not None and fresh and acceptance.is_doubtful(rules, law, on=today(now)),
        "least": acceptance.least(rules, today(now)),
        "remedies": naming.remedies(languages.current()),
        "turns": list(choices.turns.items())[:SHOWN],
        "taken": choices.taken[:SHOWN],
    }


def tries(law: Learned | None) -> list[Try]:
    """Return what a law would have saved, in the reader's words."""
    language = languages.current()
    return [
        Try(Money(one.saves, code).text(language), Money(one.within, code).text(language), one.cases)
        for code, one in (law.tried.items() if law else ())
    ]


urlpatterns = [path("habits/acceptance", show, name="habit-acceptance")]
