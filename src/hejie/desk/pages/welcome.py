"""How does somebody choose the password of their account by the link that an administrator handed them?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hejie.desk.access import limits, noting, passwords
from hejie.desk.pages.gates import objecting
from hejie.desk.pages.objections import said


@never_cache
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the person of a link choose a password, once; then they sign in with it like anybody."""
    where = noting.address_of(request)
    try:
        limits.factor_allowed("link", where)
    except limits.TooOften as error:
        return _refused(request, said(error))
    person = passwords.person_of(slug)
    if person is None:
        limits.factor_failed("link", where)
        noting.note("link refused", "", address=where)
        return _refused(
            request, _("This link was used or has run out. Ask your administrator for a new one.")
        )
    with objecting(request) as objection:
        if request.method == "POST":
            new, again = request.POST.get("new", ""), request.POST.get("again", "")
            passwords.choose(person, new, again, address=where)
            return HttpResponseRedirect(reverse("sign-in"))
    told = {"who": person.get_username(), "trouble": objection.words}
    return render(request, "welcome.html", told, status=422 if objection else 200)


def _refused(request: HttpRequest, says: str) -> HttpResponse:
    return render(request, "refused.html", {"title": _("Nothing here for you"), "says": says}, status=404)


urlpatterns = [path("welcome/<slug:slug>", welcome, name="welcome")]
