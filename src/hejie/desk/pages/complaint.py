"""The complaint by hand: a form for what no export tells, such as a call or a chat on a channel of our own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import CLAIMS, WANTS
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import hearing, learned, stating
from hejie.desk.cases import store
from hejie.desk.finding import queue
from hejie.desk.models import CaseIndex, Shop
from hejie.desk.pages.access import Desk, desk_of
from hejie.desk.pages.refusals import REFUSALS, told
from hejie.desk.sums import money_in
from hejie.intake import Notice, open_case

Form = Mapping[str, str]


class NotYourShop(ValueError):
    """A shop this person does not work for."""

    def __init__(self) -> None:
        super().__init__("Choose one of your shops; a complaint must belong to one.")


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show the form, and open the case that it tells."""
    desk, trouble = desk_of(request), ""
    if request.method == "POST":
        try:
            case_id = _open(desk, request.POST.dict())
        except NotYourShop:
            trouble = _("Choose one of your shops.")
        except REFUSALS as error:
            trouble = told(error)
        else:
            row = CaseIndex.objects.get(case_id=case_id)
            return HttpResponseRedirect(reverse("case", args=[row.pk]))
    return render(
        request, "complaint.html", _told(desk, request.POST.dict(), trouble), status=422 if trouble else 200
    )


def _open(desk: Desk, form: Form) -> str:
    """Open the case and return its id; one that is there already is shown as it is."""
    shop = next((shop for shop in desk.shops if shop.key == form.get("shop")), None)
    if shop is None:
        raise NotYourShop
    at, by = timezone.now(), people.actor(desk.person)
    file = open_case(_notice(form, shop), rules=house.rules(), at=at, by=by)
    store.open_many([hearing.walked(file, at=at)])
    if form.get("claim"):
        learned.corrected(file, file.facts["claim"], desk.person.get_username(), at)
    return file.case_id


def _notice(form: Form, shop: Shop) -> Notice:
    at, words = timezone.now(), stating.words_in(form, "text")
    reading = hearing.understood(words, at=at, currency=shop.currency, shop=shop.key)
    wants = form.get("wants", "")
    return Notice(
        platform=shop.platform,
        shop=shop.name,
        after_sales_id=form.get("after_sales_id", "").strip() or f"H{secrets.token_hex(4).upper()}",
        order_id=form.get("order_id", "").strip(),
        claim=form.get("claim", "") if form.get("claim", "") in CLAIMS else reading.claim or "other",
        wants=wants if wants in WANTS and wants != hearing.UNSTATED else reading.wants,
        stage=Stage.NEGOTIATION,
        turn=Turn.SELLER,
        amount=money_in(form, "amount", shop.currency),
        buyer=form.get("buyer", "").strip(),
        goods=form.get("goods", "").strip(),
        text=words,
        language=reading.language if reading.detected.confidence else "",
        channel="desk",
    )


def _told(desk: Desk, form: Form, trouble: str) -> dict[str, Any]:
    counts = queue.counts(desk.cases, desk.person.get_username())
    return {
        "shops": desk.shops,
        "claims": CLAIMS,
        "wants": WANTS,
        "form": form,
        "trouble": trouble,
        "counts": counts,
        "most": queue.MOST_COUNTED,
        "section": "complaint",
    }
