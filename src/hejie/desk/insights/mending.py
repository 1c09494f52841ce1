"""Who mends which cause by when, and how is it ticked off?"""

from __future__ import annotations

from datetime import date, datetime

from hejie.casefile.vocabulary import CLAIMS
from hejie.desk.insights.renewing import ask
from hejie.desk.models import Improvement

SHOWN = 100


class NotAnItem(ValueError):
    """An improvement that leaves open what is mended, by whom or by when."""

    def __init__(self) -> None:
        super().__init__(
            "Cause, measure, owner and day are all needed: without them nobody could tell later whether it worked. "
            "Write each of them."
        )


def items(shop_key: str) -> list[Improvement]:
    """Return the improvements of a shop, those to be done first, the most urgent on top, then the newest done."""
    rows = list(Improvement.objects.filter(shop_key=shop_key).order_by("-id")[:SHOWN])
    waiting = sorted((row for row in rows if row.done_at is None), key=lambda row: (row.due_on, row.pk))
    return waiting + [row for row in rows if row.done_at is not None]


def make(shop_key: str, wish: dict[str, str], *, at: datetime, by: str) -> Improvement:
    """Write an item down; raise NotAnItem."""
    try:
        due_on = date.fromisoformat(wish.get("due_on", ""))
    except ValueError:
        raise NotAnItem from None
    said = {name: wish.get(name, "").strip() for name in ("cause", "measure", "owner")}
    if not all(said.values()) or wish.get("claim") not in CLAIMS:
        raise NotAnItem
    return Improvement.objects.create(
        shop_key=shop_key,
        claim=wish["claim"],
        cause=said["cause"][:200],
        measure=said["measure"][:300],
        owner=said["owner"][:150],
        due_on=due_on,
        made_by=by,
        made_at=at,
    )


def tick(item: Improvement, *, at: datetime, by: str) -> None:
    """Write down that an item is done; from then on its effect is looked at. Done once, it stays done."""
    if Improvement.objects.filter(pk=item.pk, done_at=None).update(done_at=at, done_by=by):
        ask(item.shop_key)
