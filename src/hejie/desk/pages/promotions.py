"""Which promotions does the shop promise? The page on which a supervisor writes, checks and publishes one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk import house, languages
from hejie.desk.habits import keeping, promotions
from hejie.desk.habits.orders import Form
from hejie.desk.insights.launching import Launch, flaws_of, published
from hejie.desk.pages.access import desk_of
from hejie.desk.pages.gates import Objection, for_leads, objecting, shown
from hejie.rulebook.promotions import KINDS

ZONE, CURRENCY = "Asia/Shanghai", "CNY"
LISTED = 200


@for_leads
def show(request: HttpRequest) -> HttpResponse:
    """Show all promotions, and one to be written or changed."""
    return page(request)


@for_leads
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Show what is wrong with the promotion that is being written, before it is weighed."""
    told: dict[str, Any] = {"language": languages.current(), "flaws": [], "sound": False}
    with objecting(request) as objection:
        if Form.of(request.POST).one("name"):
            drafted = promotions.drafted(house.rules(), Form.of(request.POST))
            shops, now = desk_of(request).shops, timezone.now()
            told["flaws"] = flaws_of(drafted, shops, rules=house.rules(), at=now)
            told["sound"] = not told["flaws"]
    return render(request, "admin/habit_promotion_check.html", told | {"trouble": objection.words})


def page(request: HttpRequest, objection: Objection | None = None) -> HttpResponse:
    """Return the page; with an objection what could not be kept."""
    rules, now, shops = house.rules(), timezone.now(), desk_of(request).shops
    bars = promotions.bars(rules, keeping.files_now(), at=now)
    zones = sorted({shop.zone for shop in shops} or {ZONE}, key=lambda zone: (zone != ZONE, zone))
    posted = Form.of(request.POST)
    form = posted if objection and posted.one("gives") else _asked(request, bars, zones[0])
    told: dict[str, Any] = {
        "bars": bars[:LISTED],
        "form": form,
        "zones": zones,
        "kinds": kinds(),
        "says": promotions.SAYS,
        "shops": sorted({shop.name for shop in shops}),
        "platforms": sorted({shop.platform for shop in shops} or rules.platforms),
        "currencies": sorted({shop.currency for shop in shops} | {form.one("currency") or CURRENCY}),
        "others": [
            bar.promotion for bar in bars if bar.state != "over" and bar.promotion.id != form.one("id")
        ],
        "now": now,
        "trouble": objection.words if objection else "",
    }
    return shown(request, "admin/habit_promotions.html", told, status=422 if objection else 200)


def wished(request: HttpRequest, posted: Form) -> promotions.Edits:
    """Return what the form writes. Raises what `promotions.ended` and `launching.published` do."""
    rules, mine, now = house.rules(), keeping.files_now(), timezone.now()
    if posted.one("ends_now") == "yes":
        return promotions.ended(rules, mine, posted.one("id"), at=now)
    return published(rules, mine, posted, Launch(desk_of(request).shops, languages.current(), now))


def kinds() -> dict[str, str]:
    """Return what each kind of promotion is called."""
    words = (_("reduced price"), _("coupon"), _("money off from a sum on"), _("gift"), _("lottery"))
    return dict(zip(KINDS, words, strict=True))


def _asked(request: HttpRequest, bars: list[promotions.Bar], zone: str) -> Form:
    key = request.GET.get("id", "")
    if not key:
        return Form({"zone": [zone], "gives": [KINDS[0]], "currency": [CURRENCY]})
    found = next((bar.promotion for bar in bars if bar.promotion.id == key and bar.ours), None)
    if found is None:
        raise Http404
    return Form(promotions.as_form(found, zone))


urlpatterns = [
    path("habits/promotions", show, name="habit-promotions"),
    path("habits/promotions/check", check, name="habit-promotion-check"),
]
