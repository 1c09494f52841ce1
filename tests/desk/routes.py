"""Which doors does the desk have? All of them, found in its own table, so that no new one is forgotten."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

A_SLOT = re.compile(r"<(?:\w+:)?(\w+)>")
# These say nothing of any case; whatever else is opened to strangers must be added here on purpose.
OPEN_TO_ALL = {
    *("/", "/sign-in", "/sign-in/code", "/sign-out", "/language", "/theme"),
    *("/sign-in/company", "/sign-in/company/back", "/welcome/<slug:slug>"),
}


class Route(NamedTuple):
    """One address, with slots such as `<int:number>` still in it."""

    template: str

    @property
    def is_api(self) -> bool:
        """Whether a token opens it, and no sign-in."""
        return self.template.startswith("/api/")

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots."""
        return tuple(A_SLOT.findall(self.template))

    @property
    def noun(self) -> str:
        """What it is about: `cases`, `imports`, `webhooks`..."""
        return self.template.removeprefix("/api/v1").split("/")[1]

    @property
    def last(self) -> str:
        """Its last word: `notes`, `offers`..."""
        return self.template.rsplit("/", 1)[1]

    def filled(self, **values: object) -> str:
        """The address with its slots filled; a slot that the tests do not know of fails them."""
        return A_SLOT.sub(lambda found: str(values[found[1]]), self.template)


def routes() -> list[Route]:
    """Every door of the desk."""
    return sorted({Route(f"/{template}") for template in _walk(get_resolver("hejie.desk.urls"), "")})


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield here
        else:
            yield from _walk(one, here)
