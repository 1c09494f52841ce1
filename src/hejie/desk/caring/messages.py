"""Which messages about parcels are due now in a shop, and which come later or not at all?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from hejie.desk.caring import sent
from hejie.desk.finding.earlier import is_hidden
from hejie.desk.models import CaseIndex, Order, Shop
from hejie.prevention import care as room
from hejie.prevention.care import AT_RISK, Care, Happened
from hejie.prevention.pacing import Reader
from hejie.rulebook import Rulebook

MOST = 500  # orders that are looked at for one page
_ASKS = ("question", "other")  # claims that are no dispute


def due(shop: Shop, *, rules: Rulebook, now: datetime) -> Care:
    """Return what is due, planned and left out for the parcels of a shop that moved lately, at most MOST of them."""
    rows = _moved(shop, rules, now)
    disputed = _in_dispute(shop, [row.order_id for row in rows])
    orders = [order_of(row, shop, rules, in_dispute=row.order_id in disputed) for row in rows]
    named = [one for one in orders if one.reader.buyer]
    buyers = [one.reader.buyer for one in named]
    refuse = sent.left_in_peace(shop.platform, buyers)
    told = room.care(
        [one for one in named if one.reader.buyer not in refuse],
        sent.sent_to(shop.platform, buyers, now=now),
        rules=rules,
        at=now,
    )
    nameless = _nameless(shop, [one for one in orders if not one.reader.buyer], rules, now)
    return Care((*told.due, *nameless.due), (*told.left, *nameless.left))


def order_of(row: Order, shop: Shop, rules: Rulebook, *, in_dispute: bool) -> room.Order:
    """Return a stored order as the room takes it. A name that the platform masks is nobody's."""
    happened = []
    if row.shipped_at:
        happened.append(Happened("picked_up", row.shipped_at))
    if row.signed_at:
        happened.append(Happened("delivered", row.signed_at))
    elif row.promised_at:
        happened.append(Happened(AT_RISK, row.promised_at))
    reader = reader_of("" if is_hidden(row.buyer) else row.buyer, row.site, shop, rules)
    return room.Order(row.order_id, reader, row.goods, tuple(happened), row.tracking_no, in_dispute)


def reader_of(buyer: str, site: str, shop: Shop, rules: Rulebook) -> Reader:
    """Return by which clock and in which language a buyer of a shop reads."""
    meta = rules.platform(shop.platform).meta
    market = meta.sites.get(site)
    if market:
        return Reader(buyer, shop.platform, market.language, market.zone, market.country)
    return Reader(buyer, shop.platform, meta.languages[0], meta.zone, meta.country)


def _moved(shop: Shop, rules: Rulebook, now: datetime) -> list[Order]:
    """Return the newest orders whose parcel is on its way or arrived while a message about it makes sense."""
    longest = max((one.hours_after + one.expires for one in rules.contact.care.values()), default=0)
    since = now - timedelta(hours=longest)
    lately = Q(signed_at__gte=since) | Q(signed_at=None)
    rows = Order.objects.filter(lately, shop_key=shop.key, shipped_at__gte=since - timedelta(days=30))
    happened = rows.filter(Q(shipped_at__lte=now) & (Q(signed_at=None) | Q(signed_at__lte=now)))
    return list(happened.order_by("-shipped_at")[:MOST])


def _in_dispute(shop: Shop, order_ids: Iterable[str]) -> set[str]:
    rows = CaseIndex.objects.filter(shop_key=shop.key, order_id__in=list(order_ids), is_open=True)
    return set(rows.exclude(claim__in=_ASKS).values_list("order_id", flat=True))


def _nameless(shop: Shop, orders: list[room.Order], rules: Rulebook, now: datetime) -> Care:
    """Return the messages to buyers whose names are masked: each order by itself, for nobody knows whose they are."""
    every = sent.sent_to(shop.platform, [""], now=now).get((shop.platform, ""), ()) if orders else ()
    told = [
        room.care(
            [one],
            {(shop.platform, ""): [letter for letter in every if one.order_id in letter.orders]},
            rules=rules,
            at=now,
        )
        for one in orders
    ]
    return Care(
        tuple(message for one in told for message in one.due),
        tuple(left for one in told for left in one.left),
    )
