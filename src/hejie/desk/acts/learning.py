"""Who learns what people corrected, and when? The worker, within seconds; without one, whoever reads next.

Learning takes about half a second of a processor, so nobody who corrects waits for it. A correction raises what its
reader was asked for in the same transaction; learning writes one row at its end, and how much was asked for before it
looked. So a process that is killed has learned nothing and is followed by the next, and none learns too little.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.db.models import F
from django.utils import timezone

from hejie.desk.acts.wrote import joined, messages
from hejie.desk.cases import store
from hejie.desk.models import ClassCorrection, ClassReader
from hejie.language.corrections import Correction, relearn
from hejie.language.linear import packed

LOOKS = 2.0  # seconds between two looks for something to learn
LATE = timedelta(seconds=30)  # by then a worker would have learned it: there is none, or it is busy
MOST = 300  # not a rule: corrections learned, the newest, so that learning takes about half a second
log = logging.getLogger(__name__)


def ask(shop: str, language: str, at: datetime) -> None:
    """Have the corrections of a shop learned; asked in the transaction that keeps the correction."""
    ClassReader.objects.get_or_create(shop_key=shop, language=language)
    mine = ClassReader.objects.filter(shop_key=shop, language=language)
    mine.update(asked=F("asked") + 1, asked_at=at)


def learn(reader: ClassReader) -> ClassReader:
    """Learn the corrections of a reader and write down whether they may be used, and by which weights then."""
    shop, language = reader.shop_key, reader.language
    found = relearn(language, _corrections(shop, language))
    told = {
        "taken": found.taken, "count": ClassCorrection.objects.filter(shop_key=shop, language=language).count(),
        "before": found.before, "after": found.after, "lost": list(found.lost), "at": timezone.now(),
        "learned": reader.asked, "weights": packed(found.model) if found.taken else b"",
    }  # fmt: skip
    # Another process may have learned more meanwhile: that stands.
    ClassReader.objects.filter(pk=reader.pk, learned__lte=reader.asked).update(**told)
    reader.refresh_from_db()
    return reader


def waiting() -> list[ClassReader]:
    """Return the readers that were asked for more than they have learned, the longest first."""
    return list(
        ClassReader.objects.filter(asked__gt=F("learned")).defer("weights").order_by("asked_at", "id")
    )


def caught_up(reader: ClassReader, now: datetime) -> ClassReader:
    """Return a reader that has learned what it was asked for long ago, which no worker did."""
    return learn(reader) if reader.asked > reader.learned and now - reader.asked_at > LATE else reader


def run(stopped: threading.Event) -> None:
    """Learn what waits, until stopped."""
    while not stopped.wait(LOOKS):
        try:
            close_old_connections()
            for reader in waiting():
                learn(reader)
        except Exception:  # the data base is away: what waits still waits when it is there again
            log.exception("Corrections could not be learned now; it is tried again")


def _corrections(shop: str, language: str) -> list[Correction]:
    rows = ClassCorrection.objects.filter(shop_key=shop, language=language).order_by("-id")[:MOST]
    said = _said(rows)
    return [
        Correction(said[row.case_id], row.was, row.now, row.engine)
        for row in reversed(rows)
        if said.get(row.case_id)
    ]


def _said(rows: Iterable[ClassCorrection]) -> dict[str, str]:
    until = {row.case_id: row.seq for row in rows}
    return {file.case_id: joined(messages(file, until[file.case_id])) for file in store.several(until)}
