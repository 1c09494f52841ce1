"""Which rules does this desk work by? The shipped ones with the team's own folder laid over them, read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.desk.walk import walk
from hejie.rulebook import Rulebook, load_rulebook


def overlay() -> Path:
    """Return the folder of the team's own rules: `rules` in the data folder."""
    return Path(settings.HOME) / "rules"


@cache
def rules() -> Rulebook:
    """Return the rulebook of this desk; a change of the files is seen by the next start."""
    return load_rulebook(*[folder for folder in (overlay(),) if folder.is_dir()])


def following(file: CaseFile, entries: Iterable[Entry], *, at: datetime) -> tuple[Entry, ...]:
    """Return these entries and what the rooms add because of them."""
    return fresh(file, walk(file.add(*entries), rules=rules(), at=at))


def fresh(before: CaseFile, after: CaseFile) -> tuple[Entry, ...]:
    """Return the entries that `after` has beyond `before`."""
    return tuple(line.entry for line in after.lines[len(before.lines) :])
