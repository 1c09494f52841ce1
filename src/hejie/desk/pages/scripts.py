"""Beside the answer: the scripts an agent may choose from, searched as they type, in two languages side by side."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.drafting.choosing import Asked, choices
from hejie.desk.pages.access import case_of, reader_of

_MOST = 200  # signs of what is typed into the search


@login_required
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Show the scripts that fit what is typed, each filled from the case."""
    row = case_of(request, number)
    reader, words = reader_of(request, row), request.GET.get("words", "")[:_MOST]
    file = store.load(row.case_id)
    asked = Asked(words, reader.language, house.rules(), timezone.now())
    told = {"choices": choices(file, asked), "language": reader.language}
    return render(request, "case/scripts.html", told)


urlpatterns = [path("cases/<int:number>/scripts", choose, name="scripts")]
