"""Who came in, who was refused, and what left the desk? Each is one line that an administrator can list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from hejie.desk.access import codes, limits, people, sittings
from hejie.desk.access.threshold import OWES
from hejie.desk.models import Noted

Handler = Callable[[HttpRequest], HttpResponseBase]
KINDS = (
    "signed in",
    "sign-in refused",
    "signed out",
    "file out",
    "cases out",
    "cases in",
    "token made",
    "token revoked",
    "webhook made",
    "webhook removed",
    "webhook secret made",
    "webhook tested",
    "message sent again",
    "code refused",
    "codes begun",
    "codes ended",
    "recovery code used",
    "recovery codes made",
    "password changed",
    "password refused",
    "link made",
    "link refused",
    "sessions ended",
    "person made",
    "person changed",
    "person let out",
    "company sign-in joined",
    "company sign-in parted",
    "company sign-in refused",
    "habits changed",
    "habits proposed",
    "habits refused",
    "connector linked",
    "connector unlinked",
    "connector token renewed",
    "connector refused",
    "done on platform",
    "not done on platform",
)


def note(what: str, who: str, on: str = "", address: str = "") -> None:
    """Write one line down."""
    Noted.objects.create(who=_plain(who, 150), what=what, on=_plain(on, 300), address=address[:64])


def lines(who: str = "", what: str = "", most: int = 200) -> list[Noted]:
    """Return the newest lines first, of one person or one kind where that is asked."""
    rows = Noted.objects.order_by("-id")
    if who:
        rows = rows.filter(who=who)
    if what:
        rows = rows.filter(what=what)
    return list(rows[:most])


def address_of(request: HttpRequest | None) -> str:
    """Return the address a request came from, as the server saw it: a header could be made up."""
    return str(request.META.get("REMOTE_ADDR", "")) if request else ""


def files_that_leave(answer: Handler) -> Handler:
    """Note every answer that is a file to be saved, whichever page gives it out."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            note("file out", who_asks(request), request.get_full_path(), address_of(request))
        return response

    return handle


def who_asks(request: HttpRequest) -> str:
    """Return the name of the person of a request, with the token they use if they use one."""
    caller = getattr(request, "auth", None)
    if caller is not None:
        return f"{caller.person.get_username()} ({caller.token.name})"
    user = getattr(request, "user", None)
    return user.get_username() if user is not None else ""


def listen() -> None:
    """Note sign-ins from now on, and count those that are refused."""
    user_logged_in.connect(_signed_in, dispatch_uid="noting")
    user_login_failed.connect(_refused, dispatch_uid="noting")
    user_logged_out.connect(_signed_out, dispatch_uid="noting")


def _signed_in(request: HttpRequest | None, user: AbstractBaseUser, **_: Any) -> None:
    came_with = getattr(request, "came_with", "password")
    note("signed in", user.get_username(), "" if came_with == "password" else came_with, address_of(request))
    if request is not None:
        limits.sign_in_worked(user.get_username(), address_of(request))
        sittings.begun(request, at=timezone.now())
        request.session.pop(OWES, None)
        if owes_second_factor(request, user):
            request.session[OWES] = True


def owes_second_factor(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Tell whether a person's role asks for time codes that they have not set up.

    Who comes in by the company's own sign-in brings along whatever it asks for.
    """
    if getattr(request, "came_with", "password") != "password" or not settings.SECOND_FACTOR_ROLES:
        return False
    person = cast(User, user)
    return people.role_of(person) in settings.SECOND_FACTOR_ROLES and not codes.has(person)


def _refused(credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    name = str(credentials.get("username", ""))
    # A name that nobody has may be a password, typed into the wrong field: it is not written down.
    known = User.objects.filter(username=name).exists()
    note("sign-in refused", name if known else "", address=address_of(request))
    if request is not None:
        limits.sign_in_failed(name, address_of(request))


def _signed_out(request: HttpRequest | None, user: AbstractBaseUser | None, **_: Any) -> None:
    if user is not None:
        note("signed out", user.get_username(), address=address_of(request))


def _plain(words: str, longest: int) -> str:
    # One line each, whatever a stranger typed as a name: no line break can make up a second one.
    return "".join(letter if letter.isprintable() else "?" for letter in words)[:longest]
