"""Which cases are to be looked at when no clock of theirs says so: before a deadline, or after somebody's silence?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from hejie.desk import house
from hejie.desk.models import CaseIndex

AGES = ("team.escalate_age", "team.escalate_old")
SILENT_FOR_LONG = timedelta(days=1)  # beyond it a case is looked at when something else happens in it


def soon(now: datetime, limit: int, without: Collection[str] = ()) -> list[tuple[str, datetime]]:
    """Return the open cases about which a rule or standing order may speak now, and since when, each once for its hour.

    The hours are those before which cases escalate and standing orders are carried out, and those after which a case
    that waits for us has waited too long, or that waits for others was silent since our last word.
    """
    open_ones = CaseIndex.objects.filter(is_open=True).exclude(case_id__in=list(without))
    found: dict[str, datetime] = {}
    for notice in notices(now):
        rows = open_ones.filter(due_at__gt=now, due_at__lte=now + notice)
        found |= _unswept(rows, "due_at", -notice, limit)
    for age in ages(now):
        found |= _unswept(open_ones.filter(waits_since__lte=now - age), "waits_since", age, limit)
    if wait := timedelta(hours=house.rules().parameter("team.reaching.wait", on=now.date()) or 0):
        silent = open_ones.filter(waits_since=None, updated_at__lte=now - wait)
        rows = silent.filter(updated_at__gt=now - wait - SILENT_FOR_LONG)
        found |= _unswept(rows, "updated_at", wait, limit)
    return list(found.items())


def notices(now: datetime) -> list[timedelta]:
    """Return how long before a deadline cases are looked at, the longest first."""
    rules = house.rules()
    hours = {order.hours_before for order in rules.dispatching.orders if order.on}
    near = rules.parameter("team.escalate_near", on=now.date())
    return [timedelta(hours=count) for count in sorted({*hours, *([near] if near else ())}, reverse=True)]


def ages(now: datetime) -> list[timedelta]:
    """Return after how long without a move of ours cases are looked at."""
    days = (house.rules().parameter(name, on=now.date()) for name in AGES)
    return [timedelta(days=count) for count in days if count]


def _unswept(rows: QuerySet[CaseIndex], column: str, by: timedelta, limit: int) -> dict[str, datetime]:
    unswept = Q(swept_at=None) | Q(swept_at__lt=F(column) + by)
    found = rows.filter(unswept).order_by(column).values_list("case_id", column)[:limit]
    return {case_id: at + by for case_id, at in found if at is not None}
