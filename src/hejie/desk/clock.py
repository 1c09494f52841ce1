"""Which cases need somebody because time has passed, and what do the rooms say to it?"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db.models import F, Q

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.desk import house, store
from hejie.desk.models import CaseIndex

AT_ONCE = 500
log = logging.getLogger(__name__)


def due(now: datetime, limit: int = AT_ONCE) -> list[tuple[str, datetime]]:
    """Return the open cases in which something was to happen by now, the most overdue first, and when."""
    unswept = Q(swept_at=None) | Q(swept_at__lt=F("next_at"))
    rows = CaseIndex.objects.filter(unswept, is_open=True, next_at__lte=now).order_by("next_at")
    found = rows.values_list("case_id", "next_at")[:limit]
    return [(case_id, at) for case_id, at in found if at is not None]


def sweep(now: datetime) -> int:
    """Let every case that is due walk the house at `now`; return how many got a new entry.

    A case is noted as dealt with in any case: one on which the rooms have nothing to say, or that cannot be
    walked, must not hold up those behind it at every turn.
    """
    moved = 0
    for case_id, was_due in due(now):
        try:
            moved += _wake(case_id, now)
        except Exception:
            log.exception(
                "The clock could not walk the case %s; it is tried again at its next deadline", case_id
            )
        CaseIndex.objects.filter(case_id=case_id).update(swept_at=was_due)
    return moved


def _wake(case_id: str, now: datetime) -> bool:
    before: list[int] = []

    def decide(file: CaseFile) -> tuple[Entry, ...]:
        before.append(len(file.lines))
        return house.following(file, (), at=now)

    return len(store.change(case_id, decide).lines) > before[0]
