"""Which old customers of a shop fit a filter, and what would each be written to?"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from django.db.models import Count, Max
from msgspec import Struct

from hejie.casefile.vocabulary import CHANNELS
from hejie.desk.caring import sent
from hejie.desk.caring.messages import reader_of
from hejie.desk.finding.earlier import is_hidden
from hejie.desk.models import CaseIndex, Order, Shop
from hejie.desk.spreadsheets import harmless
from hejie.prevention.loyalty import Customer, Letter, Wanted, greetings, offers, revisits
from hejie.rulebook import Rulebook

KINDS = ("greeting", "revisit", "loyalty")
LOOKED_AT, MOST = 20_000, 500  # orders that are looked at, and customers among them
HEADERS = ("buyer", "about", "way", "from", "text")


class Sought(Struct, frozen=True):
    """What a list of old customers is for: the kind of letter, and which customers."""

    kind: str = "revisit"
    goods: str = ""
    site: str = ""
    least_orders: int = 0


def letters(shop: Shop, sought: Sought, *, rules: Rulebook, now: datetime) -> tuple[Letter, ...]:
    """Return the letters to the old customers that fit, to be sent within a day."""
    customers = old_customers(shop, sought, rules=rules, now=now)
    written = sent.sent_to(shop.platform, [one.reader.buyer for one in customers], now=now)
    wanted = Wanted(goods=sought.goods, least_orders=sought.least_orders)
    if sought.kind == "greeting":
        return greetings(customers, written, rules=rules, at=now)
    return (offers if sought.kind == "loyalty" else revisits)(customers, wanted, written, rules=rules, at=now)


def old_customers(shop: Shop, sought: Sought, *, rules: Rulebook, now: datetime) -> list[Customer]:
    """Return who ordered before, of the newest orders that may count; whoever ordered since is no one to ask back."""
    quiet = timedelta(days=rules.parameter("team.loyalty.quiet", on=now.date()) or 0)
    until = now - quiet if sought.kind == "revisit" else now
    rows = Order.objects.filter(shop_key=shop.key, ordered_at__lte=until).exclude(buyer="")
    if sought.site:
        rows = rows.filter(site=sought.site)
    newest = rows.order_by("-ordered_at").values("pk")[:LOOKED_AT]
    found = Order.objects.filter(pk__in=newest).order_by().values("buyer")
    least = max(sought.least_orders, rules.parameter("team.loyalty.orders", on=now.date()) or 1)
    many = found.annotate(many=Count("pk"), last=Max("pk")).filter(many__gte=least)
    listed = [one for one in many.order_by("-last")[:MOST] if not is_hidden(one["buyer"])]
    last = Order.objects.in_bulk([one["last"] for one in listed])
    names = [one["buyer"] for one in listed]
    gone_on = Order.objects.filter(shop_key=shop.key, buyer__in=names, ordered_at__gt=until)
    since = set(gone_on.values_list("buyer", flat=True))
    refuse, disputed = sent.left_in_peace(shop.platform, names), _in_dispute(shop, names)
    return [
        Customer(
            reader_of(one["buyer"], row.site, shop, rules),
            one["many"],
            row.ordered_at,
            row.goods,
            refuses=one["buyer"] in refuse,
            in_dispute=one["buyer"] in disputed,
        )
        for one in listed
        if one["buyer"] not in since and (row := last[one["last"]])
    ]


def as_csv(listed: Sequence[Letter]) -> Iterator[str]:
    """Yield the letters as CSV that no spreadsheet takes for formulas, each time on the clock of its reader."""
    yield "\ufeff" + _line(HEADERS)
    for one in listed:
        way = CHANNELS.get(one.channel, {}).get("zh-CN", one.channel)
        at = f"{one.due_at.astimezone(ZoneInfo(one.reader.zone)):%Y-%m-%d %H:%M}"
        yield _line((one.reader.buyer, one.about, way, at, one.text))


def _in_dispute(shop: Shop, buyers: Sequence[str]) -> set[str]:
    rows = CaseIndex.objects.filter(shop_key=shop.key, buyer__in=buyers, is_open=True)
    return set(rows.values_list("buyer", flat=True))


def _line(cells: Sequence[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue()
