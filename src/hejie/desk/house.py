"""Which rules does this desk work by? The shipped ones, with the team's folder and then what its pages say laid over.

A new version is noticed by every process within a second, and costs nothing in between: nobody starts anything anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from django.db import DatabaseError

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.desk.habits import folder, keeping
from hejie.desk.walk import walk
from hejie.rulebook import Rulebook
from hejie.rulebook.mistakes import RulebookError

LOOKS_EVERY = 1.0  # seconds between two looks for a new version
NOTICED_BY_ALL = timedelta(seconds=5)  # by then every process works by it
log = logging.getLogger(__name__)


class _Seen:
    """What this process works by, and until when it need not look again."""

    def __init__(self) -> None:
        self.rules: Rulebook | None = None
        self.until = 0.0
        self.number = -1
        self.laid_over: Path | None = None
        self.began: datetime | None = None
        self.spoiled: folder.Version | None = None
        self.looking = threading.Lock()


_seen = _Seen()


def overlay() -> Path:
    """Return the folder of the team's own rules: `rules` in the data folder."""
    return folder.by_hand()


def rules() -> Rulebook:
    """Return the rulebook of this desk; raise RuleFileMistake where there never was one that could be read."""
    if _seen.rules is not None and monotonic() < _seen.until:
        return _seen.rules
    # Whoever comes while another looks works by what is known for that moment, and does not wait.
    if _seen.looking.acquire(blocking=_seen.rules is None):
        try:
            _look()
        finally:
            _seen.looking.release()
    assert _seen.rules is not None
    return _seen.rules


def look_again() -> None:
    """Let the next question look for a new version at once."""
    _seen.until, _seen.number = 0.0, -1


def caught_up(file: CaseFile, *, at: datetime) -> tuple[Entry, ...]:
    """Return what the rooms say by rules that changed after they were asked last; nothing where none did.

    Whoever acts on a case acts by the rules in force: an offer that was free to make yesterday may need approval now.
    """
    rules()
    if _seen.began is None or not file.lines or file.lines[-1].entry.at > _seen.began + NOTICED_BY_ALL:
        return ()
    return following(file, (), at=at)


def following(file: CaseFile, entries: Iterable[Entry], *, at: datetime) -> tuple[Entry, ...]:
    """Return these entries and what the rooms add because of them."""
    return fresh(file, walk(file.add(*entries), rules=rules(), at=at))


def fresh(before: CaseFile, after: CaseFile) -> tuple[Entry, ...]:
    """Return the entries that `after` has beyond `before`."""
    return tuple(line.entry for line in after.lines[len(before.lines) :])


def _look() -> None:
    version = folder.version_of(_laid_over())
    if version != _seen.spoiled:
        try:
            _seen.rules, _seen.spoiled = folder.read(version), None
        except RulebookError:
            if _seen.rules is None:
                if version.laid_over is not None:
                    log.error("Take back what the pages keep, if it is that: hejie habits back 0 --why '...'")
                raise
            _seen.spoiled = version
            log.exception("The new version of the team's rules cannot be read; the one before goes on")
    _seen.until = monotonic() + LOOKS_EVERY


def _laid_over() -> Path | None:
    """Return the folder of what the pages keep now; as long as there is no data base, nothing."""
    try:
        number = keeping.number_now()
        if number != _seen.number:
            files = keeping.files_now()
            _seen.laid_over = folder.laid_out(files) if files else None
            _seen.number, _seen.began = number, keeping.began()
    except DatabaseError:
        if _seen.rules is not None:
            log.warning("Whether the team's rules have changed cannot be seen now; the known ones go on")
    return _seen.laid_over
