"""How does each agent's work differ from what such cases bring others, and how sure is that?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import exp, log1p, sqrt
from statistics import NormalDist, mean, stdev

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    ApprovalAsked,
    CaseClosed,
    CaseReopened,
    CaseTaken,
    MessageSent,
    OfferAnswered,
    OfferMade,
    PromiseKept,
    PromiseMade,
)
from hejie.casefile.money import Money
from hejie.casefile.shares import FLAT, Rate, discoveries, pooled_rates
from hejie.casefile.templates import tell
from hejie.casefile.writing import Figure
from hejie.rulebook import Rulebook

EVENTS = ("unhappy", "reopened", "asked")  # counted
AMOUNTS = ("first_minutes", "hours", "given")  # measured
MEASURES = {
    "unhappy": {"zh-CN": "不满意率", "en": "unhappy buyers"},
    "reopened": {"zh-CN": "重开率", "en": "reopened cases"},
    "asked": {"zh-CN": "请示审批的比例", "en": "approvals asked for"},
    "first_minutes": {"zh-CN": "首次响应时间", "en": "time to the first answer"},
    "hours": {"zh-CN": "办结时间", "en": "time to the end"},
    "given": {"zh-CN": "让给买家的比例", "en": "share of the sum that was given"},
}
_SAYS = {
    "zh-CN": "{agent} 的{measure}：是同类案件平均的 {times} 倍（{low} 至 {high} 倍，{cases} 起）[；"
    "{verdict}]。",
    "en": "{agent}, {measure}: {times} times the mean of such cases ({low} to {high}, {cases:case/cases})[; "
    "{verdict}].",
}
_VERDICTS = {
    "more": {"zh-CN": "确实更高", "en": "surely more"},
    "less": {"zh-CN": "确实更低", "en": "surely less"},
    "alike": {"zh-CN": "与同事没有可靠差别", "en": "no difference that can be relied on"},
    "too_few": {"zh-CN": "案件太少，不下结论", "en": "too few cases to say"},
}
# not a rule: how alike agents may be, percent, an hour and a minute in seconds
_ALIKE, _PERCENT, _HOUR, _MINUTE = (2.0, 200.0), 100, 3600, 60


class Work(Struct, frozen=True):
    """What one case shows of the agent who worked on it. None is not known, and then counts in no measure."""

    case_id: str
    agent: str
    kind: tuple[str, str]
    first_minutes: float | None = None
    hours: float | None = None
    given: float | None = None
    unhappy: bool | None = None
    reopened: bool | None = None
    asked: bool | None = None
    unasked: bool = False
    broken: bool = False


class Measure(Struct, frozen=True):
    """One measure beside what such cases bring on average: `times` 1 is just that, within `low` and `high`.

    `verdict` is more, less, alike or too_few. It bears in mind how many numbers the table holds: of those that it calls
    more or less, only the share that the team allows is wrongly so.
    """

    name: str
    cases: int
    times: float
    low: float
    high: float
    verdict: str
    says: Mapping[str, str]


class Performance(Struct, frozen=True):
    """An agent's measures. No rank is given: most differences between people are chance and the cases they got."""

    agent: str
    cases: int
    measures: tuple[Measure, ...]


class _Finding(Struct):
    agent: str
    name: str
    cases: int
    times: float
    low: float
    high: float
    chance: float


def work_of(file: CaseFile, *, rules: Rulebook, at: datetime) -> Work | None:
    """Return what a case shows of its agent, or None where nobody took it or wrote."""
    agent = _agent(file)
    if not agent:
        return None
    begun = file.lines[0].entry.at
    happy = rules.parameter("team.coaching.happy", on=at.date()) or 0
    rating = file.facts.get("rating")
    sent = _first(file, MessageSent)
    ended = _first(file, CaseClosed)
    return Work(
        case_id=file.case_id,
        agent=agent,
        kind=(file.platform, file.claim),
        first_minutes=(sent - begun).total_seconds() / _MINUTE if sent else None,
        hours=(ended - begun).total_seconds() / _HOUR if ended else None,
        given=_given(file),
        unhappy=int(rating.value) < happy if rating and isinstance(rating.value, int) else None,
        reopened=file.last(CaseReopened) is not None if ended else None,
        asked=file.last(ApprovalAsked) is not None if file.last(OfferMade) else None,
        unasked=sum(1 for _ in file.all(OfferMade)) > 1 and "buyer_wish" not in file.facts,
        broken=_broke_a_promise(file, at),
    )


def performance(works: Sequence[Work], *, rules: Rulebook, at: datetime) -> tuple[Performance, ...]:
    """Return each agent's measures, by name. Each case is compared with the same claim on the same platform."""
    found = [finding for name in EVENTS for finding in _counted(name, works, rules, at)]
    found += [finding for name in AMOUNTS for finding in _measured(name, works, rules, at)]
    wrongly = 1 - (rules.parameter("team.coaching.sure", on=at.date()) or 0) / _PERCENT
    least = rules.parameter("team.coaching.least_cases", on=at.date()) or 0
    enough = [one for one in found if one.cases >= least]
    standing = discoveries([one.chance for one in enough], wrongly)
    differs = {(enough[place].agent, enough[place].name) for place in standing}
    by_agent: dict[str, list[Measure]] = defaultdict(list)
    for one in found:
        by_agent[one.agent].append(_told(one, least, (one.agent, one.name) in differs))
    cases = Counter(work.agent for work in works)
    return tuple(Performance(agent, cases[agent], tuple(by_agent[agent])) for agent in sorted(cases))


