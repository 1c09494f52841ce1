"""Which cases need somebody because time has passed, and what do the rooms say to it?"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F, Q

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.desk import house, notice
from hejie.desk.acts import hearing
from hejie.desk.cases import store
from hejie.desk.cases.index import unwalked
from hejie.desk.models import CaseIndex

AT_ONCE = 500
AGAIN_AFTER = timedelta(minutes=5)
log = logging.getLogger(__name__)


class Clock:
    """Wakes the cases that are due. It remembers which could not be walked: they wait, and hold up nobody."""

    def __init__(self) -> None:
        self.stumbled: dict[str, datetime] = {}

    def sweep(self, now: datetime) -> int:
        """Let every case that is due walk the house at `now`; return how many got a new entry.

        A case on which the rooms have nothing to say is noted as dealt with, or it would be asked at every turn.
        One that cannot be walked is tried again later. Raises RuleFileMistake, with nothing noted, while the rules
        themselves cannot be read.
        """
        house.rules()
        self.stumbled = {case_id: again for case_id, again in self.stumbled.items() if again > now}
        woken = [*due(now, without=self.stumbled), *notice.soon(now, AT_ONCE, without=self.stumbled)]
        return sum(self._wake(case_id, was_due, now) for case_id, was_due in woken)

    def _wake(self, case_id: str, was_due: datetime, now: datetime) -> bool:
        try:
            moved = _walk(case_id, now)
        except Exception:
            log.exception("The clock could not walk the case %s; it is tried again in some minutes", case_id)
            self.stumbled[case_id] = now + AGAIN_AFTER
            return False
        CaseIndex.objects.filter(case_id=case_id).update(swept_at=was_due)
        return moved


def due(now: datetime, limit: int = AT_ONCE, without: Collection[str] = ()) -> list[tuple[str, datetime]]:
    """Return the open cases in which something was to happen by now, the most overdue first, and when."""
    unswept = Q(swept_at=None) | Q(swept_at__lt=F("next_at"))
    rows = CaseIndex.objects.filter(unswept, is_open=True, next_at__lte=now).order_by("next_at")
    found = rows.exclude(case_id__in=list(without)[:AT_ONCE]).values_list("case_id", "next_at")[:limit]
    return [(case_id, at) for case_id, at in found if at is not None]


def _walk(case_id: str, now: datetime) -> bool:
    before: list[int] = []

    def decide(file: CaseFile) -> tuple[Entry, ...]:
        before.append(len(file.lines))
        if told := unwalked(file):
            return house.fresh(file, hearing.walked(file, at=now, since=told[-1]))
        return house.following(file, (), at=now)

    return len(store.change(case_id, decide).lines) > before[0]
