"""What was a buyer sent unasked, so that it never becomes too much, and who wants to be left in peace?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from hejie.casefile.vocabulary import CONTACTS
from hejie.desk.models import CareSent, Shop
from hejie.prevention.pacing import Contacted

REFUSES = "refuses"
LOOKED_BACK = timedelta(days=366)  # the longest span that a pace counts over
MOST = 20_000
Letters = Mapping[tuple[str, str], Sequence[Contacted]]


class NoSuchMessage(ValueError):
    """A message about something that nobody is written to about."""

    def __init__(self, about: str) -> None:
        super().__init__(
            f"{about!r} is no reason to write to a buyer, so nothing was kept. Use one of: {', '.join(CONTACTS)}."
        )


def sent_to(platform: str, buyers: Iterable[str], *, now: datetime) -> Letters:
    """Return what these buyers of a platform were sent in the last year, by platform and buyer."""
    rows = CareSent.objects.filter(
        platform=platform, buyer__in=sorted(set(buyers)), at__gte=now - LOOKED_BACK
    )
    found: dict[tuple[str, str], list[Contacted]] = defaultdict(list)
    for row in rows.exclude(about=REFUSES).order_by("-at")[:MOST]:
        found[row.platform, row.buyer].append(Contacted(row.about, row.at, tuple(row.orders)))
    return found


def left_in_peace(platform: str, buyers: Iterable[str]) -> set[str]:
    """Return which of these buyers want to be left in peace."""
    rows = CareSent.objects.filter(platform=platform, buyer__in=sorted(set(buyers)), about=REFUSES)
    return set(rows.values_list("buyer", flat=True))


def note(shop: Shop, buyer: str, message: tuple[str, Sequence[str]], *, at: datetime, by: str) -> None:
    """Write down that a buyer was sent something about these orders, once for each order; raise NoSuchMessage."""
    about, orders = message
    if about not in CONTACTS and about != REFUSES:
        raise NoSuchMessage(about)
    same = CareSent.objects.filter(
        platform=shop.platform, buyer=buyer, about=about, at__gte=at - timedelta(days=1)
    )
    if any(set(orders) <= set(row.orders) for row in same):
        return  # clicked twice
    CareSent.objects.create(
        shop_key=shop.key,
        platform=shop.platform,
        buyer=buyer[:120],
        about=about,
        orders=list(orders)[:50],
        at=at,
        by=by,
    )
