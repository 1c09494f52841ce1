"""Which entries are new since each webhook last looked? Each becomes a row that waits to be delivered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Min

from hejie.desk.models import CaseIndex, Delivery, Entry, Webhook
from hejie.desk.webhooks.hooks import newest

AT_ONCE = 500


def notice(now: datetime) -> int:
    """Make a waiting row of every new entry for every webhook that wants it, and return how many."""
    hooks = Webhook.objects.filter(active=True)
    seen = hooks.aggregate(seen=Min("seen"))["seen"]
    if seen is None or newest() <= seen:
        return 0
    horizon = _horizon()
    return sum(_notice(pk, horizon, now) for pk in hooks.order_by("id").values_list("id", flat=True))


def _horizon() -> int:
    """Return the number up to which every entry is there that will ever be.

    PostgreSQL gives numbers out before a transaction ends, so that a smaller one may appear after a larger one. The
    lock waits until those under way have ended. SQLite lets one write at a time: there the newest is the answer.
    """
    if connection.vendor != "postgresql":
        return newest()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE entry IN SHARE MODE")
        return newest()


def _notice(number: int, horizon: int, now: datetime) -> int:
    with transaction.atomic():
        hook = Webhook.objects.select_for_update().filter(pk=number, active=True).first()
        if hook is None or hook.seen >= horizon:
            return 0
        fresh = Entry.objects.filter(id__gt=hook.seen, id__lte=horizon).order_by("id")
        rows = list(fresh.values("id", "case_id", "kind")[:AT_ONCE])
        wanted = [row for row in rows if not hook.kinds or row["kind"] in hook.kinds]
        if hook.shops:
            mine = _of_shops({row["case_id"] for row in wanted}, hook.shops)
            wanted = [row for row in wanted if row["case_id"] in mine]
        Delivery.objects.bulk_create(
            Delivery(webhook=hook, entry=row["id"], case_id=row["case_id"], kind=row["kind"], next_at=now)
            for row in wanted
        )
        hook.seen = rows[-1]["id"] if len(rows) == AT_ONCE else horizon
        hook.save(update_fields=["seen"])
    return len(wanted)


def _of_shops(case_ids: Collection[str], shops: Collection[str]) -> set[str]:
    rows = CaseIndex.objects.filter(case_id__in=case_ids, shop_key__in=shops)
    return set(rows.values_list("case_id", flat=True))
