"""What may a page of the desk load and run? Only the desk's own files: no inline script, no other host."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

# Tabler's style sheet carries its small pictures as data: addresses; everything else comes from the desk itself.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def strict_content(answer: Handler) -> Handler:
    """Put the content security policy on every answer that does not bring its own."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return handle
