"""The queue: what is due, how long is left, and what is it worth?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hejie.casefile.vocabulary import CLAIMS
from hejie.desk import house
from hejie.desk.acts import bulk
from hejie.desk.finding import counting, pulse, queue, taste
from hejie.desk.handing import duty
from hejie.desk.models import SavedView
from hejie.desk.pages.access import Desk, desk_of


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show one page of a view; htmx asks for the rows alone when a filter changes or the end is reached."""
    desk, asked = desk_of(request), queue.Asked.of(request.GET)
    found = queue.page(desk.cases, asked, desk.person.get_username(), desk.keys, queue.ROW)
    told = {"asked": asked, "page": found, "now": timezone.now(), "shops": desk.shops}
    told["on_duty"] = duty.stirs(desk.person.get_username(), timezone.now())
    target = request.headers.get("HX-Target")
    told["appended"] = target == "more"  # to rows that stand there: then an end needs no words
    if target in ("rows", "more"):
        return render(request, "queue/rows.html", told)
    told |= _rail(desk) | {
        "all_columns": taste.COLUMNS,
        "claims": CLAIMS,
        "platforms": sorted(house.rules().platforms),
    }
    told |= {"colleagues": bulk.colleagues(desk.person, desk.shops), "version": pulse.version()}
    return render(request, "queue/page.html", told)


@login_required
def news(request: HttpRequest) -> HttpResponse:
    """Show the first page of a view as it is now, with the counts; `pulse` has answered where nothing happened."""
    desk, asked, version = desk_of(request), queue.Asked.of(request.GET)._replace(after=""), pulse.version()
    found = queue.page(desk.cases, asked, desk.person.get_username(), desk.keys, queue.ROW)
    told = {"asked": asked, "page": found, "now": timezone.now(), "shops": desk.shops} | _rail(desk)
    response = render(request, "queue/news.html", told)
    response.headers[pulse.VERSION] = version
    return response


def _rail(desk: Desk) -> dict[str, Any]:
    views = list(SavedView.objects.filter(person=desk.person).order_by("name").values("id", "name", "query"))
    return {
        "counts": counting.counts(desk.cases, desk.person.get_username(), desk.keys),
        "most": queue.MOST_COUNTED,
        "saved": [view for view in views if view["name"]],
        "columns": taste.columns(views),
    }
