"""How does a file that somebody uploaded become cases, while its owner watches?"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import hearing
from hejie.desk.attachments import Upload
from hejie.desk.imports.allowing import of_own_shops
from hejie.desk.imports.keeping import StoreKeeper
from hejie.desk.imports.landing import Landed, Landing
from hejie.desk.imports.mistakes import UnusableFile
from hejie.desk.imports.ordering import noted
from hejie.desk.imports.reading import opened
from hejie.desk.imports.recognising import column_maps, heading_score, recognised, told
from hejie.desk.imports.reporting import bad_rows_written_to
from hejie.desk.models import Import
from hejie.intake import BadCell
from hejie.intake.guessing import Guess
from hejie.intake.mistakes import IntakeMistake
from hejie.intake.rows import Origin

log = logging.getLogger(__name__)
SAMPLES = 3
# Who brings a file in from a command. Not the desk itself: what that wrote last, its rooms have looked at.
TERMINAL = Actor(Role.ADMIN, "terminal")
WALKED_AT_ONCE = (
    2000  # rows; a larger file lands first, and the clock walks its cases in the order of their urgency
)
SHOWN = 200  # bad cells kept with the import; the file of bad rows has all of them
GIVEN_UP = timedelta(
    minutes=2
)  # without a sign of life: its worker died, and another one takes the import over


class ToldToStop(Exception):
    """The worker ends: what landed is kept, and the import waits for the next worker."""


class Column(NamedTuple):
    """One column of a file: its header, the field it is taken for, and what its first rows hold."""

    header: str
    field: str
    samples: tuple[str, ...]


class Agreed(NamedTuple):
    """What a person says of a file: the shop of its rows, else guessed: platform, fields of columns, encoding."""

    shop: str
    platform: str = ""
    columns: Mapping[str, str] = {}
    encoding: str = ""


class Looked(NamedTuple):
    """What a file is taken for."""

    kind: str
    encoding: str
    guess: Guess
    columns: tuple[Column, ...]


def folder() -> Path:
    """Return where uploaded exports lie."""
    place = Path(settings.HOME) / "imports"
    place.mkdir(parents=True, exist_ok=True)
    return place


def uploaded(upload: Upload, person: User) -> Import:
    """Keep an uploaded export, and return its row."""
    row = Import.objects.create(
        name=(upload.name or "export")[-200:], path="", size=upload.size or 0, added_by=person
    )
    row.path = str(folder() / f"{row.pk}{Path(row.name).suffix[:8]}")
    with Path(row.path).open("wb") as file:
        for piece in upload.chunks():
            file.write(piece)
    row.save(update_fields=["path"])
    return row


def look(path: Path, *, platform: str = "", columns: Mapping[str, str] | None = None) -> Looked:
    """Return what a file is taken for; raise UnusableFile or IntakeMistake with what to do instead."""
    maps = column_maps(house.rules())
    with opened(path, is_heading=heading_score(maps)) as sheet:
        guess = recognised(sheet, maps, platform=platform, corrections=columns)
        first = [cells for _, cells in islice(sheet.rows, SAMPLES) if isinstance(cells, list)]
        shown = tuple(
            Column(header, field, tuple(row[number] for row in first if number < len(row) and row[number]))
            for number, (header, field) in enumerate(guess.shown())
        )
        return Looked(sheet.kind, sheet.encoding, guess, shown)


def take_next(now: datetime) -> Import | None:
    """Claim the import that waits longest, or one whose worker died; no two workers get the same one."""
    dead = Q(state=Import.State.RUNNING, alive_at__lt=now - GIVEN_UP)
    with transaction.atomic():
        waiting = Import.objects.filter(Q(state=Import.State.QUEUED) | dead).order_by("id")
        row = waiting.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        ).first()
        if row:
            row.state, row.alive_at = Import.State.RUNNING, now
            row.save(update_fields=["state", "alive_at"])
    return row


def run(row: Import, stopped: threading.Event | None = None) -> None:
    """Bring the rows of an import into cases, and say how far it is after each piece.

    Told to stop, it ends after the piece in hand and waits for the next worker: the same rows change nothing twice.
    """
    try:
        landed = _run(row, stopped or threading.Event())
    except ToldToStop:
        row.state = Import.State.QUEUED
    except (UnusableFile, IntakeMistake) as error:
        row.state, row.trouble = Import.State.FAILED, str(error)
    except Exception:
        log.exception("The import %s of %s broke off", row.pk, row.name)
        row.state, row.trouble = Import.State.FAILED, "It broke off; the log says why. What landed is kept."
    else:
        _note(row, landed)
        row.state = Import.State.DONE
    row.alive_at = timezone.now()
    row.save()


def allowed(row: Import) -> frozenset[str] | None:
    """Return the shops that an import may touch, those of whoever brought it; None for all there are and will be."""
    if row.added_by is None or people.role_of(row.added_by) is Role.ADMIN:
        return None if row.shops is None else frozenset(row.shops)
    mine = frozenset(shop.key for shop in people.shops_of(row.added_by))
    return mine if row.shops is None else mine & frozenset(row.shops)


def bad_rows(row: Import) -> Path:
    """Return the file of all bad rows of an import."""
    return Path(row.path).with_suffix(".bad.csv")


def bring_in(path: Path, agreed: Agreed) -> tuple[Landed, Path]:
    """Bring an export in at once, from a command; return what became of it, and the file of its bad rows.

    Raises UnusableFile or IntakeMistake.
    """
    job = Job(path, path.name, agreed, TERMINAL, _count(path, agreed.encoding))
    place = folder() / f"{path.stem}.bad.csv"
    with bad_rows_written_to(place) as report:
        return _land(job, lambda _: None, report), place


class Job(NamedTuple):
    """One file to land: where it lies, what people call it, what was agreed about it, and who brings it."""

    path: Path
    name: str
    agreed: Agreed
    by: Actor
    total: int
    shops: frozenset[str] | None = None


def _run(row: Import, stopped: threading.Event) -> Landed:
    row.total = _count(Path(row.path))
    by = people.actor(row.added_by) if row.added_by else SYSTEM
    agreed = Agreed(row.shop_name, row.platform, row.columns)
    job = Job(Path(row.path), row.name, agreed, by, row.total, allowed(row))
    with bad_rows_written_to(bad_rows(row)) as report:
        return _land(job, lambda landed: _progress(row, landed, stopped), report)


def _land(job: Job, tell: Callable[[Landed], None], report: Callable[[BadCell], None]) -> Landed:
    maps = column_maps(house.rules())
    walked = hearing.walked if job.total <= WALKED_AT_ONCE else None
    landing = Landing(StoreKeeper(), house.rules(), walked, may_be_old=True)
    agreed = job.agreed
    with opened(job.path, encoding=agreed.encoding, is_heading=heading_score(maps)) as sheet:
        guess = recognised(sheet, maps, platform=agreed.platform, corrections=agreed.columns)
        found = told(sheet, guess, Origin(job.name, agreed.shop))
        found = noted(of_own_shops(found, job.shops), at=timezone.now())
        return landing.land(found, at=timezone.now(), by=job.by, tell=tell, report=report)


def _count(path: Path, encoding: str = "") -> int:
    maps = column_maps(house.rules())
    with opened(path, encoding=encoding, is_heading=heading_score(maps)) as sheet:
        return sum(1 for _ in sheet.rows)


def _progress(row: Import, landed: Landed, stopped: threading.Event) -> None:
    _note(row, landed)
    row.alive_at = timezone.now()
    row.save()
    if stopped.is_set() and landed.rows < row.total:
        raise ToldToStop


def _note(row: Import, landed: Landed) -> None:
    row.rows, row.opened, row.updated = landed.rows, landed.opened, landed.updated
    row.unchanged, row.refused, row.unmatched = landed.unchanged, landed.refused, landed.unmatched
    row.bad_cells = landed.bad_cells
    row.bad = [[bad.line, bad.column, bad.value, bad.reason, bad.refused] for bad in landed.bad[:SHOWN]]
    row.unknown = [[*word, count] for word, count in landed.unknown.most_common(20)]
