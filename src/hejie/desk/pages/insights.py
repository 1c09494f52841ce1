"""Review and prevention: what do the shop's cases teach whoever supervises it, and each agent about themselves?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.access import people
from hejie.desk.finding import counting, queue
from hejie.desk.insights import mending, renewing
from hejie.desk.insights.reckoning import FORM, of_agent
from hejie.desk.models import CaseIndex, Improvement, Insight, Shop
from hejie.desk.pages.access import Desk, desk_of
from hejie.desk.pages.gates import done, for_leads
from hejie.desk.rendering import url

PARTS = ("today", "causes", "carriers", "goods", "agents", "promotions")


@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """Show one part of what was learned about one shop; a page that waits for the worker asks for itself again."""
    return _shown(request)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show a person their own figures and points, shop by shop, and nobody else's."""
    desk = desk_of(request)
    rows = {
        row.shop_key: row for row in Insight.objects.filter(shop_key__in=[shop.key for shop in desk.shops])
    }
    told = [
        (shop, rows[shop.key].made_at, own)
        for shop in desk.shops
        if shop.key in rows and (own := of_agent(rows[shop.key].told, desk.person.get_username()))["agents"]
    ]
    cases = [case for _shop, _at, own in told for point in own["points"] for case in point["cases"]]
    return render(
        request, "insights/mine.html", {"own": told, "numbers": numbers(desk, cases), **_frame(desk)}
    )


@for_leads
@require_POST
def renewal(request: HttpRequest) -> HttpResponse:
    """Let the worker reckon anew for a shop."""
    shop = _shop(request, request.POST.get("shop", ""))
    renewing.ask(shop.key)
    return HttpResponseRedirect(url("insights", shop=shop.key, part=request.POST.get("part", "")))


@for_leads
@require_POST
def improvement(request: HttpRequest) -> HttpResponse:
    """Make an item of a cause: the measure, who does it, by when."""
    shop = _shop(request, request.POST.get("shop", ""))
    by = people.signed_in(request).get_username()
    try:
        mending.make(shop.key, request.POST.dict(), at=timezone.now(), by=by)
    except mending.NotAnItem:
        return _shown(request, trouble=_("Cause, measure, owner and day are all needed."))
    done(request, _("The improvement is on the list."))
    return HttpResponseRedirect(url("insights", shop=shop.key, part="causes"))


@for_leads
@require_POST
def tick(request: HttpRequest, number: int) -> HttpResponse:
    """Tick an item done; its effect is looked at from then on."""
    item = Improvement.objects.filter(pk=number).first()
    if item is None or item.shop_key not in {shop.key for shop in desk_of(request).shops}:
        raise Http404
    mending.tick(item, at=timezone.now(), by=people.signed_in(request).get_username())
    return HttpResponseRedirect(url("insights", shop=item.shop_key, part="causes"))


def _shown(request: HttpRequest, *, trouble: str = "") -> HttpResponse:
    desk, said = desk_of(request), request.POST if trouble else request.GET
    part = "causes" if trouble else said.get("part", "")
    told: dict[str, Any] = {"part": part if part in PARTS else PARTS[0], "trouble": trouble, "form": said}
    if desk.shops:
        shop = _shop(request, said.get("shop", "") or desk.shops[0].key)
        row = Insight.objects.filter(shop_key=shop.key).first()
        found: dict[str, Any] = row.told if row and row.told.get("form") == FORM else {}
        if row and row.told and not found:
            renewing.ask(shop.key)
        told |= {
            "shop": shop,
            "row": row,
            "told": found,
            "since": _moment(found.get("read", {}).get("since")),
            "items": mending.items(shop.key),
            "numbers": numbers(desk, [case for one in found.get("points", ()) for case in one["cases"]]),
            "today": timezone.localdate(timezone.now()),
        }
    return render(request, "insights/page.html", told | _frame(desk), status=422 if trouble else 200)


def numbers(desk: Desk, case_ids: list[str]) -> dict[str, tuple[int, str]]:
    """Return the number and the after-sales id of those of the cases that a person may see."""
    rows = CaseIndex.objects.filter(
        case_id__in=case_ids[:500], shop_key__in=[shop.key for shop in desk.shops]
    )
    return {case_id: (pk, name) for case_id, pk, name in rows.values_list("case_id", "id", "after_sales_id")}


def _shop(request: HttpRequest, key: str) -> Shop:
    found = next((shop for shop in desk_of(request).shops if shop.key == key), None)
    if found is None:
        raise Http404
    return found


def _frame(desk: Desk) -> dict[str, Any]:
    return {
        "shops": desk.shops,
        "section": "insights",
        "now": timezone.now(),
        "counts": counting.counts(desk.cases, desk.person.get_username(), desk.keys),
        "most": queue.MOST_COUNTED,
        "parts": {
            "today": _("Digest and alerts"),
            "causes": _("Causes and improvements"),
            "carriers": _("Carriers"),
            "goods": _("Suppliers and lots"),
            "agents": _("Agents"),
            "promotions": _("Promotions"),
        },
        "measures": _measures(),
        "day_of": _day,
        "moment_of": _moment,
    }


def _measures() -> dict[str, str]:
    return {
        "late": _("late"),
        "damaged": _("damaged"),
        "lost": _("lost"),
        "disputed": _("in dispute"),
        "unhappy": _("unhappy"),
    }


def _day(told: str) -> date:
    return date.fromisoformat(told)


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


urlpatterns = [
    path("insights", show, name="insights"),
    path("insights/mine", mine, name="my-insights"),
    path("insights/renewal", renewal, name="insights-renewal"),
    path("improvements", improvement, name="improvements"),
    path("improvements/<int:number>/ticks", tick, name="improvement-ticks"),
]
