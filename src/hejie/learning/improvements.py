"""Which cause is to be mended by whom and by when, and did it become rarer once it was?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from math import inf

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed
from hejie.casefile.money import Money
from hejie.casefile.shares import FLAT, Share, certainty, pooled_rates
from hejie.casefile.templates import listed, tell
from hejie.casefile.vocabulary import CLAIMS
from hejie.casefile.writing import Figure
from hejie.learning.causes import Cause, count_causes
from hejie.rulebook import Rulebook

_ITEM = {
    "zh-CN": "{claim}·{cause}：{cases} 起[，成本 {cost}]。由{owner}在{due}前改：{measure}。{check}看效果。",
    "en": "{claim}, {cause}: {cases:case/cases}[, costing {cost}]. For {owner} by {due}: {measure}. Looked "
    "at on {check}.",
}
_EFFECT = {
    "fell": {
        "zh-CN": "改后「{cause}」是改前的 {times} 倍（{low} 至 {high} 倍），有效，把握 {sure}。",
        "en": "“{cause}” came {times} times as often as before ({low} to {high}): it worked, {sure} sure.",
    },
    "rose": {
        "zh-CN": "改后「{cause}」反而更多，是改前的 {times} 倍（{low} 至 {high} 倍），要换办法。",
        "en": "“{cause}” came {times} times as often as before ({low} to {high}): something else is needed.",
    },
    "open": {
        "zh-CN": "改后「{cause}」是改前的 {times} 倍（{low} 至 {high} 倍），还说不清[；再结约 {more} "
        "起案件可见分晓]。",
        "en": "“{cause}” came {times} times as often as before ({low} to {high}), which says nothing yet"
        "[; some {more:more closed case/more closed cases} would settle it].",
    },
    "too_early": {
        "zh-CN": "改后还没有结案的案件，等一等。",
        "en": "No case that came since is closed yet; wait.",
    },
}
# not a rule: how alike causes may be, percent, the most cases one would wait for
_ALIKE, _PERCENT, _PATIENCE, _HALF = (0.5, 500.0), 100, 100_000, 0.5


class Item(Struct, frozen=True):
    """A cause to be mended: who mends it by when, the measure proposed, and when the effect is looked at."""

    cause: Cause
    owner: str
    due_on: date
    check_on: date
    measure: Mapping[str, str]
    says: Mapping[str, str]


class Effect(Struct, frozen=True):
    """Whether a cause became rarer. `verdict` is fell, rose, open or too_early.

    `before` and `after` are the cause's cases and all closed cases of each time; `times` is how often it came after for
    once before, within `low` and `high`; `sure` how likely it fell; `more` the closed cases that would settle it.
    """

    verdict: str
    before: tuple[int, int]
    after: tuple[int, int]
    times: float
    low: float
    high: float
    sure: float
    more: int | None
    says: Mapping[str, str]


def improvements(files: Iterable[CaseFile], *, rules: Rulebook, at: datetime) -> tuple[Item, ...]:
    """Return the causes with enough cases as items to mend, most frequent first."""
    least, due, after = (
        rules.parameter(f"team.improve.{name}", on=at.date()) or 0 for name in ("least_cases", "due", "after")
    )
    due_on = at.date() + timedelta(days=due)
    check_on = due_on + timedelta(days=after)
    return tuple(
        _item(cause, due_on, check_on, rules)
        for cause in count_causes(files)
        if cause.cases >= least and cause.cause
    )


def effect(
    cause: Cause, files: Iterable[CaseFile], done_at: datetime, *, rules: Rulebook, at: datetime
) -> Effect:
    """Return whether a cause became rarer among the cases that came since it was mended.

    What is compared is the cause's share of the platform's closed cases: so neither a quiet month nor cases that are
    still open pass for a success. A cause is mended when it was at its worst and would have become rarer by itself;
    therefore what came before is first pulled to what all causes bring, as far as they bear that out.
    """
    days = timedelta(days=rules.parameter("team.improve.after", on=at.date()) or 0)
    before, after = _counted(files, cause.platform, (done_at - days, done_at, min(at, done_at + days)))
    all_before, all_after = before.total(), after.total()
    key = (cause.claim, cause.cause)
    if not all_after or not all_before:
        counted = (before[key], all_before), (after[key], all_after)
        says = tell(_EFFECT["too_early"])
        return Effect("too_early", *counted, times=1, low=0, high=inf, sure=_HALF, more=None, says=says)
    usual, worth = _believed(key, before)
    belief = FLAT.seen(after[key], after[key] + usual)
    sure = belief.below(_share_if_equal(all_after, worth))
    wanted = (rules.parameter("team.improve.sure", on=at.date()) or 0) / _PERCENT
    verdict = "fell" if sure >= wanted else "rose" if sure <= 1 - wanted else "open"
    times, low, high = _times(belief, worth, all_after, wanted)
    more = _more((after[key], usual), (all_after, worth), wanted) if verdict == "open" else None
    says = tell(
        _EFFECT[verdict],
        cause=cause.cause,
        times=Figure(times, 2),
        low=Figure(low, 2),
        high=Figure(high, 2),
        sure=certainty(sure),
        more=more or "",
    )
    return Effect(
        verdict, (before[key], all_before), (after[key], all_after), times, low, high, sure, more, says
    )


def _item(cause: Cause, due_on: date, check_on: date, rules: Rulebook) -> Item:
    lines = rules.lines
    whole = rules.wordbook.whole
    says = tell(
        _ITEM,
        claim=CLAIMS.get(cause.claim, {"en": cause.claim}),
        cause=cause.cause,
        cases=cause.cases,
        cost=listed(Money(minor, currency) for currency, minor in sorted(cause.cost.items())),
        owner=whole(lines.owner(cause.claim)),
        due=due_on,
        measure=whole(lines.measure(cause.claim)),
        check=check_on,
    )
    return Item(cause, lines.line(cause.claim).owner, due_on, check_on, lines.measure(cause.claim), says)


def _counted(
    files: Iterable[CaseFile], platform: str, times: tuple[datetime, datetime, datetime]
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return the causes of the closed cases that came before and after, by when the case came."""
    first, done, last = times
    before: Counter[tuple[str, str]] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    for file in files:
        closed = file.last(CaseClosed)
        came = file.lines[0].entry.at
        if closed is None or file.is_open or file.platform != platform or not first <= came < last:
            continue
        (before if came < done else after)[file.claim, closed.cause.strip()] += 1
    return before, after


