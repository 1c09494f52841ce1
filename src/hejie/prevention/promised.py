"""Which promotion held when an order was placed that an agent is asked about, and on which terms?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.quantities import Moment
from hejie.casefile.templates import listed, tell
from hejie.rulebook import Rulebook
from hejie.rulebook.promotions import Promotion

_STATES = {
    "holds": {
        "zh-CN": "下单时（{at}）活动「{name}」有效[，活动价 {price}][，减 {off}][，满 {least} 可用][，赠{gift}]"
        "[，每人限 {each} 件][；{stacks}][；{protect} 天内降价退差价][；条件：{conditions}]。",
        "en": "When the order was placed ({at}) “{name}” held[, at {price}][, {off} off][, from {least} "
        "on][, with a gift: {gift}][, {each:piece/pieces} for each buyer][; {stacks}][; the difference is paid back if "
        "it gets cheaper within {protect:day/days}][; conditions: {conditions}].",
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


_STACKS = {
    "all": {"zh-CN": "可与其他可叠加的活动同用", "en": "adds up with others that do"},
    "some": {"zh-CN": "可与「{others}」同用", "en": "adds up with “{others}”"},
    "none": {"zh-CN": "不与其他活动同用", "en": "not together with others"},
}


class Told(Struct, frozen=True):
    """Whether a promotion held for an order when it was placed (holds, not_yet, over), as a sentence for the agent."""

    promotion: str
    state: str
    says: Mapping[str, str]


def holding(file: CaseFile, *, rules: Rulebook, zone: str) -> tuple[Told, ...]:
    """Return what an agent needs to know of the promotions on the goods of a case, those that held first.

    Which one holds is decided by the moment of the order, told in the zone given. Where the article or that moment is
    not known, nothing is said: ask for it.
    """
    sku, when = _bought(file)
    if not sku or when is None:
        return ()
    names = {one.id: one.name for one in rules.promotions}
    told = [
        _told(one, when, zone, names)
        for one in rules.promotions
        if one.covers(file.platform, file.opened.shop, sku)
    ]
    return tuple(sorted(told, key=lambda one: (one.state != "holds", one.promotion)))


def held(one: Promotion, file: CaseFile) -> bool:
    """Tell whether a promotion held for the order of a case, as far as is known."""
    sku, when = _bought(file)
    if not sku or when is None or not one.starts_at <= when < one.ends_at:
        return False
    return one.covers(file.platform, file.opened.shop, sku)


def _bought(file: CaseFile) -> tuple[str, datetime | None]:
    """Return which article was ordered and when."""
    sku, ordered = (file.facts.get(name) for name in ("sku", "ordered_at"))
    ordered = ordered if ordered and ordered.value else file.facts.get("paid_at")
    known = ordered.value.at if ordered and isinstance(ordered.value, Moment) else None
    return str(sku.value) if sku and sku.value else "", known


def _told(one: Promotion, when: datetime, zone: str, names: Mapping[str, Mapping[str, str]]) -> Told:
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
        gift=one.gift,
        each=one.per_buyer or "",
        stacks=_stacking(one, names),
        protect=one.protect or "",
        conditions=one.conditions,
    )
    return Told(one.id, state, says)


def _stacking(one: Promotion, names: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return with which others it may be used."""
    if one.stacks:
        return _STACKS["all"]
    others = listed(names.get(other, other) for other in one.stacks_with)
    return tell(_STACKS["some"], others=others) if one.stacks_with else _STACKS["none"]
