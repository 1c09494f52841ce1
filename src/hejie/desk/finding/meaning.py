"""How near are cases in what they mean, where an encoder is installed? The worker encodes; a page only compares.

What is kept orders similar cases and decides nothing. Without the extra `semantic` nothing is kept and nothing asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray

from hejie.desk.cases.words import text_of
from hejie.desk.models import CaseIndex, Direction, Entry
from hejie.language import encoding
from hejie.language.encoding import Embedder

BATCH = 200  # entries walked at a look
REACH = 500_000  # entries, the newest: what lies further back is not weighed any more
SHARE = 4  # directions may take a quarter of the time of one processor


class Encoder:
    """Walks the entries from the old to the new, and encodes the cases that they changed. Several may run."""

    def __init__(self, embedder: Callable[[], Embedder | None] = encoding.installed) -> None:
        self.embedder = embedder
        self.walked: int | None = None
        self.not_before = datetime.min.replace(tzinfo=UTC)

    def renew(self, now: datetime) -> int:
        """Encode what the next entries changed, if it is time; return how many cases."""
        if now < self.not_before:
            return 0
        embedder = self.embedder()
        if embedder is None:
            return 0
        began = time.monotonic()
        encoded = encode(embedder, self._changed())
        self.not_before = now + timedelta(seconds=SHARE * (time.monotonic() - began))
        return encoded

    def _changed(self) -> list[CaseIndex]:
        if self.walked is None:
            self.walked = max(0, (Entry.objects.aggregate(Max("id"))["id__max"] or 0) - REACH)
        lines = Entry.objects.filter(id__gt=self.walked).order_by("id").values_list("id", "case_id")
        some = list(lines[:BATCH])
        if not some:
            return []
        self.walked = some[-1][0]
        return list(CaseIndex.objects.filter(case_id__in={case_id for _, case_id in some}))


def encode(embedder: Embedder, rows: Sequence[CaseIndex]) -> int:
    """Keep the directions of these cases that are not kept as they now stand; return of how many."""
    known = _kept(encoding.stamp(embedder), rows)
    fresh = [row for row in rows if row.pk not in known]
    made = encoding.directions(embedder, [text_of(row.words) for row in fresh])
    Direction.objects.bulk_create(
        [
            Direction(case=row, stamp=encoding.stamp(embedder), of=_digest(row.words), body=body.tobytes())
            for row, body in zip(fresh, made, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["stamp", "of", "body"],
    )
    return len(fresh)


def near(row: CaseIndex, others: Sequence[CaseIndex]) -> NDArray[np.float64] | None:
    """Return the cosine of a case with each of others, 0 where one is not known; None where its own is not."""
    mine = Direction.objects.filter(case=row, of=_digest(row.words)).first()
    if mine is None:
        return None
    known = _kept(mine.stamp, others)
    nothing = np.zeros(len(mine.body), dtype=np.int8)
    rows = [known.get(other.pk, nothing) for other in others]
    return encoding.nearness(_read(mine.body), np.array(rows, dtype=np.int8).reshape(-1, len(mine.body)))


def _kept(stamp: str, rows: Sequence[CaseIndex]) -> dict[int, NDArray[np.int8]]:
    words = {row.pk: _digest(row.words) for row in rows}
    found = Direction.objects.filter(case__in=list(words), stamp=stamp).values_list("case_id", "of", "body")
    return {pk: _read(body) for pk, of, body in found if of == words[pk]}


def _read(body: bytes | memoryview) -> NDArray[np.int8]:
    return np.frombuffer(bytes(body), dtype=np.int8)


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=16).hexdigest()
