"""What is wrong with a promotion before it starts, alone and beside the others?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from msgspec import Struct

from hejie.casefile.money import Money
from hejie.casefile.templates import tell
from hejie.casefile.writing import Figure
from hejie.rulebook import Rulebook
from hejie.rulebook.promotions import Promotion

# The days whose lowest price a reduction is measured against, by law; where a law says nothing, nothing is measured.
_BACK = {"cn": "cn.promotion_back", "eu": "eu.promotion_back"}
_PRIZE = {"cn": "cn.prize_most"}
_CONDITIONAL = ("coupon", "reduction", "gift", "lottery")
_PERCENT = 100  # not a rule: percent

_FLAWS = {
    "backwards": {"zh-CN": "结束时间不晚于开始时间", "en": "It ends before it starts"},
    "over": {"zh-CN": "活动已经结束", "en": "It is over already"},
    "no_reduction": {
        "zh-CN": "活动价 {price} 不低于对比价 {was}",
        "en": "Its price of {price} is no lower than the {was} it is compared with",
    },
    "was_too_high": {
        "zh-CN": "对比价 {was} 高于前 {days} 天最低成交价 {base}，属于虚构原价",
        "en": "The {was} it is compared with is above {base}, the lowest price of the {days:day/days} "
        "before: a made-up price",
    },
    "never_sold": {
        "zh-CN": "没有成交记录可作对比，不要标对比价",
        "en": "It was never sold, so no price can be compared with",
    },
    "prize_too_high": {
        "zh-CN": "最高奖 {prize} 超过上限 {most}",
        "en": "Its prize of {prize} is above the limit of {most}",
    },
    "no_conditions": {"zh-CN": "没有写明条件", "en": "Its conditions are not written down"},
    "gives_nothing": {
        "zh-CN": "没有写明给买家什么：{lacks}",
        "en": "It does not say what a buyer gets: {lacks}",
    },
    "deep": {
        "zh-CN": "折扣 {percent} 超过自定上限 {most}，需主管确认",
        "en": "It takes off {percent}, more than our limit of {most}: a supervisor must agree",
    },
    "loss": {
        "zh-CN": "活动价 {price} 低于成本 {cost}",
        "en": "Its price of {price} is below the cost of {cost}",
    },
    "gives_all": {
        "zh-CN": "减免 {off} 不小于最低消费 {least}",
        "en": "It takes off {off}, no less than the least spend of {least}",
    },
    "conflict": {
        "zh-CN": "与「{other}」时间和商品重叠，又都不能叠加，买家和客服不知道哪个算数",
        "en": "It covers the same goods at the same time as “{other}” and neither adds up: nobody can "
        "tell which one holds",
    },
    "deep_together": {
        "zh-CN": "与「{other}」叠加后只付 {price}，比 {was} 优惠 {percent}，超过自定上限 {most}",
        "en": "With “{other}” a buyer pays {price}, {percent} less than {was}: more than our limit of {most}",
    },
    "loss_together": {
        "zh-CN": "与「{other}」叠加后只付 {price}，低于成本 {cost}",
        "en": "With “{other}” a buyer pays {price}, below the cost of {cost}",
    },
    "cheaper_soon": {
        "zh-CN": "「{other}」在其后 {days} 天价保期内更便宜（{price}），买家会来要差价",
        "en": "“{other}” is cheaper ({price}) within the {days:day/days} of price protection after it: "
        "buyers will ask for the difference",
    },
}
_WARNS = {
    *("no_conditions", "deep", "loss", "cheaper_soon", "never_sold"),
    *("deep_together", "loss_together"),
}
# What each kind promises, and what it is called where nobody wrote it down.
_GIVES = {
    "price": ("price", {"zh-CN": "活动价", "en": "the price"}),
    "coupon": ("off", {"zh-CN": "减免金额", "en": "the sum taken off"}),
    "reduction": ("off", {"zh-CN": "减免金额", "en": "the sum taken off"}),
    "gift": ("gift", {"zh-CN": "赠品", "en": "the gift"}),
    "lottery": ("prize", {"zh-CN": "最高奖", "en": "the largest prize"}),
}


class Sold(Struct, frozen=True):
    """What one piece of an article was really sold for, and when."""

    shop: str
    sku: str
    price: Money
    at: datetime


class Flaw(Struct, frozen=True):
    """What is wrong with a promotion. `stops`: it must not start so; else a person has to agree.

    `about` is the article or the other promotion that it is about, `rule` the number or source it rests on.
    """

    promotion: str
    code: str
    stops: bool
    says: Mapping[str, str]
    rule: str = ""
    about: str = ""


def check(
    promotions: Sequence[Promotion], sold: Iterable[Sold], *, rules: Rulebook, law: str, at: datetime
) -> tuple[Flaw, ...]:
    """Return what is wrong with the promotions, as it stands at a time, those that must not start first."""
    history = sorted(sold, key=lambda one: one.at)
    flaws = [
        flaw
        for one in promotions
        for flaw in (*_alone(one, rules, law, at), *_compared(one, history, rules, law))
    ]
    flaws += [flaw for pair in combinations(promotions, 2) for flaw in _together(pair, rules, at)]
    return tuple(sorted(flaws, key=lambda flaw: (not flaw.stops, flaw.promotion, flaw.code, flaw.about)))


def _flaw(one: Promotion, code: str, rule: str = "", about: str = "", **slots: object) -> Flaw:
    return Flaw(one.id, code, code not in _WARNS, tell(_FLAWS[code], **slots), rule, about)


def _alone(one: Promotion, rules: Rulebook, law: str, at: datetime) -> Iterator[Flaw]:
    """Yield what is wrong with a promotion whatever else there is."""
    if one.ends_at <= one.starts_at:
        yield _flaw(one, "backwards")
    elif one.ends_at <= at:
        yield _flaw(one, "over")
    if one.kind in _CONDITIONAL and not one.conditions:
        yield _flaw(one, "no_conditions", "cn.promotion_rules" if law in _PRIZE else "")
    promised, called = _GIVES[one.kind]
    if not getattr(one, promised):
        yield _flaw(one, "gives_nothing", lacks=called)
    if one.was and one.price and one.price.minor >= one.was.minor:
        yield _flaw(one, "no_reduction", price=one.price, was=one.was)
    if one.price and one.cost and one.price.minor < one.cost.minor:
        yield _flaw(one, "loss", price=one.price, cost=one.cost)
    if one.off and one.least_spend and one.off.minor >= one.least_spend.minor:
        yield _flaw(one, "gives_all", off=one.off, least=one.least_spend)
    yield from _limits(one, rules, law, at)


def _limits(one: Promotion, rules: Rulebook, law: str, at: datetime) -> Iterator[Flaw]:
    most = rules.parameter("team.promotions.most_discount", on=at.date())
    part = _taken_off(one)
    if most is not None and part is not None and part > most:
        yield _flaw(one, "deep", "team.promotions.most_discount", percent=_share(part), most=_share(most))
    limit = rules.parameter(_PRIZE[law], on=one.starts_at.date()) if one.prize and law in _PRIZE else None
    if one.prize and limit is not None and one.prize.minor > limit:
        yield _flaw(
            one, "prize_too_high", _PRIZE[law], prize=one.prize, most=Money(limit, one.prize.currency)
        )


def _share(percent: float) -> Figure:
    return Figure(percent / _PERCENT, 0, is_share=True)


def _taken_off(one: Promotion) -> float | None:
    """Return how many percent a promotion takes off at most, or None where it cannot be said."""
    if one.was and one.price and one.was.minor:
        return _PERCENT * (one.was.minor - one.price.minor) / one.was.minor
    if one.off and one.least_spend and one.least_spend.minor:
        return _PERCENT * one.off.minor / one.least_spend.minor
    return None


def _compared(one: Promotion, history: Sequence[Sold], rules: Rulebook, law: str) -> Iterator[Flaw]:
    """Yield whether the price it is compared with was really asked before (the law's look back)."""
    days = rules.parameter(_BACK[law], on=one.starts_at.date()) if one.was and law in _BACK else None
    if one.was is None or days is None:
        return
    goods = one.goods or tuple(dict.fromkeys(sale.sku for sale in history)) or ("",)
    for sku in goods:
        before = [
            sale
            for sale in history
            if sale.sku == sku and sale.at < one.starts_at and (not one.shops or sale.shop in one.shops)
        ]
        recent = [sale for sale in before if sale.at >= one.starts_at - timedelta(days=days)] or before[-1:]
        if not recent:
            yield _flaw(one, "never_sold", _BACK[law], sku)
            continue
        base = min((sale.price for sale in recent), key=lambda price: price.minor)
        if one.was.minor > base.minor:
            yield _flaw(one, "was_too_high", _BACK[law], sku, was=one.was, base=base, days=days)


def _together(pair: tuple[Promotion, Promotion], rules: Rulebook, at: datetime) -> Iterator[Flaw]:
    """Yield what is wrong with two promotions side by side or one after the other."""
    first, second = sorted(pair, key=lambda one: (one.starts_at, one.id))
    if not first.meets(second):
        return
    if second.starts_at < first.ends_at:
        yield from _beside(first, second, rules, at)
    usual = rules.parameter("team.promotions.protect", on=at.date()) or 0
    protect = usual if first.protect is None else first.protect
    protected = second.starts_at < first.ends_at + timedelta(days=protect)
    if first.price and second.price and protected and second.price.minor < first.price.minor:
        told = {"other": second.name, "days": protect, "price": second.price}
        yield _flaw(first, "cheaper_soon", "team.promotions.protect", second.id, **told)


def _beside(first: Promotion, second: Promotion, rules: Rulebook, at: datetime) -> Iterator[Flaw]:
    """Yield what is wrong with two promotions at the same time: neither adds up, or both together give too much."""
    if not first.adds_up_with(second):
        yield _flaw(first, "conflict", about=second.id, other=second.name)
        return
    one, other = (first, second) if first.price else (second, first)
    if not (one.price and other.off) or one.price.currency != other.off.currency:
        return
    if other.least_spend and one.price.minor < other.least_spend.minor:
        return
    paid = Money(max(one.price.minor - other.off.minor, 0), one.price.currency)
    told: dict[str, Any] = {"other": other.name, "price": paid}
    if one.cost and paid.minor < one.cost.minor:
        yield _flaw(one, "loss_together", about=other.id, cost=one.cost, **told)
    most = rules.parameter("team.promotions.most_discount", on=at.date())
    part = _PERCENT * (one.was.minor - paid.minor) / one.was.minor if one.was and one.was.minor else 0
    if one.was and most is not None and part > most:
        told |= {"was": one.was, "percent": _share(part), "most": _share(most)}
        yield _flaw(one, "deep_together", "team.promotions.most_discount", other.id, **told)
