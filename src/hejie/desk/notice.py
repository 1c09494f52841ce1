"""Which cases are to be looked at before a deadline of ours, while something can still be done?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F, Q

from hejie.desk import house
from hejie.desk.models import CaseIndex


def soon(now: datetime, limit: int, without: Collection[str] = ()) -> list[tuple[str, datetime]]:
    """Return the open cases whose deadline has come so near that a rule or standing order may speak, and since when.

    The hours are those before which cases escalate and standing orders are carried out; each is looked at once.
    """
    found: dict[str, datetime] = {}
    for notice in notices(now):
        unswept = Q(swept_at=None) | Q(swept_at__lt=F("due_at") - notice)
        rows = CaseIndex.objects.filter(unswept, is_open=True, due_at__gt=now, due_at__lte=now + notice)
        near = (
            rows.exclude(case_id__in=list(without))
            .order_by("due_at")
            .values_list("case_id", "due_at")[:limit]
        )
        found |= {case_id: due_at - notice for case_id, due_at in near if due_at is not None}
    return list(found.items())


def notices(now: datetime) -> list[timedelta]:
    """Return how long before a deadline cases are looked at, the longest first."""
    rules = house.rules()
    hours = {order.hours_before for order in rules.dispatching.orders if order.on}
    near = rules.parameter("team.escalate_near", on=now.date())
    return [timedelta(hours=count) for count in sorted({*hours, *([near] if near else ())}, reverse=True)]
