"""Who works at this desk, in which role and for which shops, and who comes in no more?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max, Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.casefile.parties import Role
from hejie.desk.access import codes, hiring, noting, passwords, people
from hejie.desk.models import Membership, SecondFactor, Shop
from hejie.desk.pages.gates import done, for_administrators, objecting, shown


@for_administrators
def everybody(request: HttpRequest) -> HttpResponse:
    """Show who is there, and let somebody in; the link by which they choose a password is shown this once."""
    form, link, hired = request.POST, "", ""
    with objecting(request) as objection:
        if request.method == "POST":
            person = hiring.hire(
                form.get("name", "").strip(),
                form.get("role", ""),
                form.getlist("shop"),
                by=people.signed_in(request),
                address=noting.address_of(request),
            )
            link, hired, form = _link(request, person), person.get_username(), request.POST.__class__("")
    told = {
        "people": _rows(),
        "shops": Shop.objects.order_by("platform", "name"),
        "roles": people.ROLES,
        "form": form,
        "chosen": form.getlist("shop"),
        "link": link,
        "hired": hired,
        "trouble": objection.words,
        "now": timezone.now(),
    }
    return shown(request, "admin/people.html", told, status=422 if objection else 200)


@for_administrators
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one person, and change their role and shops."""
    person, form = _person(number), request.POST
    with objecting(request) as objection:
        if request.method == "POST":
            by, where = people.signed_in(request), noting.address_of(request)
            hiring.change(person, form.get("role", ""), form.getlist("shop"), by=by, address=where)
            done(request, _("Kept."))
            return HttpResponseRedirect(reverse("person", args=[number]))
    return _shown(request, person, {"trouble": objection.words})


@for_administrators
@require_POST
def link(request: HttpRequest, number: int) -> HttpResponse:
    """Make a link by which a person chooses a new password; it is shown this once."""
    person = _person(number)
    return _shown(request, person, {"trouble": "", "link": _link(request, person)})


@for_administrators
@require_POST
def out(request: HttpRequest, number: int) -> HttpResponse:
    """Let a person in no more, or again."""
    person, by, where = _person(number), people.signed_in(request), noting.address_of(request)
    with objecting(request) as objection:
        if request.POST.get("in") == "yes":
            hiring.let_in(person, by=by, address=where)
            done(request, _("They may come in again, and choose a password first: make a link."))
        else:
            hiring.let_out(person, by=by, address=where)
            done(request, _("They are signed out everywhere and come in no more."))
        return HttpResponseRedirect(reverse("person", args=[number]))
    return _shown(request, person, {"trouble": objection.words})


@for_administrators
@require_POST
def forget_codes(request: HttpRequest, number: int) -> HttpResponse:
    """Remove the time codes of a person who lost their telephone."""
    person, by = _person(number), people.signed_in(request)
    with objecting(request) as objection:
        hiring.forget_codes(person, by=by, address=noting.address_of(request))
        done(
            request,
            _("Their time codes are removed; their password alone lets them in until they set up new ones."),
        )
        return HttpResponseRedirect(reverse("person", args=[number]))
    return _shown(request, person, {"trouble": objection.words})


def _link(request: HttpRequest, person: User) -> str:
    by, name = people.signed_in(request).get_username(), person.get_username()
    noting.note("link made", by, name, noting.address_of(request))
    return request.build_absolute_uri(reverse("welcome", args=[passwords.link_for(person)]))


def _person(number: int) -> User:
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _rows() -> list[dict[str, Any]]:
    found = (
        User.objects.order_by("-is_active", "username")
        .prefetch_related("groups", Prefetch("memberships", Membership.objects.select_related("shop")))
        .annotate(seen=Max("sittings__seen_at"))
    )
    with_codes = set(SecondFactor.objects.values_list("person_id", flat=True))
    return [
        {
            "number": person.pk,
            "name": person.get_username(),
            "role": _role(person),
            "shops": [member.shop for member in person.memberships.all()],
            "active": person.is_active,
            "codes": person.pk in with_codes,
            "entered": person.last_login,
            "waits": not person.has_usable_password(),
            "seen": person.seen,
        }
        for person in found
    ]


def _role(person: User) -> Role:
    names = {group.name for group in person.groups.all()}
    return next((role for role in people.ROLES if role in names), Role.AGENT)


def _shown(request: HttpRequest, person: User, told: dict[str, Any]) -> HttpResponse:
    mine = set(Membership.objects.filter(person=person).values_list("shop_id", flat=True))
    frame = {
        "one": person,
        "one_role": people.role_of(User.objects.get(pk=person.pk)),
        "roles": people.ROLES,
        "shops": Shop.objects.order_by("platform", "name"),
        "mine": mine,
        "has_codes": codes.has(person),
        "is_me": person.pk == people.signed_in(request).pk,
        "link": "",
    }
    return shown(request, "admin/person.html", frame | told, status=422 if told["trouble"] else 200)


urlpatterns = [
    path("people", everybody, name="people"),
    path("people/<int:number>", one, name="person"),
    path("people/<int:number>/link", link, name="person-link"),
    path("people/<int:number>/out", out, name="person-out"),
    path("people/<int:number>/second-factor/removal", forget_codes, name="person-codes-removal"),
]
