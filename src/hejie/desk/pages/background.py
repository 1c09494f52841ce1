"""Behind a case: what else is known of its buyer, and which promotion held when the order was placed?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.finding.earlier import earlier
from hejie.desk.pages.access import case_of, reader_of
from hejie.learning.drills import drill_of
from hejie.prevention.promised import holding


@login_required
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show it as cards of the case page, which asks for them once it stands."""
    row = case_of(request, number)
    reader, file = reader_of(request, row), store.load(row.case_id)
    told = {
        "row": row,
        "reader": reader,
        "now": reader.now,
        "language": reader.language,
        "buyer": earlier(row, file, at=reader.now),
        "drill": not row.is_open and drill_of(file, {reader.language: reader.teller}) is not None,
        "promotions": holding(file, rules=house.rules(), zone=reader.zone),
    }
    return render(request, "case/background.html", told)


urlpatterns = [path("cases/<int:number>/background", show, name="background")]
