"""How does a person come in and go out, and in which language and light is the desk shown?"""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk import languages
from hejie.desk.access import codes, company, limits, noting, people
from hejie.desk.finding import taste
from hejie.desk.rendering import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600
HALF_IN, HALF_IN_FOR = "half-in", 600  # seconds between a right password and its code


class Guarded(AuthenticationForm):
    """A name and a password, looked at only as long as nobody guesses."""

    def clean(self) -> dict[str, Any]:
        """Refuse before the password is looked at, so that a guesser does not learn when it was right."""
        try:
            limits.sign_in_allowed(self.cleaned_data.get("username", ""), noting.address_of(self.request))
        except limits.TooOften as error:
            raise ValidationError(str(error), code="often") from error
        return super().clean()


class SignIn(LoginView):
    """The sign-in page; in the demo it shows with which accounts one may look around."""

    template_name = "sign_in.html"
    authentication_form = Guarded
    redirect_authenticated_user = True
    extra_context = {
        "demo": people.demo_accounts,
        "demo_password": people.DEMO_PASSWORD,
        "company": company.is_there,
        "company_name": settings.OIDC_NAME,
    }

    def form_valid(self, form: Any) -> HttpResponse:
        """Let in whoever needs no more than a password; ask the others for their code first."""
        person = form.get_user()
        if not codes.has(person):
            return super().form_valid(form)
        self.request.session[HALF_IN] = {
            "person": person.pk,
            "password": sha256(person.password.encode()).hexdigest(),
            "at": int(timezone.now().timestamp()),
            "next": self.get_success_url(),
        }
        return HttpResponseRedirect(reverse("sign-in-code"))


def code(request: HttpRequest) -> HttpResponse:
    """Ask for the time code, or a recovery code, of somebody whose password was right a moment ago."""
    half = request.session.get(HALF_IN)
    person = _half_in(half, int(timezone.now().timestamp())) if half else None
    if half is None or person is None:
        request.session.pop(HALF_IN, None)
        return HttpResponseRedirect(reverse("sign-in"))
    trouble = ""
    if request.method == "POST":
        trouble = _trouble_with(request, person, request.POST.get("code", "")[:40])
        if not trouble:
            del request.session[HALF_IN]
            login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
            return HttpResponseRedirect(half["next"])
    told = {"trouble": trouble, "who": person.get_username()}
    return render(request, "sign_in_code.html", told, status=422 if trouble else 200)


def _half_in(half: dict[str, Any], now: int) -> User | None:
    if now - half["at"] > HALF_IN_FOR:
        return None
    person = User.objects.filter(pk=half["person"], is_active=True).first()
    same = person and compare_digest(sha256(person.password.encode()).hexdigest(), half["password"])
    return person if same else None


def _trouble_with(request: HttpRequest, person: User, said: str) -> str:
    who, where = person.get_username(), noting.address_of(request)
    try:
        limits.factor_allowed("code", person.pk)
    except limits.TooOften:
        return _("This was tried too often. Wait a quarter of an hour.")
    kind = codes.holds(person, said, at=timezone.now())
    if not kind:
        limits.factor_failed("code", person.pk)
        noting.note("code refused", who, address=where)
        return _("This code does not hold now. Wait for the next one, or use a recovery code.")
    limits.factor_worked("code", person.pk)
    if kind == "recovery":
        noting.note("recovery code used", who, address=where)
    return ""


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that a reader chose."""
    wanted = request.POST.get("language", "")
    chosen = wanted if wanted in languages.CODES else settings.LANGUAGE_CODE
    if request.user.is_authenticated:
        taste.keep_language(request.user, chosen)
    return _remembering(request, languages.COOKIE, chosen)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember whether a reader wants it light or dark."""
    wanted = request.POST.get("theme", "")
    return _remembering(request, THEME_COOKIE, wanted if wanted in THEMES else "light")


def _remembering(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    back = request.POST.get("back", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    response.set_cookie(
        cookie, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
