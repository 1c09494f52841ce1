"""Which roles may open a page of the administration, what frames it, and how is a refusal told?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from hejie.casefile.parties import Role
from hejie.desk.access import people
from hejie.desk.finding import queue
from hejie.desk.pages.access import desk_of
from hejie.desk.pages.objections import REFUSED, said

Page = Callable[..., HttpResponseBase]


def for_roles(*roles: Role) -> Callable[[Page], Page]:
    """Open a page to these roles alone. Nothing of it is kept by a browser: it may show what is shown once."""

    def wrap(page: Page) -> Page:
        @login_required
        @never_cache
        @wraps(page)
        def handle(request: HttpRequest, *args: Any, **slots: Any) -> HttpResponseBase:
            if people.role_of(people.signed_in(request)) not in roles:
                raise PermissionDenied
            return page(request, *args, **slots)

        return handle

    return wrap


for_administrators = for_roles(Role.ADMIN)
for_leads = for_roles(Role.ADMIN, Role.SUPERVISOR)
for_everybody = for_roles(*people.ROLES)


def shown(request: HttpRequest, template: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Show a page with the rail beside it."""
    desk = desk_of(request)
    frame = {
        "counts": queue.counts(desk.cases, desk.person.get_username()),
        "most": queue.MOST_COUNTED,
        "role": people.role_of(desk.person),
        "section": "admin",
    }
    return render(request, template, frame | told, status=status)


class Objection:
    """What spoke against it, in the reader's language; empty where nothing did."""

    words = ""

    def __bool__(self) -> bool:
        return bool(self.words)


@contextmanager
def objecting(request: HttpRequest) -> Iterator[Objection]:
    """Catch what the desk refuses by its own rules, and keep it to be told above the page."""
    objection = Objection()
    try:
        yield objection
    except REFUSED as error:
        objection.words = said(error)


def done(request: HttpRequest, words: str) -> None:
    """Tell on the next page that something is done."""
    messages.success(request, words)
