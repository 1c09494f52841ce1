"""Which lists with their filters does a person keep under a name, and which columns do they show?"""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hejie.desk.access import people
from hejie.desk.finding import queue, taste
from hejie.desk.models import SavedView
from hejie.desk.pages.access import desk_of

FIELDS = ("view", "platform", "claim", "shop", "q")
MOST = 20  # of one person: a rail and not a wall


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered now; the same name again replaces what it stood for."""
    name = request.POST.get("name", "").strip()[:40]
    query = urlencode({field: request.POST[field] for field in FIELDS if request.POST.get(field)})[:400]
    person = people.signed_in(request)
    others = SavedView.objects.filter(person=person).exclude(name__in=(name, taste.NAMELESS))
    if name and others.count() < MOST:
        SavedView.objects.update_or_create(person=person, name=name, defaults={"query": query})
    return _to_the_queue(query)


@login_required
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Forget one of one's own views; another person's is not there."""
    SavedView.objects.filter(person=people.signed_in(request), id=number).delete()
    return _to_the_queue("")


@login_required
def counts(request: HttpRequest) -> HttpResponse:
    """Show the saved views with how many cases each holds; a page asks for it once it is there."""
    desk = desk_of(request)
    views = list(SavedView.objects.filter(person=desk.person).exclude(name=taste.NAMELESS).order_by("name"))
    asked = [queue.Asked.of(QueryDict(view.query)) for view in views]
    lists = [queue.listed(desk.cases, one, desk.person.get_username(), desk.keys) for one in asked]
    held = queue.counted(queue.sql_of(lists), [str(view.pk) for view in views]) if views else {}
    told = {"saved": views, "held": held, "most": queue.MOST_COUNTED}
    return render(request, "queue/saved.html", told)


@login_required
@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Remember which columns a person wants in every list; none leaves it to the width of the screen."""
    taste.keep_columns(request.user, request.POST.getlist("column"))
    back = QueryDict(request.POST.get("back", "")[:400])
    return _to_the_queue(urlencode({field: back[field] for field in FIELDS if back.get(field)}))


def _to_the_queue(query: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('queue')}?{query}")
