"""Drills: a closed case as an exercise, answered in a few choices and in writing, and marked by the rules of then."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hejie.casefile.vocabulary import CLAIMS
from hejie.desk.access import people
from hejie.desk.cases import store
from hejie.desk.finding import counting, queue
from hejie.desk.insights import drilled
from hejie.desk.pages.access import Desk, case_of, desk_of, reader_of
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader
from hejie.learning.drills import OPEN, Answer, Drill, drill_of
from hejie.learning.marks import Mark

LISTED = 40
FIELDS = ("id", "after_sales_id", "claim", "platform", "closed_at", "goods")


@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """List the newest closed cases that can be an exercise."""
    desk = desk_of(request)
    closed = desk.cases.filter(closed_at__isnull=False).exclude(verdict_state="")
    rows = list(closed.order_by("-closed_at").values(*FIELDS)[:LISTED])
    shops = [shop.key for shop in desk.shops]
    told: dict[str, Any] = {
        "rows": rows,
        "mine": list(drilled.marks_of(desk.person, shops)[: drilled.SHOWN]),
        **_of_crew(desk, shops),
        "parts": _parts(),
        "share": drilled.share,
    }
    return render(request, "drills/list.html", told | _frame(desk))


@login_required
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show an exercise, or mark the answer to it."""
    row, desk = case_of(request, number), desk_of(request)
    reader = reader_of(request, row)
    file = store.load(row.case_id)
    drill = drill_of(file, {reader.language: reader.teller})
    if drill is None:
        raise Http404
    told = _choices(drill, reader) | {"row": row, "drill": drill, "reader": reader, "answer": None}
    told |= {"answers_in": drilled.answers_in(file), "longest": drilled.LONGEST}
    if request.method == "POST":
        answer = _answer(request, drill)
        if answer is None:
            told |= {"trouble": _("Say who is liable, or that it is still open.")}
            return render(request, "drills/page.html", told | _frame(desk), status=422)
        marked = drilled.marked(file, drill, answer)
        drilled.keep(desk.person, row, answer, marked, at=timezone.now())
        told |= {"answer": answer, "mark": marked}
    return render(request, "drills/page.html", told | _frame(desk))


def share(marked: Mark) -> int:
    """Return how many percent of the points were got."""
    return round(100 * marked.share)


def _of_crew(desk: Desk, shops: list[str]) -> dict[str, Any]:
    leads = people.role_of(desk.person) in people.APPROVERS
    return {"crew": drilled.crew(shops), "written": drilled.written(shops)} if leads else {}


def _answer(request: HttpRequest, drill: Drill) -> Answer | None:
    said = request.POST
    liable = said.get("liable", "")
    if liable not in drill.parties:
        return None
    return Answer(
        liable,
        said.get("ask", ""),
        said.get("remedy", ""),
        said.get("approval") == "yes",
        said.get("claim", ""),
        said.get("text", "").strip()[: drilled.LONGEST],
    )


def _choices(drill: Drill, reader: Reader) -> dict[str, Any]:
    remedies = naming.remedies(reader.language)
    claims = [(code, naming.label("CLAIMS", code, reader.language)) for code in CLAIMS]
    return {
        "claims": claims if drill.reads_claim else [],
        "parties": [
            (code, _("still open") if code == OPEN else naming.label("LIABLE", code, reader.language))
            for code in drill.parties
        ],
        "facts": sorted((naming.fact(name, reader.language), name) for name in drill.facts),
        "remedies": [(code, remedies.get(code, code)) for code in drill.remedies],
        "share": share,
    }


def _parts() -> dict[str, str]:
    return {
        "claim": _("what the buyer complains of"),
        "liable": _("who is liable"),
        "ask": _("what to ask first"),
        "remedy": _("what to offer"),
        "approval": _("whether it needs approval"),
        "words": _("the words"),
        "sorry": _("saying sorry"),
        "next": _("what happens next"),
        "time": _("by when"),
        "asks": _("asking what is missing"),
    }


def _frame(desk: Desk) -> dict[str, Any]:
    return {
        "section": "drills",
        "now": timezone.now(),
        "counts": counting.counts(desk.cases, desk.person.get_username(), desk.keys),
        "most": queue.MOST_COUNTED,
    }


urlpatterns = [
    path("drills", listing, name="drills"),
    path("cases/<int:number>/drill", show, name="drill"),
]
