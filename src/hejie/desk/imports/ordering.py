"""How do the rows of an order export become the orders that rates are reckoned from, also those without a complaint?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hejie.casefile.facts import Value
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment
from hejie.desk.cases.index import shop_key
from hejie.desk.cases.store import chunks
from hejie.desk.models import Order, Shop
from hejie.intake import Notice
from hejie.intake.rows import Found

CHUNK = 500
KEPT = timedelta(days=400)  # a year and the season after it
FORGOTTEN_AT_ONCE = 1000
FACTS = {
    **{
        name: name
        for name in ("sku", "supplier", "lot", "site", "carrier", "tracking_no", "origin", "destination")
    },
    "order_state": "state",
    "shipped_at": "shipped_at",
    "promised_delivery_by": "promised_at",
    "signed_at": "signed_at",
    "quantity": "pieces",
}
_BEGAN = ("ordered_at", "paid_at", "shipped_at")
_SET = ("buyer", "goods", "ordered_at", "amount_minor", "currency", *FACTS.values())


def noted(found: Iterable[Found], *, at: datetime) -> Iterator[Found]:
    """Yield what the rows told as it came, and keep the orders among it."""
    for some in chunks(found, CHUNK):
        keep([one.notice for one in some if one.notice is not None and one.notice.is_order], at=at)
        yield from some


def keep(notices: Iterable[Notice], *, at: datetime) -> int:
    """Keep these orders, a known one with what is new about it; return how many there were."""
    shops: dict[str, dict[str, dict[str, Any]]] = {}
    for notice in notices:
        if notice.order_id:
            key = shop_key(notice.platform, notice.shop)
            orders = shops.setdefault(key, {})
            orders[notice.order_id] = orders.get(notice.order_id, {}) | _columns(notice)
    for key, orders in shops.items():
        _open_shop(key, orders)
        with transaction.atomic():
            _keep(key, orders, at)
    return sum(map(len, shops.values()))


def forget(now: datetime) -> int:
    """Throw orders away that are older than a year and a season, some at a time; return how many."""
    old = Order.objects.filter(ordered_at__lt=now - KEPT).order_by("ordered_at").values("pk")
    gone, _ = Order.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])).delete()
    return gone


def _keep(key: str, orders: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    known = {row.order_id: row for row in Order.objects.filter(shop_key=key, order_id__in=list(orders))}
    fresh: list[Order] = []
    changed: list[Order] = []
    for order_id, told in orders.items():
        row = known.get(order_id) or Order(shop_key=key, order_id=order_id, ordered_at=at)
        new = {name: value for name, value in told.items() if getattr(row, name) != value}
        for name, value in new.items():
            setattr(row, name, value)
        if row.pk is None:
            fresh.append(row)
        elif new:
            changed.append(row)
    Order.objects.bulk_create(fresh, ignore_conflicts=True)
    Order.objects.bulk_update(changed, _SET)


def _columns(notice: Notice) -> dict[str, Any]:
    """Return what a notice says of its order; what it leaves out is left as it is known."""
    facts = {fact.name: fact.value for fact in notice.facts if fact.value is not None}
    told: dict[str, Any] = {
        column: _plain(column, facts[name]) for name, column in FACTS.items() if name in facts
    }
    paid = facts.get("paid_amount")
    if isinstance(paid, Money):
        told |= {"amount_minor": paid.minor, "currency": paid.currency}
    for name in _BEGAN:
        began = facts.get(name)
        if isinstance(began, Moment):
            told["ordered_at"] = began.at
            break
    named = {"buyer": notice.buyer[:120], "goods": notice.goods[:300]}
    return {name: value for name, value in (told | named).items() if value not in ("", None)}


def _plain(column: str, value: Value) -> Any:
    match value:
        case Moment(at=at):
            return at
        case int():
            return max(1, value)
        case _:
            field = Order._meta.get_field(column)
            return str(value).replace("\0", "")[: getattr(field, "max_length", None) or 80]


def _open_shop(key: str, orders: Mapping[str, Mapping[str, Any]]) -> None:
    if not Shop.objects.filter(key=key).exists():
        currency = next((told["currency"] for told in orders.values() if told.get("currency")), "CNY")
        platform, _, name = key.partition(":")
        Shop.objects.bulk_create(
            [Shop(key=key, platform=platform, name=name, currency=currency)], ignore_conflicts=True
        )
