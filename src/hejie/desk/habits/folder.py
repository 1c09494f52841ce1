"""Which files may a team lay over the shipped rules, and how do they become a folder that the rulebook reads?"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from hejie.desk.habits.mistakes import NoSuchFile
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.loading import SHIPPED

Stamp = tuple[tuple[str, int, int], ...]
MOST_FILES, MOST_LETTERS = 200, 200_000
_WORD = r"[a-z0-9][a-z0-9_]*"
# As in docs/architecture.md: habits of the team, a platform's or a law's own folder, scripts and wordings.
_ALLOWED = re.compile(
    rf"(team/({_WORD}|rules/{_WORD}|cases/{_WORD})\.yaml"
    rf"|(platforms|law)/{_WORD}/({_WORD}|rules/{_WORD}|cases/{_WORD})\.yaml"
    rf"|scripts/phrases\.yaml|scripts/[a-zA-Z-]{{2,8}}/{_WORD}/{_WORD}(\.{_WORD})?\.md"
    rf"|wording/{_WORD}\.yaml)\Z"
)


class Version(NamedTuple):
    """What a rulebook is made from: the files written by hand as they stand, and the files that the pages keep."""

    stamp: Stamp
    laid_over: Path | None


def check_name(name: str) -> None:
    """Raise NoSuchFile for a path that no overlay has."""
    if not _ALLOWED.match(name):
        raise NoSuchFile(name)


def shipped() -> list[str]:
    """Return the files that we ship and a team may lay its own over."""
    names = (path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file())
    return sorted(name for name in names if _ALLOWED.match(name))


def shipped_text(name: str) -> str:
    """Return what we ship under this name, empty where it is nothing."""
    check_name(name)
    path = SHIPPED / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def edited(files: Mapping[str, str], edits: Mapping[str, str]) -> dict[str, str]:
    """Return the files with some of them written anew, an empty text removing one; raise NoSuchFile."""
    for name, text in edits.items():
        check_name(name)
        if len(text) > MOST_LETTERS:
            raise NoSuchFile(name)
    plain = {name: text.replace("\r\n", "\n").rstrip() for name, text in {**files, **edits}.items()}
    kept = {name: f"{text}\n" for name, text in sorted(plain.items()) if text}
    if len(kept) > MOST_FILES:
        raise NoSuchFile(max(kept))
    return kept


def laid_out(files: Mapping[str, str]) -> Path:
    """Return a folder of the data folder that holds these files, whole or not there at all, named by what is in it."""
    place = _home() / digest(files)
    if place.is_dir():
        return place
    _home().mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = Path(tempfile.mkdtemp(dir=_home(), prefix="."))
    for name, text in files.items():
        check_name(name)
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    try:
        os.rename(draft, place)
    except OSError:  # another process was quicker with the very same files
        shutil.rmtree(draft)
        if not place.is_dir():
            raise
    return place


def digest(files: Mapping[str, str]) -> str:
    """Return a name for what files say."""
    told = sha256()
    for name in sorted(files):
        told.update(f"{name}\0{len(files[name])}\0{files[name]}".encode())
    return told.hexdigest()[:20]


def by_hand() -> Path:
    """Return the folder of rules that are written by hand on this machine; the pages' own lie over it."""
    return Path(settings.HOME) / "rules"


def layers(laid_over: Path | None) -> list[Path]:
    """Return the folders that lie over the shipped rules, in their order."""
    return [one for one in (by_hand(), laid_over) if one is not None and one.is_dir()]


def version_of(laid_over: Path | None) -> Version:
    """Return what a rulebook is made from now, with these files of the pages."""
    place = by_hand()
    files = sorted(path for path in place.rglob("*") if path.suffix in (".yaml", ".md"))
    stamp = tuple((str(path), (found := path.stat()).st_mtime_ns, found.st_size) for path in files)
    return Version(stamp, laid_over)


@lru_cache(maxsize=4)
def read(version: Version) -> Rulebook:
    """Return the rulebook of a version, the same one as long as nothing changes; raise RuleFileMistake."""
    return load_rulebook(*layers(version.laid_over))


def book_of(files: Mapping[str, str]) -> Rulebook:
    """Return what the rulebook would be with these files of the pages, read to its end; raise RuleFileMistake."""
    book = read(version_of(laid_out(files) if files else None))
    for _ in _parts(book):
        pass
    return book


def _parts(book: Rulebook) -> Iterator[object]:
    yield from (book.platforms, book.acceptance, book.dispatching, book.library, book.wordings, book.cases)
    yield from (book.contact, book.lines, book.manners, book.promotions)


def _home() -> Path:
    return Path(settings.HOME) / "habits"
