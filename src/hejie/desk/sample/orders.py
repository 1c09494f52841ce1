"""Which orders has the sample shop beside its complaints? Invented ones, the same for the same seed and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace

from hejie.casefile.facts import Fact, Value, known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment
from hejie.desk.sample.deals import DATA, PLATFORMS
from hejie.intake import Notice
from hejie.intake.notice import ORDER_SOURCE
from hejie.rulebook.reading import read_yaml

PLACES: Mapping[str, Any] = read_yaml(Path(__file__).with_name("orders.yaml"))
CURRENCIES = {"mercadolibre": "BRL", "aliexpress": "USD"}
EACH, DAYS, ALIKE = 280, 90, 8  # orders of each shop, days, and how many buyers have nearly the same name
_SPOILED, _USUALLY_LATE = 0, 12  # the first lot of a maker is the one complaints about quality come from
_WAY = timedelta(days=3)


def orders(complaints: Iterable[Notice], *, at: datetime, seed: int = 7) -> Iterator[Notice]:
    """Yield the orders of these complaints, and as many more as a shop has beside them, none later than `at`."""
    draw = Random(seed)  # noqa: S311 a sample, not a secret
    for notice in complaints:
        if notice.order_id:
            yield _of_a_complaint(notice, draw)
    for platform in PLATFORMS:
        for number in range(EACH):
            yield _quiet(platform, number, draw, at)


def _of_a_complaint(notice: Notice, draw: Random) -> Notice:
    named = {fact.name for fact in notice.facts}
    more = [fact for fact in _traced(notice.platform, notice.goods, draw) if fact.name not in named]
    if notice.claim == "quality":
        more = [
            fact if fact.name != "lot" else _told("lot", _lots(notice.platform, notice.goods)[_SPOILED])
            for fact in more
        ]
    return replace(notice, after_sales_id="", facts=(*notice.facts, *more))


def _quiet(platform: str, number: int, draw: Random, at: datetime) -> Notice:
    data = DATA[platform]
    goods, price = draw.choice(data["goods"])
    ordered = at - timedelta(minutes=draw.randrange(60, DAYS * 1440))
    carrier, prefix = draw.choice(data["carriers"])
    told: dict[str, Value] = {
        "ordered_at": Moment(ordered),
        "carrier": carrier,
        "paid_amount": Money.of(str(Decimal(str(price))), CURRENCIES.get(platform, "CNY")),
        "order_state": "paid",
    }
    shipped = ordered + timedelta(hours=draw.randrange(4, 40))
    promised = shipped + _WAY
    late = draw.randrange(100) < PLACES[platform]["late"].get(carrier, _USUALLY_LATE)
    signed = promised + (
        timedelta(hours=draw.randrange(5, 60)) if late else -timedelta(hours=draw.randrange(3, 40))
    )
    if shipped <= at:
        told |= {
            "shipped_at": Moment(shipped),
            "promised_delivery_by": Moment(promised),
            "tracking_no": f"{prefix}{draw.randrange(10**12, 10**13)}",
            "order_state": "shipped",
        }
    if signed <= at:
        told |= {"signed_at": Moment(signed), "order_state": "signed"}
    facts = (*(_told(name, value) for name, value in told.items()), *_traced(platform, goods, draw))
    order_id = str(data["ids"]["order"]).format(n=(5_000_000 + number) * 7919 % 10**10)
    return Notice(
        platform,
        data["shop"],
        "",
        order_id,
        buyer=f"{draw.choice(data['buyers'])}{number % ALIKE or ''}",
        goods=goods,
        facts=facts,
    )


def _traced(platform: str, goods: str, draw: Random) -> tuple[Fact, ...]:
    """Return where a parcel goes and which lot its goods are of."""
    told = {
        "destination": draw.choice(PLACES[platform]["goes_to"]),
        "sku": _sku(platform, goods),
        "supplier": _maker(platform, goods),
        "lot": draw.choice(_lots(platform, goods)),
    }
    return tuple(_told(name, value) for name, value in told.items())


def _sku(platform: str, goods: str) -> str:
    listed = [name for name, _price in DATA[platform]["goods"]]
    return f"{platform[:2].upper()}{listed.index(goods) + 1:02d}" if goods in listed else platform[:2].upper()


def _maker(platform: str, goods: str) -> str:
    makers = list(PLACES[platform]["makers"])
    return str(makers[len(goods) % len(makers)])


def _lots(platform: str, goods: str) -> list[str]:
    return list(PLACES[platform]["makers"][_maker(platform, goods)])


def _told(name: str, value: Value) -> Fact:
    return known(name, value, source=ORDER_SOURCE)
