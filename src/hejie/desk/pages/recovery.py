"""What is to be had back: from the carrier that caused a loss, and from a refunded buyer who got the parcel?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    CarrierClaimFiled,
    Entry,
    RepaymentAnswered,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor
from hejie.closing import recovery as carrier
from hejie.closing import repayment as buyer
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import acting, records, stating
from hejie.desk.cases import store
from hejie.desk.finding import queue
from hejie.desk.models import CaseIndex
from hejie.desk.pages import refusals
from hejie.desk.pages.access import case_of, desk_of, reader_of
from hejie.desk.sums import NotASum, field_text, money_in
from hejie.desk.telling import naming

Does = Callable[[CaseFile, QueryDict, datetime, Actor], Iterable[Entry]]
REFUSALS = (
    carrier.NotLiable,
    carrier.ClaimedAlready,
    carrier.NothingClaimed,
    buyer.NotRefunded,
    buyer.NothingAsked,
    NotASum,
)


@login_required
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is to be had back."""
    return shown(request, case_of(request, number))


def shown(request: HttpRequest, row: CaseIndex, *, trouble: str = "") -> HttpResponse:
    """Return the page as it stands; with `trouble` what could not be done (422)."""
    reader, file, desk = reader_of(request, row), store.load(row.case_id), desk_of(request)
    now = carrier.recovery(file, rules=house.rules(), at=reader.now)
    evidence = [
        (naming.said(one.title, reader.language), naming.label("ROLES", one.of, reader.language), one)
        for one in now.evidence
    ]
    told = {
        "row": row,
        "file": file,
        "reader": reader,
        "now": reader.now,
        "carrier": now,
        "evidence": evidence,
        "repayment": buyer.repayment(file),
        "may_ask": buyer.may_ask_repayment(file),
        "asked_back": field_text(file.opened.amount) if file.opened.amount else "",
        "trouble": trouble,
        "counts": queue.counts(desk.cases, desk.person.get_username()),
        "most": queue.MOST_COUNTED,
    }
    return render(request, "recovery/page.html", told, status=422 if trouble else 200)


def action(does: Does) -> Callable[..., HttpResponse]:
    """Make a page of what a person does: check the case, add what the room says, show how it stands then."""

    @login_required
    @require_POST
    @wraps(does)
    def handle(request: HttpRequest, number: int) -> HttpResponse:
        row, person = case_of(request, number), people.signed_in(request)
        try:
            acting.act(row.case_id, person, lambda file: _happened(does, file, request.POST, person))
        except REFUSALS as error:
            return shown(request, row, trouble=_refused(error))
        return HttpResponseRedirect(reverse("recovery", args=[number]))

    return handle


@action
def claims(file: CaseFile, form: QueryDict, at: datetime, by: Actor) -> Iterable[Entry]:
    """Claim a loss from the carrier; what it wants to see and is at hand goes with it."""
    filing = CarrierClaimFiled(
        form.get("carrier", "").strip(), _sum(file, form), form.get("reference", "").strip()
    )
    return carrier.claim(file, filing, rules=house.rules(), at=at, by=by)


@action
def reminders(file: CaseFile, form: QueryDict, at: datetime, by: Actor) -> Iterable[Entry]:
    """Remind the carrier."""
    return carrier.chase(file, form.get("words", "").strip(), rules=house.rules(), at=at, by=by)


@login_required
@require_POST
def answers(request: HttpRequest, number: int) -> HttpResponse:
    """Record what the carrier paid by the verb of the case page, and come back here."""
    row, person = case_of(request, number), people.signed_in(request)
    try:
        acting.act(
            row.case_id, person, lambda file: tuple(records.carrier_answer(file, request.POST, person))
        )
    except REFUSALS as error:
        return shown(request, row, trouble=_refused(error))
    return HttpResponseRedirect(reverse("recovery", args=[number]))


@action
def requests(file: CaseFile, form: QueryDict, at: datetime, by: Actor) -> Iterable[Entry]:
    """Ask the buyer to pay again."""
    because = form.get("words", "").strip()
    return buyer.ask_repayment(file, _sum(file, form), because, rules=house.rules(), at=at, by=by)


@action
def repayments(file: CaseFile, form: QueryDict, at: datetime, by: Actor) -> Iterable[Entry]:
    """Record what the buyer paid again, which may be nothing or a part."""
    answer = RepaymentAnswered(_sum(file, form), form.get("words", "").strip())
    return buyer.repaid(file, answer, at=at, by=by)


def _happened(does: Does, file: CaseFile, form: QueryDict, person: User) -> tuple[AnyHappening, ...]:
    return tuple(entry.what for entry in does(file, form, timezone.now(), people.actor(person)))


def _sum(file: CaseFile, form: QueryDict) -> Money:
    found = money_in(form, "amount", stating.zone_and_currency(file)[1])
    if found is None:
        raise NotASum("")
    return found


def _refused(error: Exception) -> str:
    match error:
        case buyer.NotRefunded():
            return _("Only a buyer who was refunded and then received the parcel can be asked to pay again.")
        case buyer.NothingAsked():
            return _("The buyer was not asked to pay again yet.")
        case _:
            return refusals.told(error)


urlpatterns = [
    path("cases/<int:number>/recovery", show, name="recovery"),
    path("cases/<int:number>/recovery/claims", claims, name="recovery-claims"),
    path("cases/<int:number>/recovery/reminders", reminders, name="recovery-reminders"),
    path("cases/<int:number>/recovery/answers", answers, name="recovery-answers"),
    path("cases/<int:number>/recovery/requests", requests, name="recovery-requests"),
    path("cases/<int:number>/recovery/repayments", repayments, name="recovery-repayments"),
]
