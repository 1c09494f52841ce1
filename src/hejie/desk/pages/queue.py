"""The queue: what is due, how long is left, and what is it worth?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hejie.casefile.vocabulary import CLAIMS
from hejie.desk import house, queue
from hejie.desk.pages.access import desk_of


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show one page of a view; htmx asks for the rows alone when a filter changes or the end is reached."""
    desk, asked = desk_of(request), _asked(request)
    found = queue.page(desk.cases, asked, desk.person.get_username(), desk.keys)
    told = {"asked": asked, "page": found, "now": timezone.now(), "shops": desk.shops}
    if request.headers.get("HX-Target") in ("rows", "more"):
        return render(request, "queue/rows.html", told)
    told["counts"] = queue.counts(desk.cases, desk.person.get_username())
    told |= {"most": queue.MOST_COUNTED, "claims": CLAIMS, "platforms": sorted(house.rules().platforms)}
    return render(request, "queue/page.html", told)


def _asked(request: HttpRequest) -> queue.Asked:
    given = request.GET
    view = given.get("view", "due")
    return queue.Asked(
        view=view if view in queue.VIEWS else "due",
        platform=given.get("platform", ""),
        claim=given.get("claim", ""),
        shop=given.get("shop", ""),
        words=given.get("q", "").strip()[:100],
        after=given.get("after", ""),
    )
