"""Which promotions did the shop write down, and what does each promise to whom?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct, convert
from msgspec import ValidationError as NotConvertible

from hejie.casefile.money import Money
from hejie.casefile.quantities import NaiveTime, aware
from hejie.rulebook.laying import laid
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, items, number, one_of, only, text, truth, words

FILE = "team/promotions.yaml"
KINDS = ("price", "coupon", "reduction", "gift", "lottery")
_SUMS = ("was", "price", "off", "least_spend", "cost", "prize")
_FIELDS = (
    *("name", "platforms", "shops", "goods", "starts", "ends", "kind", "currency", "stacks"),
    *("conditions", "per_buyer", "gift", "protect", "stacks_with", *_SUMS),
)


class Promotion(Struct, frozen=True, kw_only=True):
    """What is promised, on which goods, from when until when (the end is not in it), under which conditions.

    `was` is the price shown for comparison, `price` the new one, `off` what a coupon or reduction takes off from
    `least_spend` on, `cost` the cost price, `prize` the largest prize of a lottery, `gift` what comes along. `stacks`:
    it may be used with all others that do; `stacks_with` names single ones. `protect` is for how many days after the
    order the difference is paid back if it gets cheaper, None where nobody promised it. Empty `platforms`, `shops` or
    `goods` mean all.
    """

    id: str
    name: Mapping[str, str]
    kind: str
    starts_at: datetime
    ends_at: datetime
    platforms: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    was: Money | None = None
    price: Money | None = None
    off: Money | None = None
    least_spend: Money | None = None
    cost: Money | None = None
    prize: Money | None = None
    per_buyer: int = 0
    stacks: bool = False
    stacks_with: tuple[str, ...] = ()
    gift: Mapping[str, str] = {}
    protect: int | None = None
    conditions: Mapping[str, str] = {}

    def covers(self, platform: str, shop: str, sku: str) -> bool:
        """Tell whether an article of a shop is in it."""
        told = ((self.platforms, platform), (self.shops, shop), (self.goods, sku))
        return all(not listed or one in listed for listed, one in told)

    def adds_up_with(self, other: Promotion) -> bool:
        """Tell whether a buyer may use both on one order."""
        named = other.id in self.stacks_with or self.id in other.stacks_with
        return named or (self.stacks and other.stacks)

    def meets(self, other: Promotion) -> bool:
        """Tell whether there may be an article of a shop that is in both."""
        sides = (
            (self.platforms, other.platforms),
            (self.shops, other.shops),
            (self.goods, other.goods),
        )
        return all(not one or not two or set(one) & set(two) for one, two in sides)


def read_promotions(roots: Sequence[Path]) -> tuple[Promotion, ...]:
    """Read the file, later folders laid over earlier ones; raise RuleFileMistake with file and line."""
    top = laid(roots, FILE)
    only(top, ("promotions",))
    listed = block(top, "promotions")
    return tuple(_promotion(str(key), block(listed, key)) for key in listed)


def _promotion(key: str, row: Block) -> Promotion:
    only(row, _FIELDS)
    currency = text(row, "currency", "")
    if not currency and any(name in row for name in _SUMS):
        raise RuleFileMistake(row.place, f"{key!r} has sums without a currency", "Add 'currency: CNY' or so.")
    return Promotion(
        id=key,
        name=words(row, "name"),
        kind=one_of(row, "kind", KINDS),
        starts_at=_time(row, "starts"),
        ends_at=_time(row, "ends"),
        platforms=_names(row, "platforms"),
        shops=_names(row, "shops"),
        goods=_names(row, "goods"),
        per_buyer=number(row, "per_buyer", 0),
        stacks=truth(row, "stacks", default=False),
        stacks_with=_names(row, "stacks_with"),
        gift=words(row, "gift") if "gift" in row else {},
        protect=number(row, "protect") if "protect" in row else None,
        conditions=words(row, "conditions") if "conditions" in row else {},
        **{name: Money(number(row, name), currency) for name in _SUMS if name in row},
    )


def _names(row: Block, key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in items(row, key))


def _time(row: Block, key: str) -> datetime:
    given = row.get(key)
    try:
        return aware(given if isinstance(given, datetime) else convert(str(given), datetime))
    except (NotConvertible, NaiveTime):
        raise RuleFileMistake(
            row.at(key), f"{key!r} is no time with its zone", "Write 2026-11-11T00:00:00+08:00."
        ) from None