def _counted(name: str, works: Sequence[Work], rules: Rulebook, at: datetime) -> list[_Finding]:
    """Return how often something happened to each agent, beside what their kinds of cases bring."""
    kinds = _by_kind(name, works)
    usual = {kind: FLAT.seen(sum(values), len(values)).mean for kind, values in kinds.items()}
    seen: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for work in works:
        happened = getattr(work, name)
        if happened is not None:
            counted = seen[work.agent]
            counted[0] += happened
            counted[1] += usual[work.kind]
            counted[2] += 1
    believed = pooled_rates([(counted[0], counted[1]) for counted in seen.values()], *_ALIKE)
    sure = (rules.parameter("team.coaching.sure", on=at.date()) or 0) / _PERCENT
    return [
        _Finding(agent, name, int(counted[2]), rate.mean, *rate.between(sure), chance=_either(rate))
        for (agent, counted), rate in zip(seen.items(), believed, strict=True)
    ]


def _either(rate: Rate) -> float:
    below = rate.below(1)
    return 2 * min(below, 1 - below)


def _measured(name: str, works: Sequence[Work], rules: Rulebook, at: datetime) -> list[_Finding]:
    """Return by which factor each agent's cases took longer, or gave more, than their kinds do."""
    kinds = {kind: mean(map(log1p, values)) for kind, values in _by_kind(name, works).items()}
    apart: dict[str, list[float]] = defaultdict(list)
    for work in works:
        value = getattr(work, name)
        if value is not None:
            apart[work.agent].append(log1p(value) - kinds[work.kind])
    every = [one for listed in apart.values() for one in listed]
    spread = stdev(every) if len(every) > 1 else 0.0
    worth = rules.parameter("team.coaching.prior_cases", on=at.date()) or 1
    sure = (rules.parameter("team.coaching.sure", on=at.date()) or 0) / _PERCENT
    return [_pulled(agent, name, listed, (spread, worth, sure)) for agent, listed in apart.items()]


def _pulled(agent: str, name: str, apart: Sequence[float], numbers: tuple[float, int, float]) -> _Finding:
    """Return an agent's factor, pulled towards 1 as if the team's average had been seen a few times more."""
    spread, worth, sure = numbers
    cases = len(apart)
    shift, doubt = sum(apart) / (cases + worth), spread / sqrt(cases + worth)
    reach = NormalDist().inv_cdf((1 + sure) / 2) * doubt
    chance = 2 * NormalDist().cdf(-abs(shift) / doubt) if doubt else 1.0
    return _Finding(agent, name, cases, exp(shift), exp(shift - reach), exp(shift + reach), chance)


def _by_kind(name: str, works: Iterable[Work]) -> dict[tuple[str, str], list[float]]:
    kinds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for work in works:
        value = getattr(work, name)
        if value is not None:
            kinds[work.kind].append(value)
    return kinds


def _told(one: _Finding, least: int, differs: bool) -> Measure:
    verdict = (
        "too_few" if one.cases < least else "alike" if not differs else "more" if one.times > 1 else "less"
    )
    numbers = {"times": Figure(one.times, 2), "low": Figure(one.low, 2), "high": Figure(one.high, 2)}
    told = {
        "agent": one.agent,
        "measure": MEASURES[one.name],
        "cases": one.cases,
        "verdict": _VERDICTS[verdict],
    }
    says = tell(_SAYS, **told, **numbers)
    return Measure(one.name, one.cases, one.times, one.low, one.high, verdict, says)


def _agent(file: CaseFile) -> str:
    """Return who worked on the case: who took it last, else who wrote."""
    taken = file.last(CaseTaken)
    if taken:
        return taken.agent
    wrote = [line.entry.by.name for line in file.standing if isinstance(line.entry.what, MessageSent)]
    return wrote[-1] if wrote else ""


def _first(file: CaseFile, kind: type) -> datetime | None:
    return next((line.entry.at for line in file.standing if isinstance(line.entry.what, kind)), None)


def _given(file: CaseFile) -> float | None:
    """Return how many percent of the sum the accepted offer gave, or None where none was accepted."""
    amount, made, taken = file.opened.amount, None, None
    for line in file.standing:
        match line.entry.what:
            case OfferMade() as offer:
                made = offer
            case OfferAnswered(answer="accepted") if made:
                taken = made.gives or Money(0, amount.currency if amount else "")
    if not amount or not amount.minor or taken is None or taken.currency != amount.currency:
        return None
    return _PERCENT * taken.minor / amount.minor


def _broke_a_promise(file: CaseFile, at: datetime) -> bool:
    kept = {promise.promise for promise in file.all(PromiseKept)}
    return any(promise.due_at <= at and promise.promise not in kept for promise in file.all(PromiseMade))
