"""What is wrong with a promotion of the shops before it starts, by what each of them really sold and for how much?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from hejie.desk.habits import promotions
from hejie.desk.habits.mistakes import MustNotStart, NotAgreed
from hejie.desk.habits.orders import Form
from hejie.desk.insights.ordered import sold
from hejie.desk.models import Shop
from hejie.prevention.promotions import Flaw, check
from hejie.rulebook import Rulebook
from hejie.rulebook.promotions import Promotion


class Launch(NamedTuple):
    """Who publishes a promotion: for which shops they speak, in what language they read, and when it is."""

    shops: Iterable[Shop]
    language: str
    at: datetime


def published(rules: Rulebook, files: Mapping[str, str], form: Form, launch: Launch) -> promotions.Edits:
    """Return what a form writes once it may start. Raises what `promotions.edits` does, MustNotStart, and NotAgreed."""
    wanted = promotions.edits(rules, files, form)
    found = flaws_of(promotions.drafted(rules, form), launch.shops, rules=rules, at=launch.at)
    told = [(flaw.stops, rules.wordbook.said(flaw.says, launch.language)) for flaw in found]
    if stopping := [says for stops, says in told if stops]:
        raise MustNotStart(stopping)
    if told and form.one("agreed") != "yes":
        raise NotAgreed(says for _, says in told)
    return wanted


def promotions_of(shop: Shop, promotions: Iterable[Promotion], *, at: datetime) -> list[Promotion]:
    """Return those of a shop that run or are to come."""
    return [one for one in promotions if one.ends_at > at and is_for(one, shop)]


def flaws_of(one: Promotion, shops: Iterable[Shop], *, rules: Rulebook, at: datetime) -> list[Flaw]:
    """Return what is wrong with one promotion beside all others, each flaw once for all the shops it is for."""
    others = [other for other in rules.promotions if other.id != one.id]
    found: dict[tuple[str, str, str], Flaw] = {}
    ours = [shop for shop in shops if is_for(one, shop)]
    for shop in ours:
        beside, law = promotions_of(shop, others, at=at), rules.platform(shop.platform).meta.law
        for flaw in check([*beside, one], sold(shop, at, one.goods), rules=rules, law=law, at=at):
            if one.id in (flaw.promotion, flaw.about):
                found.setdefault((flaw.code, flaw.about, flaw.says["zh-CN"]), flaw)
    if not ours:  # what is wrong with it whoever sells it
        return [flaw for flaw in check([one], (), rules=rules, law="", at=at) if flaw.code != "never_sold"]
    return sorted(found.values(), key=lambda flaw: (not flaw.stops, flaw.code, flaw.about))


def is_for(one: Promotion, shop: Shop) -> bool:
    """Tell whether a promotion holds in a shop."""
    sides = ((one.platforms, shop.platform), (one.shops, shop.name))
    return all(not listed or mine in listed for listed, mine in sides)
