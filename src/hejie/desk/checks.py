"""Is this desk in order: versions, data base, chains, folders, disk, time zone? And if not, what is to be done?"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from hejie.desk import house, models, places
from hejie.desk.cases import proof

LEAST_FREE = 1_000_000_000  # bytes
OLDEST_SQLITE = (3, 37)
MOST_CHAINS = 20_000  # cases looked at; `hejie rebuild` looks at all of them


class Finding(NamedTuple):
    """One thing that was looked at: what was seen, whether it is fine, and else what to do."""

    what: str
    seen: str
    fine: bool
    advice: str = ""


def findings() -> Iterator[Finding]:
    """Yield what was found, one thing after another."""
    yield _python()
    yield Finding("Hejie", f"{version('hejie')}, Django {version('django')}", True)
    yield _database()
    yield _chains()
    yield _rules()
    yield _folder()
    yield _disk()
    yield _front_end()
    yield _zone()
    yield _imports()


def _python() -> Finding:
    return Finding("Python", sys.version.split()[0], sys.version_info >= (3, 11), "Use Python 3.11 or newer.")


def _database() -> Finding:
    cases, entries = models.CaseIndex.objects.count(), models.Entry.objects.count()
    held = f"{cases} cases, {entries} entries"
    if connection.vendor == "sqlite":
        fine = sqlite3.sqlite_version_info >= OLDEST_SQLITE
        seen = f"SQLite {sqlite3.sqlite_version}, {settings.DATABASES['default']['NAME']}, {held}"
        return Finding("Data base", seen, fine, "Use a Python that brings SQLite 3.37 or newer.")
    number = connection.cursor().execute("SHOW server_version").fetchone()[0]
    return Finding("Data base", f"PostgreSQL {number}, {held}", True)


def _chains() -> Finding:
    broken = list(islice(proof.broken_chains(most=MOST_CHAINS), 5))
    seen = "whole" if not broken else "; ".join(f"{one.case_id}: {one.why}" for one in broken)
    return Finding(
        "Chains of entries", seen, not broken, "Restore these cases from a backup: hejie import FILE"
    )


def _rules() -> Finding:
    rules = house.rules()
    own = f", with the team's own from {house.overlay()}" if house.overlay().is_dir() else ""
    return Finding(
        "Rules", f"{len(rules.definitions.rules)} rules of {len(rules.platforms)} platforms{own}", True
    )


def _folder() -> Finding:
    home = Path(settings.HOME)
    return Finding(
        "Data folder",
        str(home),
        _writable(home),
        "Give this user the right to write there, or set HEJIE_HOME to another folder.",
    )


def _writable(folder: Path) -> bool:
    probe = folder / ".probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _disk() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    return Finding(
        "Disk",
        f"{free / 1e9:.1f} GB free",
        free >= LEAST_FREE,
        "Make room: below 1 GB an import may break off.",
    )


def _front_end() -> Finding:
    wanted = [places.FRONT_END / "@tabler" / "core", places.FRONT_END / "htmx.org"]
    return Finding(
        "Front end", str(places.FRONT_END), all(map(Path.is_dir, wanted)), "Run `sh run` once, or `npm ci`."
    )


def _zone() -> Finding:
    there = datetime.now(UTC).astimezone(ZoneInfo(settings.TIME_ZONE))
    return Finding("Time zone", f"{settings.TIME_ZONE}, where it is {there:%Y-%m-%d %H:%M}", True)


def _imports() -> Finding:
    failed = models.Import.objects.filter(state=models.Import.State.FAILED).count()
    waiting = models.Import.objects.filter(state=models.Import.State.QUEUED).count()
    return Finding("Imports", f"{waiting} waiting, {failed} not taken", True)
