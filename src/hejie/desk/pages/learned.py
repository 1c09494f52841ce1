"""What has a shop's reader learned from its people, who switches it off, and which scripts do buyers agree after?"""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk import languages
from hejie.desk.access import people
from hejie.desk.acts import learned
from hejie.desk.cases import store
from hejie.desk.drafting.using import uses
from hejie.desk.models import ClassCorrection, ClassReader
from hejie.desk.pages.access import desk_of
from hejie.desk.pages.gates import done, for_leads, shown

_SHOWN = 50
_CLOSED = 200  # cases closed last, whose scripts are counted: read within a second


@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """Show how many corrections there are, which classes they moved, and whether they are used."""
    keys = [shop.key for shop in desk_of(request).shops]
    made = ClassCorrection.objects.filter(shop_key__in=keys).order_by("-id")
    moved = Counter(made.values_list("was", "now")).most_common(_SHOWN)
    newest = desk_of(request).cases.filter(closed_at__isnull=False).order_by("-closed_at")[:_CLOSED]
    told = {
        "uses": uses(store.several(newest.values_list("case_id", flat=True)))[:_SHOWN],
        "readers": ClassReader.objects.filter(shop_key__in=keys)
        .defer("weights")
        .order_by("shop_key", "language"),
        "moved": [(was, now, count) for (was, now), count in moved],
        "newest": made[:_SHOWN],
        "language": languages.current(),
    }
    return shown(request, "admin/learned.html", told)


@for_leads
@require_POST
def switch(request: HttpRequest, number: int) -> HttpResponse:
    """Use what was learned, or the shipped weights alone."""
    keys = [shop.key for shop in desk_of(request).shops]
    reader = ClassReader.objects.filter(id=number, shop_key__in=keys).first()
    if reader is None:
        raise Http404
    learned.switch(reader, request.POST.get("on") == "yes", people.signed_in(request).get_username())
    done(request, _("Kept."))
    return HttpResponseRedirect(reverse("learned"))


urlpatterns = [
    path("corrections", show, name="learned"),
    path("corrections/<int:number>/switch", switch, name="learned-switch"),
]
