"""Which lists with their filters does a person keep under a name of their own?"""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hejie.desk.access import people
from hejie.desk.models import SavedView

FIELDS = ("view", "platform", "claim", "shop", "q")
MOST = 20  # of one person: a rail and not a wall


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered now; the same name again replaces what it stood for."""
    name = request.POST.get("name", "").strip()[:40]
    query = urlencode({field: request.POST[field] for field in FIELDS if request.POST.get(field)})[:400]
    person = people.signed_in(request)
    if name and SavedView.objects.filter(person=person).exclude(name=name).count() < MOST:
        SavedView.objects.update_or_create(person=person, name=name, defaults={"query": query})
    return _to_the_queue(query)


@login_required
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Forget one of one's own views; another person's is not there."""
    SavedView.objects.filter(person=people.signed_in(request), id=number).delete()
    return _to_the_queue("")


def _to_the_queue(query: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('queue')}?{query}")
