"""Which shop's insights are made anew now? One at a time, seldom, and in a small share of the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q

from hejie.desk import house
from hejie.desk.insights.reckoning import reckon
from hejie.desk.models import Insight, Shop

AGAIN = timedelta(hours=6)
GIVEN_UP = timedelta(minutes=10)  # a worker that began and never ended
SHARE = 20  # insights may take a twentieth of the time of one processor


class Renewer:
    """Makes the insights of one shop at a look: of one that has none, that somebody waits for, or whose are old."""

    def __init__(self) -> None:
        self.not_before = datetime.min.replace(tzinfo=UTC)

    def renew(self, now: datetime) -> bool:
        """Reckon for the shop that is next, if one is; return whether it did."""
        if now < self.not_before:
            return False
        Insight.objects.bulk_create([Insight(shop_key=key) for key in _unknown()], ignore_conflicts=True)
        row = _claimed(now)
        if row is None:
            return False
        begun = time.monotonic()
        shop = Shop.objects.filter(key=row.shop_key).first()
        told = reckon(shop, rules=house.rules(), now=now) if shop else {}
        Insight.objects.filter(pk=row.pk).update(told=told, made_at=now)
        self.not_before = now + timedelta(seconds=(time.monotonic() - begun) * SHARE)
        return True


def ask(shop_key: str) -> None:
    """Let the worker reckon for a shop next."""
    Insight.objects.update_or_create(shop_key=shop_key, defaults={"wanted": True})


def _unknown() -> list[str]:
    known = Insight.objects.values("shop_key")
    return list(Shop.objects.exclude(key__in=known).values_list("key", flat=True))


def _claimed(now: datetime) -> Insight | None:
    """Return the row that is next, for this worker alone. Whoever asks from now on asks for the one after."""
    broke_off = Q(taken_at__gt=F("made_at"))
    due = Q(made_at=None) | Q(wanted=True) | Q(made_at__lt=now - AGAIN) | broke_off
    free = Q(taken_at=None) | Q(taken_at__lt=now - GIVEN_UP) | Q(taken_at__lte=F("made_at"))
    row = Insight.objects.filter(due, free).order_by("-wanted", F("made_at").asc(nulls_first=True)).first()
    if row is None:
        return None
    mine = Insight.objects.filter(pk=row.pk, taken_at=row.taken_at).update(taken_at=now, wanted=False)
    return row if mine else None
