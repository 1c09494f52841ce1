"""How does a person begin, renew and end the codes by which they come in besides their password?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from hejie.desk.access import codes, limits, noting, people
from hejie.desk.access.threshold import OWES
from hejie.desk.pages.account import check_password
from hejie.desk.pages.gates import done, for_everybody, objecting, shown

NEW = "new-second-factor"


@for_everybody
def show(request: HttpRequest) -> HttpResponse:
    """Show the picture for the authenticator, and take the first code that it makes."""
    person = people.signed_in(request)
    if codes.has(person):
        return HttpResponseRedirect(reverse("account"))
    salt = request.session.setdefault(NEW, codes.new_salt())
    trouble = ""
    if request.method == "POST":
        with objecting(request) as objection:
            made = _begun(request, person, salt)
            if made:
                return _made(request, made)
            trouble = _("This code does not hold now. Look whether the telephone's clock is right.")
        trouble = objection.words or trouble
    told = {
        "trouble": trouble,
        "owes": request.session.get(OWES, False),
        "picture": Markup(codes.picture_of(salt, person)),  # noqa: S704 - drawn by a library from letters of ours
        "secret": " ".join(_fours(codes.secret_of(salt))),
    }
    return _shown(request, "account/second_factor.html", told)


@for_everybody
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, for whoever holds the telephone."""
    person = people.signed_in(request)
    with objecting(request) as objection:
        if _holds(request, person):
            noting.note("recovery codes made", person.get_username(), address=noting.address_of(request))
            return _made(request, codes.new_recovery_codes(person))
    return _refused(request, objection.words)


@for_everybody
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one's time codes, with one of them."""
    person = people.signed_in(request)
    with objecting(request) as objection:
        if _holds(request, person):
            codes.end(person)
            if noting.owes_second_factor(request, person):
                request.session[OWES] = True
            noting.note("codes ended", person.get_username(), address=noting.address_of(request))
            done(request, _("From now on your password alone lets you in."))
            return HttpResponseRedirect(reverse("account"))
    return _refused(request, objection.words)


def _begun(request: HttpRequest, person: User, salt: str) -> list[str] | None:
    where = noting.address_of(request)
    check_password(person, request.POST.get("password", ""), address=where)
    limits.factor_allowed("code", person.pk)
    made = codes.begin(person, salt, "".join(request.POST.get("code", "").split()), at=timezone.now())
    if made is None:
        limits.factor_failed("code", person.pk)
        noting.note("code refused", person.get_username(), address=where)
        return None
    limits.factor_worked("code", person.pk)
    request.session.pop(NEW, None)
    request.session.pop(OWES, None)
    noting.note("codes begun", person.get_username(), address=where)
    return made


def _holds(request: HttpRequest, person: User) -> bool:
    limits.factor_allowed("code", person.pk)
    if codes.holds(person, request.POST.get("code", "")[:40], at=timezone.now()):
        limits.factor_worked("code", person.pk)
        return True
    limits.factor_failed("code", person.pk)
    noting.note("code refused", person.get_username(), address=noting.address_of(request))
    return False


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    told = {"trouble": words or _("This code does not hold now."), "made": []}
    return _shown(request, "account/recovery_codes.html", told)


def _made(request: HttpRequest, made: list[str]) -> HttpResponse:
    return _shown(request, "account/recovery_codes.html", {"trouble": "", "made": made})


def _shown(request: HttpRequest, template: str, told: dict[str, Any]) -> HttpResponse:
    return shown(request, template, {"section": "account"} | told, status=422 if told["trouble"] else 200)


def _fours(text: str) -> list[str]:
    return [text[start : start + 4] for start in range(0, len(text), 4)]


urlpatterns = [
    path("account/second-factor", show, name="second-factor"),
    path("account/second-factor/removal", end, name="second-factor-removal"),
    path("account/recovery-codes", renew, name="recovery-codes"),
]
