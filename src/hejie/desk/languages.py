"""In which language does a reader see the desk? Chinese, until the reader chooses another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from hejie.desk import places

COOKIE = "hejie-language"
CODES = {"zh-hans": "zh-CN", "en": "en"}  # Django's name -> ours, as in the case file
Handler = Callable[[HttpRequest], HttpResponse]


def chosen_by_reader(answer: Handler) -> Handler:
    """Answer in the language of the reader's cookie; the browser's own setting does not decide for a whole team."""

    def handle(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(COOKIE, "")
        with translation.override(wanted if wanted in CODES else settings.LANGUAGE_CODE):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response

    return handle


def current() -> str:
    """Return the reader's language as the case file names it."""
    return CODES.get(translation.get_language() or "", "en")


def compile_messages() -> list[Path]:
    """Make the message files of the data folder from the catalogues of the package, where those are newer."""
    made = []
    for source in sorted((places.DESK / "locale").glob("*/LC_MESSAGES/django.po")):
        target = Path(settings.LOCALE_PATHS[0]) / source.relative_to(places.DESK / "locale").with_suffix(
            ".mo"
        )
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as catalogue, target.open("wb") as compiled:
                write_mo(compiled, read_po(catalogue))
            translation_file_changed(None, target)  # words were perhaps looked for before there were any
            made.append(target)
    return made
