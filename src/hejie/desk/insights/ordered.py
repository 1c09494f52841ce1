"""What do the orders of a shop say of its parcels, lots and prices, those without a complaint too?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, FactStated
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM
from hejie.desk.cases.store import chunks
from hejie.desk.models import Order, Shop
from hejie.prevention.batches import Lot, Piece, ProblemLot
from hejie.prevention.carriers import Parcel, parcel_of
from hejie.prevention.promotions import Sold
from hejie.rulebook import Rulebook

MOST_PARCELS, MOST_LOTS, MOST_PIECES, MOST_SOLD = 50_000, 5_000, 500, 5_000
LATELY = timedelta(days=180)  # older parcels say little of how a carrier does now
_PLACED = ("carrier", "origin", "destination", "supplier", "sku", "lot")


def by_day(shop: Shop, since: datetime) -> Mapping[date, int]:
    """Return how many orders are known for each day in the zone of the shop."""
    rows = Order.objects.filter(shop_key=shop.key, ordered_at__gte=since).order_by()
    days = rows.annotate(day=TruncDate("ordered_at", tzinfo=ZoneInfo(shop.zone))).values_list("day")
    return dict(days.annotate(many=Count("pk")))


def placed(shop: Shop, files: Iterable[CaseFile], now: datetime) -> list[CaseFile]:
    """Return the cases, each with what its order says of carrier, lane and lot where the case itself does not."""
    told: list[CaseFile] = []
    for some in chunks(files, 500):
        ids = [file.opened.order_id for file in some if file.opened.order_id]
        orders = {row.order_id: row for row in Order.objects.filter(shop_key=shop.key, order_id__in=ids)}
        told += [_placed(file, orders.get(file.opened.order_id), shop, now) for file in some]
    return told


def parcels(
    shop: Shop, cases: Sequence[CaseFile], since: datetime, *, rules: Rulebook, now: datetime
) -> list[Parcel]:
    """Return the parcels whose carrier and goal are known: of the orders since a time, and of the cases."""
    disputed = {file.opened.order_id for file in cases}
    rows = Order.objects.filter(shop_key=shop.key, ordered_at__gte=max(since, now - LATELY)).exclude(
        carrier=""
    )
    orders = rows.order_by("-ordered_at").values_list(
        "order_id", "carrier", "origin", "destination", "site", "promised_at", "signed_at"
    )
    found = [
        Parcel(carrier, origin or shop.name, destination or site, late=_late(promised, signed, now))
        for order_id, carrier, origin, destination, site, promised, signed in orders[:MOST_PARCELS]
        if (destination or site) and order_id not in disputed
    ]
    return found + [parcel for file in cases if (parcel := parcel_of(file, rules=rules, at=now))]


def lots(shop: Shop, since: datetime) -> Mapping[Lot, int]:
    """Return how many pieces of each lot were sold since a time."""
    rows = Order.objects.filter(shop_key=shop.key, ordered_at__gte=since).exclude(lot="").order_by()
    sums = rows.values_list("supplier", "sku", "lot").annotate(many=Sum("pieces"))[:MOST_LOTS]
    return {(supplier, sku, lot): many for supplier, sku, lot, many in sums}


def pieces(shop: Shop, problems: Iterable[ProblemLot]) -> list[Piece]:
    """Return the orders that hold a piece of a problem lot, the newest of each; the buyer is left out."""
    found: list[Piece] = []
    for problem in problems:
        supplier, sku, lot = problem.count.key
        rows = Order.objects.filter(shop_key=shop.key, supplier=supplier, sku=sku, lot=lot).exclude(lot="")
        for order_id, state in rows.order_by("-ordered_at").values_list("order_id", "state")[:MOST_PIECES]:
            found.append(Piece(order_id, "", supplier, sku, lot, state))
    return found


def sold(shop: Shop, now: datetime, skus: Sequence[str] = ()) -> list[Sold]:
    """Return what pieces were really sold for lately, of some articles or of all."""
    rows = Order.objects.filter(shop_key=shop.key, ordered_at__gte=now - LATELY, amount_minor__isnull=False)
    if skus:
        rows = rows.filter(sku__in=skus)
    told = (
        rows.exclude(sku="")
        .order_by("-ordered_at")
        .values_list("sku", "amount_minor", "pieces", "currency", "ordered_at")
    )
    return [
        Sold(shop.name, sku, Money(minor // max(many, 1), currency), at)
        for sku, minor, many, currency, at in told[:MOST_SOLD]
        if minor is not None
    ]


def _placed(file: CaseFile, order: Order | None, shop: Shop, now: datetime) -> CaseFile:
    said = {name: getattr(order, name) for name in _PLACED} if order else {}
    if order and not said["destination"]:
        said["destination"] = order.site
    if not said.get("origin"):
        said["origin"] = shop.name
    return file.add(
        *(
            Entry(now, SYSTEM, FactStated(known(name, value, source="order")))
            for name, value in said.items()
            if value and name not in file.facts
        )
    )


def _late(promised: datetime | None, signed: datetime | None, now: datetime) -> bool | None:
    if promised is None or (signed is None and promised > now):
        return None
    return signed is None or signed > promised
