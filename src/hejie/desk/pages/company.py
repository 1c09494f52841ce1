"""How does a person come in by the company's own sign-in, and join their account to it?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from hejie.desk.access import company, limits, noting, people
from hejie.desk.pages.account import JOINING
from hejie.desk.pages.gates import done
from hejie.desk.pages.objections import said

WISH = "company-wish"
WISH_HOLDS = 3600  # seconds from when the page of the account was shown


@never_cache
@require_GET
def set_out(request: HttpRequest) -> HttpResponse:
    """Lead the browser to the issuer: to come in, or to join an account whose person asked for it on its page."""
    if not company.is_there():
        raise Http404
    wish = _wish(request)
    if request.user.is_authenticated and not wish:
        return HttpResponseRedirect(reverse("queue"))
    request.session[WISH] = wish
    try:
        limits.factor_allowed("company", noting.address_of(request))
        return company.set_out(request, request.build_absolute_uri(reverse("company-back")))
    except (company.CompanySaysNo, limits.TooOften) as error:
        return _refused(request, error)


@never_cache
@require_GET
def came_back(request: HttpRequest) -> HttpResponse:
    """Let in, or join, whoever the issuer says has come back."""
    if not company.is_there():
        raise Http404
    wish, where = request.session.pop(WISH, 0), noting.address_of(request)
    try:
        limits.factor_allowed("company", where)
        known = company.came_back(request)
        if wish:
            return _joined(request, wish, known, where)
        person = company.account_of(known)
    except (company.CompanySaysNo, company.NotJoined, company.JoinedElsewhere, limits.TooOften) as error:
        limits.factor_failed("company", where)
        noting.note("company sign-in refused", "", type(error).__name__, where)
        return _refused(request, error)
    request.came_with = company.NAME  # type: ignore[attr-defined]  # read where the sign-in is noted
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(reverse("queue"))


def _joined(request: HttpRequest, wish: int, known: company.Known, where: str) -> HttpResponse:
    person = people.signed_in(request)
    if not person.is_authenticated or person.pk != wish:
        raise company.NotJoined
    company.join(person, known, address=where)
    done(request, _("Your account is joined to the company's sign-in."))
    return HttpResponseRedirect(reverse("account"))


def _wish(request: HttpRequest) -> int:
    try:
        wish = signing.loads(request.GET.get("join", ""), salt=JOINING, max_age=WISH_HOLDS)
    except signing.BadSignature:
        return 0
    return int(wish) if request.user.is_authenticated and wish == request.user.pk else 0


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    told = {"title": _("You were not let in"), "says": said(error)}
    return render(request, "refused.html", told, status=403)


urlpatterns = [
    path("sign-in/company", set_out, name="company"),
    path("sign-in/company/back", came_back, name="company-back"),
]
