"""What should an agent practise, what can colleagues learn from them, and which of their cases show it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from hejie.casefile.templates import listed, tell
from hejie.learning.agents import EVENTS, Performance, Work
from hejie.rulebook import Rulebook

_PRACTISE = {
    "first_minutes": {
        "zh-CN": "首次响应比同类案件慢：先用首复话术稳住买家，再查。看这几起：{cases}。",
        "en": "First answers come later than in such cases: send the first reply, then look into it. "
        "See {cases}.",
    },
    "hours": {
        "zh-CN": "办结比同类案件慢：看在哪一步停得最久。看这几起：{cases}。",
        "en": "Cases take longer than such cases do: see at which step they wait. See {cases}.",
    },
    "unhappy": {
        "zh-CN": "买家不满意比同类案件多：对照五步沟通，看漏了哪一步。看这几起：{cases}。",
        "en": "More buyers are unhappy than in such cases: compare with the five steps. See {cases}.",
    },
    "reopened": {
        "zh-CN": "结案后重开比同类案件多：最后一步没收稳，结案前再确认一次。看这几起：{cases}。",
        "en": "More cases come back than such cases do: close with care, confirm once more. See {cases}.",
    },
    "asked": {
        "zh-CN": "请示比同类案件多：一起看哪些本可自己决定。看这几起：{cases}。",
        "en": "More approvals are asked for than in such cases: see which could be decided alone. See "
        "{cases}.",
    },
    "given": {
        "zh-CN": "让给买家的比同类案件多：先问真实需求，再从推荐的第一个方案提起。看这几起：{cases}。",
        "en": "More is given than in such cases: ask for the real wish, begin with the first remedy "
        "advised. See {cases}.",
    },
    "unasked": {
        "zh-CN": "连给方案却没问买家真正想要什么。看这几起：{cases}。",
        "en": "Offers followed each other without asking what the buyer really wants. See {cases}.",
    },
    "broken": {
        "zh-CN": "承诺过期没有兑现：答应之前先看做不做得到。看这几起：{cases}。",
        "en": "Promises passed their time unkept: look first whether they can be kept. See {cases}.",
    },
}
_SHARE = {
    "first_minutes": {
        "zh-CN": "首次响应比同类案件快，请{agent}讲讲怎么做到的。",
        "en": "First answers come sooner than in such cases: have {agent} show how.",
    },
    "hours": {
        "zh-CN": "办结比同类案件快，请{agent}讲讲怎么做到的。",
        "en": "Cases end sooner than such cases do: have {agent} show how.",
    },
    "unhappy": {
        "zh-CN": "买家比同类案件满意，请{agent}讲讲怎么谈的。",
        "en": "Buyers are happier than in such cases: have {agent} show how.",
    },
    "reopened": {
        "zh-CN": "结案后很少重开，请{agent}讲讲怎么收尾。",
        "en": "Few cases come back: have {agent} show how they close.",
    },
}


class Point(Struct, frozen=True):
    """One coaching point: to `practise` or to `share`, with the cases it shows in."""

    agent: str
    kind: str
    about: str
    cases: tuple[str, ...]
    says: Mapping[str, str]


def coaching(
    told: Sequence[Performance], works: Sequence[Work], *, rules: Rulebook, at: datetime
) -> tuple[Point, ...]:
    """Return the coaching points of every agent, what to practise first.

    A measure gives a point only where it surely differs. A habit that single cases show, such as offering again and
    again without asking, needs no statistics: each such case is one.
    """
    shown = rules.parameter("team.coaching.shown", on=at.date()) or 0
    points = [
        point
        for one in told
        for point in _of(one, [work for work in works if work.agent == one.agent], shown)
    ]
    return tuple(sorted(points, key=lambda point: (point.agent, point.kind, point.about)))


def _of(one: Performance, works: Sequence[Work], shown: int) -> Iterator[Point]:
    for measure in one.measures:
        if measure.verdict == "more":
            yield _practise(one.agent, measure.name, _worst(measure.name, works, shown))
        elif measure.verdict == "less" and measure.name in _SHARE:
            yield Point(one.agent, "share", measure.name, (), tell(_SHARE[measure.name], agent=one.agent))
    habits: tuple[tuple[str, Callable[[Work], bool]], ...] = (
        ("unasked", lambda work: work.unasked),
        ("broken", lambda work: work.broken),
    )
    for name, is_so in habits:
        cases = tuple(sorted(work.case_id for work in works if is_so(work)))
        if cases:
            yield _practise(one.agent, name, cases[:shown])


def _practise(agent: str, name: str, cases: tuple[str, ...]) -> Point:
    return Point(agent, "practise", name, cases, tell(_PRACTISE[name], cases=listed(cases)))


def _worst(name: str, works: Sequence[Work], shown: int) -> tuple[str, ...]:
    """Return the cases in which a measure shows most."""
    telling = [(float(value), work.case_id) for work in works if (value := getattr(work, name)) is not None]
    if name in EVENTS:
        telling = [(value, case_id) for value, case_id in telling if value]
    return tuple(case_id for _, case_id in sorted(telling, key=lambda one: (-one[0], one[1]))[:shown])
