"""What may a person change about themselves: their password, where they are signed in, how else they come in?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hejie.desk.access import codes, company, limits, noting, passwords, people, sittings
from hejie.desk.pages.gates import done, for_everybody, objecting, shown

JOINING = "company-join"  # signs the wish to join, so that no other site can make a browser wish it


@for_everybody
def show(request: HttpRequest) -> HttpResponse:
    """Show a person their own account."""
    return _shown(request)


@for_everybody
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; all other sittings end."""
    person, form = people.signed_in(request), request.POST
    with objecting(request) as objection:
        check_password(person, form.get("old", ""), address=noting.address_of(request))
        passwords.choose(
            person,
            form.get("new", ""),
            form.get("again", ""),
            address=noting.address_of(request),
            keep=request.session.session_key,
        )
        update_session_auth_hash(request, person)
        done(request, _("Your password is changed; everywhere else you are signed out."))
        return HttpResponseRedirect(reverse("account"))
    return _shown(request, objection.words)


@for_everybody
@require_POST
def end_one(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign out in one other place."""
    person = people.signed_in(request)
    if sittings.end(person, slug):
        noting.note("sessions ended", person.get_username(), "1", noting.address_of(request))
        done(request, _("Signed out there."))
    return HttpResponseRedirect(reverse("account"))


@for_everybody
@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Sign out in all other places."""
    person = people.signed_in(request)
    ended = sittings.end_all(person, but=request.session.session_key)
    noting.note("sessions ended", person.get_username(), str(ended), noting.address_of(request))
    done(request, ngettext("Signed out in %(n)s place.", "Signed out in %(n)s places.", ended) % {"n": ended})
    return HttpResponseRedirect(reverse("account"))


@for_everybody
@require_POST
def part(request: HttpRequest) -> HttpResponse:
    """Part one's account from the company's sign-in."""
    company.part(people.signed_in(request), address=noting.address_of(request))
    done(request, _("Your account is no longer joined to the company's sign-in."))
    return HttpResponseRedirect(reverse("account"))


def check_password(person: User, typed: str, *, address: str) -> None:
    """Raise WrongPassword or TooOften unless this is the person's password; who has none need not type it."""
    if not person.has_usable_password():
        return
    limits.factor_allowed("password", person.pk)
    if not person.check_password(typed):
        limits.factor_failed("password", person.pk)
        noting.note("password refused", person.get_username(), address=address)
        raise passwords.WrongPassword
    limits.factor_worked("password", person.pk)


def _shown(request: HttpRequest, trouble: str = "") -> HttpResponse:
    person, now = people.signed_in(request), timezone.now()
    told: dict[str, Any] = {
        "section": "account",
        "trouble": trouble,
        "now": now,
        "sittings": sittings.of(person, request.session.session_key, now=now),
        "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
        "has_codes": codes.has(person),
        "codes_left": codes.recovery_codes_left(person),
        "company": company.is_there(),
        "joined": company.joined_to(person) if company.is_there() else "",
        "joining": signing.dumps(person.pk, salt=JOINING),
    }
    return shown(request, "account/page.html", told, status=422 if trouble else 200)


urlpatterns = [
    path("account", show, name="account"),
    path("account/password", password, name="own-password"),
    path("account/sittings/removal", end_all, name="sittings-removal"),
    path("account/sittings/<slug:slug>/removal", end_one, name="sitting-removal"),
    path("account/company/removal", part, name="company-removal"),
]
