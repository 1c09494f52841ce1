"""The case: its story, facts, verdict, offers, message, clocks and evidence, on one page."""

from __future__ import annotations

import os
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.casefile import CaseFile
from hejie.casefile.vocabulary import CLAIMS, OUTCOMES
from hejie.desk import drafting, house
from hejie.desk.access import people
from hejie.desk.access import presence as presences
from hejie.desk.acts import learned, stating
from hejie.desk.cases import store
from hejie.desk.drafting.choosing import Asked, Beside, beside
from hejie.desk.errands import sent, to_do
from hejie.desk.finding import counting, queue
from hejie.desk.models import CaseIndex
from hejie.desk.pages.access import case_of, desk_of, reader_of
from hejie.desk.telling import clocks, evidence, facts, message, offers, recording, route, story, verdict
from hejie.desk.telling.reader import Reader


@login_required
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show a case: beside the list when htmx asks for it, else on a page of its own."""
    return shown(request, case_of(request, number))


@login_required
def fact_form(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form that states one fact, with the fields its kind needs."""
    row = case_of(request, number)
    reader = reader_of(request, row)
    try:
        kind = stating.kind_of(request.GET.get("name", ""))
    except stating.NoSuchFact as error:
        raise Http404 from error
    told = {"row": row, "kind": kind, "choices": verdict.choices(kind, {}, reader), "reader": reader}
    return render(request, "case/fact_form.html", told)


@login_required
@require_POST
def presence(request: HttpRequest, number: int) -> HttpResponse:
    """Note that this person has the case in front of them, and show who else has."""
    row = case_of(request, number)
    others = presences.seen(row.id, people.signed_in(request).get_username(), timezone.now())
    return render(request, "case/presence.html", {"others": others})


@login_required
def sending_state(request: HttpRequest, number: int) -> HttpResponse:
    """Show what became of the answer that was asked to be sent last; asked again while it is under way."""
    row = case_of(request, number)
    now = sent.sending(store.load(row.case_id), reader_of(request, row))
    return render(request, "errands/sending.html", {"row": row, "sending": now, "asked_again": True})


@login_required
def steps_state(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far the steps of the settlement are; asked again while a connector is at one."""
    row = case_of(request, number)
    steps = to_do.steps(store.load(row.case_id), reader_of(request, row))
    return render(request, "errands/steps.html", {"row": row, "steps": steps})


@login_required
def learning(request: HttpRequest, number: int) -> HttpResponse:
    """Show what became of the correction of what a case is about; asked again until it is learned."""
    row = case_of(request, number)
    reader = reader_of(request, row)
    told = {"row": row, "reader": reader, "now": reader.now, "language": reader.language}
    return render(request, "case/learning.html", told | {"learning": learned.of_case(row.case_id)})


@login_required
def correction_form(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form that takes one entry back."""
    return render(
        request, "case/correction.html", {"row": case_of(request, number), "seq": request.GET.get("seq", "")}
    )


def shown(
    request: HttpRequest, row: CaseIndex, file: CaseFile | None = None, *, trouble: str = "", done: str = ""
) -> HttpResponse:
    """Return the case as it stands; with `trouble` what could not be done (422), with `done` what just was."""
    reader = reader_of(request, row)
    told = parts(file or store.load(row.case_id), row, reader) | {"trouble": trouble, "done": done}
    if not request.headers.get("HX-Request"):
        desk = desk_of(request)
        told["counts"], told["most"] = (
            counting.counts(desk.cases, desk.person.get_username(), desk.keys),
            queue.MOST_COUNTED,
        )
    template = "case/case.html" if request.headers.get("HX-Request") else "case/page.html"
    return render(request, template, told, status=422 if trouble else 200)


def parts(file: CaseFile, row: CaseIndex, reader: Reader) -> dict[str, Any]:
    """Return everything the case page tells."""
    running, drafted = clocks.running(file, reader), message.draft(file, reader)
    return {
        "row": row,
        "file": file,
        "reader": reader,
        "now": reader.now,
        "story": story.story(file, reader),
        "routes": route.routes(file, reader),
        "facts": facts.facts(file, reader),
        "learning": learned.of_case(file.case_id),
        "statable": facts.can_be_stated(reader),
        "verdict": verdict.verdict(file, reader),
        "besides": verdict.besides(file, reader),
        "questions": verdict.questions(file, reader),
        "offers": offers.offers(file, reader),
        "deal": offers.deal(file, reader),
        "orders": to_do.orders(file, reader),
        "steps": to_do.steps(file, reader),
        "draft": drafted,
        "beside_draft": _beside(file, drafted, reader),
        "sending": sent.sending(file, reader),
        "model": drafting.configured(os.environ) is not None,
        "last_words": message.last_words(file),
        "clocks": running,
        "clock_line": clocks.line(running, reader),
        "missed": clocks.missed(file, reader),
        "by_hand": recording.by_hand(file, reader),
        "evidence": evidence.evidence(file, reader),
        "outcomes": OUTCOMES,
        "claims": CLAIMS,
        "grades": grades(),
    }


def _beside(file: CaseFile, drafted: message.Draft, reader: Reader) -> Beside | None:
    return beside(
        file, drafted.script, drafted.language, Asked("", reader.language, house.rules(), reader.now)
    )


def grades() -> dict[str, tuple[str, str]]:
    """Return how a source's grade is called and coloured."""
    return {
        "confirmed": (_("confirmed"), "green"),
        "reported": (_("reported"), "azure"),
        "secondary": (_("second-hand"), "yellow"),
        "unverified": (_("unverified"), "orange"),
        "superseded_suspected": (_("may be outdated"), "red"),
    }
