"""In which language does a reader see the desk? Chinese, until the reader chooses another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from hejie.casefile import words
from hejie.desk import places

COOKIE = "hejie-language"
# Django's name -> ours, as in the case file. A further language is a file of words there and a catalogue in `locale`.
CODES = {"zh-hans": "zh-CN", "en": "en"} | {code.lower(): code for code in words.FURTHER}
Handler = Callable[[HttpRequest], HttpResponse]


def chosen_by_reader(answer: Handler) -> Handler:
    """Answer in the language of the reader's cookie, else in the one they chose before on another machine.

    The browser's own setting does not decide for a whole team.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(COOKIE, "") or _kept(request)
        with translation.override(wanted if wanted in CODES else settings.LANGUAGE_CODE):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response

    return handle


def _kept(request: HttpRequest) -> str:
    """Return what was put into the sitting when this person signed in; a browser without a sitting is not asked."""
    sitting = getattr(request, "session", None)
    known = sitting is not None and settings.SESSION_COOKIE_NAME in request.COOKIES
    return str(sitting.get(COOKIE, "")) if known and sitting is not None else ""


def current() -> str:
    """Return the reader's language as the case file names it."""
    return CODES.get(translation.get_language() or "", "en")


def offered(request: HttpRequest) -> dict[str, object]:
    """Return what a page needs to offer the languages: Django's name of each, ours, and what its speakers call it."""
    return {"tongues": [(code, CODES[code], name) for code, name in settings.LANGUAGES]}


def compile_messages() -> list[Path]:
    """Make the message files of the data folder from the catalogues of the package, where those are newer."""
    made = []
    sources = sorted((places.DESK / "locale").glob("*/LC_MESSAGES/django.po"))
    for source in sources:
        target = Path(settings.LOCALE_PATHS[0]) / source.relative_to(places.DESK / "locale").with_suffix(
            ".mo"
        )
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as compiled:
                write_mo(compiled, _whole(source, sources))
            translation_file_changed(None, target)  # words were perhaps looked for before there were any
            made.append(target)
    return made


def _whole(source: Path, sources: list[Path]) -> Catalog:
    """Return a catalogue in which what is not translated yet is English; Django would show Chinese for it."""
    whole, *others = (_read(path) for path in (source, *sources))
    for message in (message for other in others for message in other if message.id):
        if not (known := whole.get(message.id)) or not known.string:
            whole.add(message.id, message.id)
    return whole


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)
