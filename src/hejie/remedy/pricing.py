"""What does a remedy cost the shop, part by part, and what does the buyer get?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from hejie.casefile.facts import Fact
from hejie.casefile.money import Money
from hejie.rulebook import Answer, Rulebook
from hejie.rulebook.handbook import Remedy, holds

Circumstances = Mapping[str, str | bool | None]
# Paying the whole price back undoes the sale: what the goods and their way out cost was spent before, and is in it.
SPENT_BEFORE = ("goods", "freight_out")
KEPT_FEE = "team.settlement.kept_fee"


class Prices(Struct, frozen=True):
    """What prices are reckoned from: the facts of the case, the answers of the rules, and the shop's own estimates.

    An estimate is a parameter of the team folder that stands in for a fact nobody has entered; the shop sets it,
    and the part that rests on it is named in `Price.estimated`.
    """

    rules: Rulebook
    facts: Mapping[str, Fact]
    answers: Mapping[str, Answer]
    amount: Money
    day: date

    def fact(self, name: str) -> Money | None:
        """Return a fact that is an amount in the currency of the case, or None."""
        fact = self.facts.get(name)
        value = fact.value if fact else None
        return value if isinstance(value, Money) and value.currency == self.amount.currency else None

    def share(self, parameter: str) -> Money:
        """Return the share of the amount that a parameter in percent says."""
        return self.amount.percent(Decimal(self.rules.parameter(parameter, on=self.day) or 0))

    def flat(self, parameter: str) -> Money:
        """Return the amount that a parameter kept by currency says, such as `team.estimate.freight.cny`."""
        name = f"{parameter}.{self.amount.currency.lower()}"
        known = name in self.rules.definitions.params
        return Money((self.rules.parameter(name, on=self.day) or 0) if known else 0, self.amount.currency)

    @property
    def nothing(self) -> Money:
        """No money, in the currency of the case."""
        return Money(0, self.amount.currency)


class Price(Struct, frozen=True):
    """The cost of one remedy: what the buyer gets, the parts in minor units, and which parts are estimates.

    `parts` are still to be spent, and only they tell remedies apart; `spent` was spent already, whatever is offered.
    """

    gives: Money
    parts: dict[str, int]
    estimated: tuple[str, ...]
    spent: dict[str, int] = {}

    @property
    def total(self) -> Money:
        """What the remedy costs from now on."""
        return Money(sum(self.parts.values()), self.gives.currency)


def price(remedy: Remedy, prices: Prices, circumstances: Circumstances, gives: Money | None = None) -> Price:
    """Return the price of a remedy, at the usual sum unless another is given.

    A part whose circumstances are open counts: a price is never flattered.
    """
    gives = _gives(remedy, prices) if gives is None else gives
    undone = any(cost.part == "refund" for cost in remedy.costs)
    parts: dict[str, int] = {}
    spent: dict[str, int] = {}
    estimated: list[str] = []
    for cost in remedy.costs:
        if holds(cost.when, circumstances) is False:
            continue
        amount, guessed = _PARTS[cost.part](gives, prices)
        before = undone and cost.part in SPENT_BEFORE
        (spent if before else parts)[cost.part] = amount.minor
        estimated += [cost.part] if guessed else []
    fee = gives.percent(prices.rules.parameter(KEPT_FEE, on=prices.day) or 0).minor if undone else 0
    return Price(gives, parts | ({"fees": fee} if fee else {}), tuple(estimated), spent)


def _gives(remedy: Remedy, prices: Prices) -> Money:
    if remedy.range:
        return prices.share(remedy.range["usual"])
    parts = {cost.part for cost in remedy.costs}
    if "price_difference" in parts:
        return min(prices.fact("price_difference") or prices.amount, prices.amount)
    if "refund" in parts:
        return prices.amount
    due = prices.answers.get("penalty")
    owed = any(cost.part == "penalty" for cost in remedy.costs) and due
    return Money(due.values[0] or 0, prices.amount.currency) if owed and due else prices.nothing


Part = Callable[[Money, Prices], tuple[Money, bool]]


def _what_it_gives(gives: Money, prices: Prices) -> tuple[Money, bool]:
    return gives, False


def _difference(gives: Money, prices: Prices) -> tuple[Money, bool]:
    return gives, prices.fact("price_difference") is None


def _penalty(gives: Money, prices: Prices) -> tuple[Money, bool]:
    answer = prices.answers.get("penalty")
    return (Money(answer.values[0] or 0, prices.amount.currency) if answer else prices.nothing), False


def _goods(gives: Money, prices: Prices) -> tuple[Money, bool]:
    cost = prices.fact("goods_cost")
    return (cost, False) if cost is not None else (prices.share("team.estimate.goods"), True)


def _freight(fact: str) -> Part:
    def part(gives: Money, prices: Prices) -> tuple[Money, bool]:
        paid = prices.fact(fact)
        return (paid, False) if paid is not None else (prices.flat("team.estimate.freight"), True)

    return part


def _reship(gives: Money, prices: Prices) -> tuple[Money, bool]:
    goods, goods_guessed = _PARTS["goods"](gives, prices)
    freight, freight_guessed = _PARTS["freight_out"](gives, prices)
    return goods + freight, goods_guessed or freight_guessed


def _salvage(gives: Money, prices: Prices) -> tuple[Money, bool]:
    resaleable = prices.facts.get("item_resaleable")
    if resaleable and resaleable.value is False:
        return prices.nothing, False
    goods, guessed = _PARTS["goods"](gives, prices)
    return -goods, guessed or not (resaleable and resaleable.value)


def _handling(gives: Money, prices: Prices) -> tuple[Money, bool]:
    return prices.flat("team.estimate.handling"), True


_PARTS: dict[str, Part] = {
    "refund": _what_it_gives,
    "coupon": _what_it_gives,
    "price_difference": _difference,
    "penalty": _penalty,
    "goods": _goods,
    "freight_out": _freight("freight_out"),
    "freight_back": _freight("freight_back"),
    "reship": _reship,
    "salvage": _salvage,
    "handling": _handling,
}


def parts_priced() -> Iterator[str]:
    """Yield the parts this room knows how to price; a folder may name no other."""
    yield from _PARTS
