"""Which closed cases of the same claim were told in the most similar words, and how did they end, at what cost?

The pieces (pairs of Chinese characters, words elsewhere) are those that the search keeps in `case_index.words`. Rare
pieces count for more; only the newest closed cases are weighed, so that the answer costs the same in a large desk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

from msgspec import Struct

from hejie.casefile.entries import CaseClosed
from hejie.casefile.money import Money
from hejie.desk.cases import store
from hejie.desk.cases.words import MARK
from hejie.desk.finding.queue import Cases
from hejie.desk.models import CaseIndex

SHOWN = 3
WEIGHED = 1000  # the newest closed cases; older ones ended under other rules anyway
_COMMON = 0.5  # a piece in more than half of the cases tells nothing apart


class Similar(Struct, frozen=True):
    """A closed case with its end; `likeness` is above 0 and has no unit."""

    number: int
    after_sales_id: str
    goods: str
    outcome: str
    cause: str
    cost: Money | None
    likeness: float


def similar(row: CaseIndex, cases: Cases) -> tuple[Similar, ...]:
    """Return at most three closed cases, the most similar first, of those that a person may see."""
    newest = cases.filter(closed_at__isnull=False).order_by("-closed_at").values("pk")[:WEIGHED]
    others = [*CaseIndex.objects.filter(pk__in=newest, claim=row.claim).exclude(pk=row.pk)]
    scores = likenesses(row.words, [other.words for other in others])
    best = sorted(range(len(others)), key=lambda place: -scores[place])[:SHOWN]
    return tuple(_told(others[place], scores[place]) for place in best if scores[place] > 0)


def likenesses(words: str, others: Sequence[str]) -> list[float]:
    """Return how alike the pieces of others are to those of one text: shared rare pieces, for the length of theirs."""
    mine = _telling(words)
    theirs = [_telling(other) for other in others]
    held = Counter(piece for pieces in theirs for piece in pieces & mine)
    rarity = {
        piece: log(1 + len(others) / count)
        for piece, count in held.items()
        if len(others) < 4 or count <= _COMMON * len(others)
    }
    return [
        sum(rarity.get(piece, 0.0) for piece in pieces & mine) / sqrt(len(pieces)) if pieces else 0.0
        for pieces in theirs
    ]


def _telling(words: str) -> set[str]:
    return {piece for piece in words.split() if not piece.startswith(MARK) and not piece[0].isdigit()}


def _told(row: CaseIndex, likeness: float) -> Similar:
    ending = store.load(row.case_id).last(CaseClosed)
    cost = ending.cost if ending else None
    return Similar(row.pk, row.after_sales_id, row.goods, row.outcome, row.cause, cost, likeness)
