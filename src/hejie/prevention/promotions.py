"""What is wrong with a promotion before it starts, and which one holds for an order that an agent is asked about?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment
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
    "cheaper_soon": {
        "zh-CN": "「{other}」在其后 {days} 天价保期内更便宜（{price}），买家会来要差价",
        "en": "“{other}” is cheaper ({price}) within the {days:day/days} of price protection after it: "
        "buyers will ask for the difference",
    },
}
_WARNS = {"no_conditions", "deep", "loss", "cheaper_soon", "never_sold"}
_STATES = {
    "holds": {
        "zh-CN": "下单时（{at}）活动「{name}」有效[，活动价 {price}][，减 {off}][，满 {least} 可用][；"
        "条件：{conditions}]。",
        "en": "When the order was placed ({at}) “{name}” held[, at {price}][, {off} off][, from {least} "
        "on][; conditions: {conditions}].",
    },
    "not_yet": {
        "zh-CN": "活动「{name}」{start} 才开始，下单时（{at}）还没有。",
        "en": "“{name}” began on {start}; the order was placed before ({at}).",
    },
    "over": {
        "zh-CN": "活动「{name}」{end} 已结束，下单时（{at}）不再有效。",
        "en": "“{name}” ended on {end}; the order was placed after ({at}).",
    },
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


class Told(Struct, frozen=True):
    """Whether a promotion held for an order when it was placed (holds, not_yet, over), as a sentence for the agent."""

    promotion: str
    state: str
    says: Mapping[str, str]


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
    protect = rules.parameter("team.promotions.protect", on=at.date()) or 0
    flaws += [flaw for pair in combinations(promotions, 2) for flaw in _together(pair, protect)]
    return tuple(sorted(flaws, key=lambda flaw: (not flaw.stops, flaw.promotion, flaw.code, flaw.about)))


def holding(file: CaseFile, *, rules: Rulebook, zone: str) -> tuple[Told, ...]:
    """Return what an agent needs to know of the promotions on the goods of a case, those that held first.

    Which one holds is decided by the moment of the order, told in the zone given. Where the article or that moment is
    not known, nothing is said: ask for it.
    """
    sku, ordered = (file.facts.get(name) for name in ("sku", "ordered_at"))
    ordered = ordered if ordered and ordered.value else file.facts.get("paid_at")
    if not (sku and sku.value and ordered and isinstance(ordered.value, Moment)):
        return ()
    when = ordered.value.at
    told = [
        _told(one, when, zone)
        for one in rules.promotions
        if one.covers(file.platform, file.opened.shop, str(sku.value))
    ]
    return tuple(sorted(told, key=lambda one: (one.state != "holds", one.promotion)))


def _told(one: Promotion, when: datetime, zone: str) -> Told:
    state = "not_yet" if when < one.starts_at else "over" if when >= one.ends_at else "holds"
    tz = ZoneInfo(zone)
    says = tell(
        _STATES[state],
        name=one.name,
        at=when.astimezone(tz),
        start=one.starts_at.astimezone(tz),
        end=one.ends_at.astimezone(tz),
        price=one.price or "",
        off=one.off or "",
        least=one.least_spend or "",
        conditions=one.conditions,
    )
    return Told(one.id, state, says)


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


def _together(pair: tuple[Promotion, Promotion], protect: int) -> Iterator[Flaw]:
    """Yield what is wrong with two promotions side by side or one after the other."""
    first, second = sorted(pair, key=lambda one: (one.starts_at, one.id))
    if not _meet(first, second):
        return
    overlaps = second.starts_at < first.ends_at
    if overlaps and not (first.stacks and second.stacks):
        yield _flaw(first, "conflict", about=second.id, other=second.name)
    protected = second.starts_at < first.ends_at + timedelta(days=protect)
    if first.price and second.price and protected and second.price.minor < first.price.minor:
        told = {"other": second.name, "days": protect, "price": second.price}
        yield _flaw(first, "cheaper_soon", "team.promotions.protect", second.id, **told)


def _meet(first: Promotion, second: Promotion) -> bool:
    sides = ((first.platforms, second.platforms), (first.shops, second.shops), (first.goods, second.goods))
    return all(not one or not other or set(one) & set(other) for one, other in sides)
