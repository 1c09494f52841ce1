"""Beside the answer while it is written: what is wrong with it, and how similar cases ended."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hejie.desk import proofreading, store
from hejie.desk.pages.access import case_of, desk_of, reader_of
from hejie.desk.similar import similar


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
        "findings": found,
        "stopped": bool(proofreading.blocked(found)),
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
