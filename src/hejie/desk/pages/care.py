"""Care: which buyers are to be told something now, and which old customers are written to?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.caring import customers, messages, sent
from hejie.desk.caring.customers import KINDS, Sought
from hejie.desk.finding import counting, queue
from hejie.desk.models import Order, Shop
from hejie.desk.pages.access import Desk, desk_of
from hejie.desk.pages.gates import done, for_leads
from hejie.desk.rendering import url

SHOWN = 60


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show the messages about parcels that are due now, and those that are planned or left out."""
    desk, now = desk_of(request), timezone.now()
    told: dict[str, Any] = {"part": "messages"}
    if desk.shops:
        shop = _shop(desk, request.GET)
        found = messages.due(shop, rules=house.rules(), now=now)
        told |= {
            "shop": shop,
            "due": [one for one in found.due if one.due_at <= now][:SHOWN],
            "planned": [one for one in found.due if one.due_at > now][:SHOWN],
            "left": [one for one in found.left if one.because in ("dispute", "too_often", "no_way")][:SHOWN],
            "orders": Order.objects.filter(shop_key=shop.key).exists(),
        }
    return render(request, "care/page.html", told | _frame(desk))


@login_required
def old_customers(request: HttpRequest) -> HttpResponse:
    """Show the letters to old customers that fit a filter."""
    desk = desk_of(request)
    told: dict[str, Any] = {"part": "customers"}
    if desk.shops:
        shop, sought = _shop(desk, request.GET), _sought(request.GET)
        listed = customers.letters(shop, sought, rules=house.rules(), now=timezone.now())
        told |= {
            "shop": shop,
            "sought": sought,
            "letters": listed[:SHOWN],
            "many": len(listed),
            "sites": sorted(house.rules().platform(shop.platform).meta.sites),
        }
    return render(request, "care/page.html", told | _frame(desk))


@for_leads
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the letters out as a file that spreadsheets open; the audit notes who took it."""
    desk = desk_of(request)
    if not desk.shops:
        raise Http404
    listed = customers.letters(
        _shop(desk, request.GET), _sought(request.GET), rules=house.rules(), now=timezone.now()
    )
    answer = StreamingHttpResponse(customers.as_csv(listed), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="letters.csv"'
    return answer


@login_required
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Write down that a buyer was sent something, or wants to be left in peace."""
    desk, form = desk_of(request), request.POST
    if not desk.shops:
        raise PermissionDenied
    shop, by = _shop(desk, form), people.signed_in(request).get_username()
    about = form.get("about", "")
    try:
        sent.note(shop, form.get("buyer", ""), (about, form.getlist("order")), at=timezone.now(), by=by)
    except sent.NoSuchMessage as error:
        raise Http404 from error
    done(request, _("This buyer is left in peace.") if about == sent.REFUSES else _("Written down as sent."))
    if form.get("part") == "customers":
        return HttpResponseRedirect(url("old-customers", shop=shop.key, kind=form.get("kind", "")))
    return HttpResponseRedirect(url("care", shop=shop.key))


def _shop(desk: Desk, said: QueryDict) -> Shop:
    key = said.get("shop", "") or desk.shops[0].key
    found = next((shop for shop in desk.shops if shop.key == key), None)
    if found is None:
        raise Http404
    return found


def _sought(said: QueryDict) -> Sought:
    least = said.get("least", "")
    return Sought(
        kind if (kind := said.get("kind", "")) in KINDS else "revisit",
        said.get("goods", "").strip()[:100],
        said.get("site", "")[:8],
        int(least) if least.isdecimal() and len(least) < 4 else 0,
    )


def _frame(desk: Desk) -> dict[str, Any]:
    return {
        "shops": desk.shops,
        "section": "care",
        "now": timezone.now(),
        "kinds": {
            "revisit": _("Ask how it goes"),
            "greeting": _("Today’s greetings"),
            "loyalty": _("Regular customer’s offer"),
        },
        "counts": counting.counts(desk.cases, desk.person.get_username(), desk.keys),
        "most": queue.MOST_COUNTED,
    }


urlpatterns = [
    path("care", show, name="care"),
    path("care/customers", old_customers, name="old-customers"),
    path("care/customers/file", export, name="letters-file"),
    path("care/letters", letters, name="letters"),
]
