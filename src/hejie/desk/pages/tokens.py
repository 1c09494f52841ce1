"""Which keys have other systems, what may each do, and which of them hold no more?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.access import people, tokens
from hejie.desk.models import Shop, Token
from hejie.desk.pages.gates import done, for_administrators, objecting, shown

SHOWN = 200


@for_administrators
def show(request: HttpRequest) -> HttpResponse:
    """List the tokens, and make one; the token itself is shown this once."""
    form, whole = request.POST, ""
    with objecting(request) as objection:
        if request.method == "POST":
            whole = tokens.make(
                form.get("name", ""),
                tokens.person_named(form.get("person", "")),
                form.getlist("scope"),
                form.getlist("shop"),
                by=people.signed_in(request).get_username(),
                days=_days(form.get("days", "")),
            )
    told = {
        "tokens": Token.objects.select_related("person").order_by("-id")[:SHOWN],
        "people": User.objects.filter(is_active=True).order_by("username"),
        "scopes": {
            "read": _("read cases"),
            "write": _("act on cases"),
            "import": _("bring in exports"),
            "admin": _("webhooks and export"),
        },
        "shops": Shop.objects.order_by("platform", "name"),
        "whole": whole,
        "form": form,
        "trouble": objection.words,
        "now": timezone.now(),
    }
    return shown(request, "admin/tokens.html", told, status=422 if objection else 200)


@for_administrators
@require_POST
def revoke(request: HttpRequest, slug: str) -> HttpResponse:
    """End a token at once."""
    with objecting(request) as objection:
        tokens.revoke(slug, by=people.signed_in(request).get_username())
        done(request, _("This token is no longer let in."))
    if objection:
        done(request, objection.words)
    return HttpResponseRedirect(reverse("tokens"))


def _days(text: str) -> int:
    return min(int(text), tokens.LONGEST) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


urlpatterns = [
    path("tokens", show, name="tokens"),
    path("tokens/<slug:slug>/removal", revoke, name="token-removal"),
]
