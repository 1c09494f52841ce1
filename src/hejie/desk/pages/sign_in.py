"""How does a person come in and go out, and in which language and light is the desk shown?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hejie.desk import languages
from hejie.desk.access import limits, noting, people

YEAR = 365 * 24 * 3600
THEMES = ("light", "dark")
THEME_COOKIE = "hejie-theme"


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
    extra_context = {"demo": people.demo_accounts, "demo_password": people.DEMO_PASSWORD}


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that a reader chose."""
    wanted = request.POST.get("language", "")
    return _remembering(
        request, languages.COOKIE, wanted if wanted in languages.CODES else settings.LANGUAGE_CODE
    )


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