def _believed(key: tuple[str, str], before: Counter[tuple[str, str]]) -> tuple[float, float]:
    """Return the cause's cases before, pulled to what causes bring on average, and the closed cases they came of."""
    keys = sorted({*before, key})
    average = before.total() / len(keys)
    believed = pooled_rates([(before[one], average) for one in keys], *_ALIKE)[keys.index(key)]
    return believed.count, believed.expected / average * before.total()


def _share_if_equal(all_after: float, all_before: float) -> float:
    """Return the share of the cause's cases that would come after if nothing had changed."""
    return all_after / (all_after + all_before)


def _times(belief: Share, all_before: float, all_after: float, sure: float) -> tuple[float, float, float]:
    """Return how often the cause came after for once before: of the cases of both times, those after (a binomial)."""
    low, high = belief.between(sure)
    after, least, most = (share / (1 - share) * all_before / all_after for share in (belief.mean, low, high))
    return after, least, most


def _more(cases: tuple[float, float], every: tuple[float, float], wanted: float) -> int | None:
    """Return how many more closed cases would settle it, if the cause goes on as it does now; None if none would."""
    (after, usual), (all_after, all_before) = cases, every

    def settles(more: int) -> bool:
        seen = FLAT.seen(after * (1 + more / all_after), after * (1 + more / all_after) + usual)
        sure = seen.below(_share_if_equal(all_after + more, all_before))
        return sure >= wanted or sure <= 1 - wanted

    if not settles(_PATIENCE):
        return None
    few, many = 0, _PATIENCE
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if settles(half) else (half, many)
    return many
