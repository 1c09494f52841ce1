"""Does whoever asks still sit here rightly, and do they owe something before they may work?

It reads the session, which a signed-in page reads anyway, and asks the data base nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from hejie.desk.access import sittings

OWES = "owes-second-factor"
# What somebody who owes a second factor may still open.
OPEN = frozenset({"second-factor", "sign-out", "language", "theme", "sign-in", "sign-in-code"})
Handler = Callable[[HttpRequest], HttpResponse]


class Threshold:
    """Ends what has lasted too long, holds up whoever owes a second factor, and notes that somebody works."""

    def __init__(self, answer: Handler) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, between a look before and a note after."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.answer(request)
        if sittings.is_too_old(request, now=timezone.now()):
            sittings.leave(request)
        response = self.answer(request)
        sittings.note_work(request, now=timezone.now())
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Lead whoever owes a second factor to where they set it up."""
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        name = request.resolver_match.url_name if request.resolver_match else ""
        if known and name not in OPEN and request.session.get(OWES):
            return HttpResponseRedirect(reverse("second-factor"))
        return None
