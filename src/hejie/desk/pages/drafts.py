"""Beside the answer while it is written: what is wrong with it, and how similar cases ended."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hejie.casefile import CaseFile
from hejie.casefile.entries import MessageReceived, OffersWeighed
from hejie.desk import drafting, house
from hejie.desk.acts import proofreading
from hejie.desk.cases import store
from hejie.desk.drafting.proposing import Question
from hejie.desk.drafting.recording import MODEL_DRAFTS, record, spent
from hejie.desk.errands.sent import sending
from hejie.desk.finding.similar import similar
from hejie.desk.pages.access import case_of, desk_of, reader_of
from hejie.negotiation.slots import slots

_READ = 3000  # signs of what the buyer wrote, the newest


@login_required
@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Show the findings of a draft, and whether it may be sent."""
    row = case_of(request, number)
    reader = reader_of(request, row)
    file = store.load(row.case_id)
    text, language = request.POST.get("text", ""), request.POST.get("language", "") or file.opened.language
    found = proofreading.findings(file, text, language, at=timezone.now()) if text and language else ()
    told = {
        "row": row,
        "findings": found,
        "stopped": bool(proofreading.blocked(found)),
        "sending": sending(file, reader),
        "may_override": reader.role in proofreading.MAY_OVERRIDE,
        "language": reader.language,
    }
    return render(request, "case/draft_check.html", told)


@login_required
def precedents(request: HttpRequest, number: int) -> HttpResponse:
    """Show how the most similar closed cases ended."""
    row = case_of(request, number)
    reader = reader_of(request, row)
    told = {"similar": similar(row, desk_of(request).cases), "row": row, "language": reader.language}
    return render(request, "case/similar.html", told)


@login_required
@require_POST
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the model that the team configured for a draft; a person reads it and copies it, or not."""
    endpoint = drafting.configured(os.environ)
    if endpoint is None:
        raise Http404
    row, at = case_of(request, number), timezone.now()
    reader, file = reader_of(request, row), store.load(row.case_id)
    question = _question(file, answering(file), at)
    kept = Path(settings.HOME) / MODEL_DRAFTS
    found = drafting.propose(
        endpoint,
        question,
        lambda text: proofreading.findings(file, text, question.language, at=at),
        spent(kept, at.date()),
    )
    record(kept, found, case_id=row.case_id, by=reader.person.get_username(), at=at)
    return render(request, "case/proposal.html", {"proposal": found, "language": reader.language})


def answering(file: CaseFile) -> str:
    """Return the language in which a buyer is answered: the one they wrote last."""
    wrote = file.last(MessageReceived)
    return (wrote.language if wrote else "") or file.opened.language or "zh-CN"


def _question(file: CaseFile, language: str, at: datetime) -> Question:
    words = "\n".join(said.text for said in file.all(MessageReceived))[-_READ:]
    weighed = file.last(OffersWeighed)
    may = frozenset(offer.remedy for offer in weighed.offers if offer.grantable) if weighed else frozenset()
    names = (file.opened.buyer,) if file.opened.buyer else ()
    return Question(words, language, slots(file, house.rules(), language, at), may, names)
