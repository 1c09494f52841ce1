"""What can a template say: which filters, which names of codes, which reader?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment

from hejie.desk import languages


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment of all pages."""
    made = Environment(  # noqa: S701  Django turns autoescape on in `options`
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"], **options
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(url=_url, static=static)
    return made


def reader(request: HttpRequest) -> dict[str, Any]:
    """Return what every page knows about its reader."""
    return {"person": request.user, "language": languages.current(), "here": request.path}


def _url(name: str, *args: Any, **query: Any) -> str:
    return reverse(name, args=args)
