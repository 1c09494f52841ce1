"""Which closed cases of the same claim are most like this one, and how did they end, at what cost?

The pieces (pairs of Chinese characters, words elsewhere) are those that the search keeps in `case_index.words`; what
they complain about is read from the pieces too, so that no case is opened to compare it. Where an encoder is installed,
directions that the worker kept are compared as well (`meaning`). Only the newest closed cases are weighed, so that the
answer costs the same in a large desk.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from hejie.casefile.entries import CaseClosed
from hejie.casefile.money import Money
from hejie.desk.cases import store
from hejie.desk.cases.words import MARK, text_of
from hejie.desk.finding import meaning
from hejie.desk.finding.queue import Cases
from hejie.desk.models import CaseIndex
from hejie.language.likeness import Complaint, complaint, most_alike

SHOWN = 3
WEIGHED = 1000  # the newest closed cases; older ones ended under other rules anyway
_READ = 4096  # cases whose complaint is remembered


class Similar(Struct, frozen=True):
    """A closed case with its end."""

    number: int
    after_sales_id: str
    goods: str
    outcome: str
    cause: str
    cost: Money | None


def similar(row: CaseIndex, cases: Cases) -> tuple[Similar, ...]:
    """Return at most three closed cases, the most similar first, of those that a person may see."""
    newest = cases.filter(closed_at__isnull=False).order_by("-closed_at").values("pk")[:WEIGHED]
    others = [*CaseIndex.objects.filter(pk__in=newest, claim=row.claim).exclude(pk=row.pk)]

    def complaint_of(place: int) -> Complaint:
        return _complaint(others[place].words, others[place].language)

    pieces = [_pieces(other.words) for other in others]
    mine = _complaint(row.words, row.language)
    best = most_alike(_pieces(row.words), pieces, complaint_of, mine, meaning.near(row, others))
    return tuple(_told(others[place]) for place in best[:SHOWN])


def _pieces(words: str) -> list[str]:
    return [piece for piece in words.split() if not piece.startswith(MARK)]


@lru_cache(maxsize=_READ)
def _complaint(words: str, language: str) -> Complaint:
    return complaint(text_of(words), language.partition("-")[0])


def _told(row: CaseIndex) -> Similar:
    ending = store.load(row.case_id).last(CaseClosed)
    return Similar(
        row.pk, row.after_sales_id, row.goods, row.outcome, row.cause, ending.cost if ending else None
    )
