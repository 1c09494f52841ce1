"""When do complaints peak, which rise or pass their line, and how soon would a platform's number suffer?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed
from hejie.casefile.shares import Rate
from hejie.casefile.templates import listed, tell
from hejie.casefile.vocabulary import CLAIMS
from hejie.casefile.writing import Figure
from hejie.prevention.rising import Rise, Watch, rises
from hejie.prevention.thresholds import Exposure, is_over
from hejie.rulebook import Rulebook
from hejie.rulebook.lines import Line

# not a rule: percent, per thousand, hours of a day, days that the present number of orders is taken from
_PERCENT, _THOUSAND, _DAY, _LATELY = 100, 1000, 24, 7
_SLICES, _KEY = ("destination", "sku"), "\n"  # the facts a rise is traced to, and what parts a key

_PEAK = {
    "zh-CN": "{what}集中在{when}：{cases} 起，是平均的 {times} 倍（{low} 至 {high} 倍）。",
    "en": "{what} peak at {when}: {cases:case/cases}, {times} times the mean ({low} to {high}).",
}
_HOUR = {"zh-CN": "{hour} 时", "en": "{hour}:00"}
_OF = {"zh-CN": "[{part}的]「{claim}」投诉", "en": "Complaints of “{claim}”[ in {part}]"}
_ALL = {"zh-CN": "投诉", "en": "Complaints"}
_RISE = {
    "zh-CN": "{what}自{since}起上升：{seen} 起，往常约 {expected} 起，是 {times} 倍（{low} 至 {high} 倍）。",
    "en": "{what} have risen since {since}: {seen:case/cases} where {expected} were usual, {times} times as "
    "many ({low} to {high}).",
}
_LINE = {
    "zh-CN": "{what}已超线：{orders} 单中 {cases} 起，每千单 {rate} 起，线是 {line} 起。",
    "en": "{what} are over their line: {cases} in {orders:order/orders}, {rate} in a thousand; the line is {line}.",
}
_SOON = {
    "zh-CN": "照此下去约 {days} 天后超过每千单 {line} 起的线[（最早 {earliest} 天）]。",
    "en": "At this pace the line of {line} in a thousand orders is passed in some {days:day/days}[ (at the "
    "earliest in {earliest:day/days})].",
}
_MAYBE = {
    "zh-CN": "照此下去不会超线，最坏情况 {earliest} 天后超过每千单 {line} 起。",
    "en": "At this pace the line holds; at worst {line} in a thousand orders is passed in {earliest:day/days}.",
}
_MOSTLY = {"zh-CN": "主要来自{parts}。", "en": "It comes mostly from {parts}."}
_CALM = {"zh-CN": "{ahead} 天内不会超线。", "en": "The line holds for the next {ahead:day/days}."}
_THEN = {"zh-CN": "", "en": " "}
_ACT = {"zh-CN": "建议（{owner}）：{measure}。", "en": "Proposed ({owner}): {measure}."}


class Event(Struct, frozen=True):
    """A complaint that came: when, of which claim, its cause where the case is closed, and what it is a part of.

    `slices` are the region, the article and whatever else a rise may come from, in words that people read.
    """

    at: datetime
    claim: str
    cause: str = ""
    slices: tuple[str, ...] = ()


class Peak(Struct, frozen=True):
    """An hour of the day at which far more come than on average; an empty `claim` or `cause` means all."""

    hour: int
    claim: str
    cause: str
    cases: int
    times: float
    low: float
    high: float
    says: Mapping[str, str]


class Breach(Struct, frozen=True):
    """Days until a platform's number passes its line, as things go and at the earliest; None: not in sight."""

    days: int | None
    earliest: int | None


class Sight(Struct, frozen=True):
    """How many days a platform's number looks back, and how many days ahead are reckoned."""

    window: int
    ahead: int


class Alert(Struct, frozen=True):
    """Something is about to go wrong: a `line` already passed, or a `rise`; `says` tells what, when and what to do.

    `slice` is the part that rises while the whole does not; `mostly` are the parts that a rise of the whole comes from.
    """

    kind: str
    claim: str
    slice: str
    mostly: tuple[str, ...]
    owner: str
    rise: Rise | None
    breach: Breach | None
    says: Mapping[str, str]


def event_of(file: CaseFile) -> Event:
    """Return a case as a complaint that came."""
    closed = file.last(CaseClosed)
    told = (file.facts.get(name) for name in _SLICES)
    slices = tuple(str(fact.value) for fact in told if fact is not None and fact.value)
    return Event(file.lines[0].entry.at, file.claim, closed.cause.strip() if closed else "", slices)


def peaks(events: Iterable[Event], *, rules: Rulebook, zone: str, at: datetime) -> tuple[Peak, ...]:
    """Return the hours at which complaints peak: of all, of each claim and of each cause, the largest first.

    An hour is told only where it surely lies above the mean, and by as much as the team calls a peak.
    """
    hours: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for event in events:
        hour = event.at.astimezone(ZoneInfo(zone)).hour
        for group in {("", ""), (event.claim, ""), ("", event.cause)}:
            hours[group][hour] += 1
    sure, least = _number(rules, "span", at) / _PERCENT, _number(rules, "least_cases", at)
    much = _number(rules, "peak", at) / _PERCENT
    found = []
    for (claim, cause), counted in hours.items():
        mean = counted.total() / _DAY
        for hour, cases in counted.items():
            low, high = Rate(0.5, 0.0).seen(cases, mean).between(sure)  # not a rule: Jeffreys' guess
            if cases >= least and low > 1 and cases >= much * mean:
                found.append(_peak(hour, (claim, cause), cases, (cases / mean, low, high)))
    return tuple(sorted(found, key=lambda peak: (-peak.cases, peak.claim, peak.cause, peak.hour)))


def alerts(
    events: Sequence[Event], orders: Mapping[date, int], *, rules: Rulebook, zone: str, at: datetime
) -> tuple[Alert, ...]:
    """Return what is over its line or rises, with a measure and how soon the line would be passed, what is over first.

    `orders` are the shop's orders by day; days that are not in it have none known, and without any no rate is told.
    Today counts as it stands. One false alarm of a rise may come in the days that the team allows.
    """
    today = at.astimezone(ZoneInfo(zone)).date()
    watch = Watch(*(_number(rules, name, at) for name in ("history", "recent", "false_every")))
    days = [today - timedelta(days=back) for back in range(watch.history + watch.recent - 1, -1, -1)]
    series = _series(events, days, ZoneInfo(zone), watch.recent, _number(rules, "least_cases", at))
    exposed = [orders.get(day, 0) for day in days] if orders else []
    sure = _number(rules, "span", at) / _PERCENT
    wholes = {key: _KEY.join((key.split(_KEY)[0], "")) for key in series}
    risen = {rise.key: rise for rise in rises(series, watch, sure=sure, orders=exposed, wholes=wholes)}
    seen = _Seen(
        rules,
        today,
        exposed,
        {key: rise for key, rise in risen.items() if rise.seen >= _number(rules, "least_cases", at)},
    )
    told = [_alert(key, cases, seen, at) for key, cases in series.items()]
    found = [alert for alert in told if alert is not None]
    return tuple(sorted(found, key=lambda alert: (alert.kind, _seen(alert), alert.claim, alert.slice)))


def project(cases: Sequence[int], orders: Sequence[int], pace: float, line: Line, sight: Sight) -> int | None:
    """Return after how many days a platform's number passes its line, with `pace` times as many cases as orders.

    Each day the oldest falls out of what the platform looks back on, and a new one comes in. 0 is today; None is not in
    sight.
    """
    past_cases, past_orders = list(cases[-sight.window :]), list(orders[-sight.window :])
    daily = sum(orders[-_LATELY:]) / min(_LATELY, len(orders)) if orders else 0.0
    for day in range(sight.ahead + 1):
        met = sum(past_orders[day:]) + min(day, sight.window) * daily
        came = sum(past_cases[day:]) + min(day, sight.window) * daily * pace
        if came >= line.least_cases and came * _THOUSAND > line.per_mille * met:
            return day
    return None


def _series(
    events: Iterable[Event], days: Sequence[date], zone: ZoneInfo, recent: int, least: int
) -> dict[str, tuple[int, ...]]:
    """Return the cases a day of each claim, and of each of its slices in which enough came lately to speak of."""
    counted: dict[str, Counter[date]] = defaultdict(Counter)
    for event in events:
        for part in ("", *event.slices):
            counted[_KEY.join((event.claim, part))][event.at.astimezone(zone).date()] += 1
    lately = days[-recent:]
    return {
        key: tuple(of_day[day] for day in days)
        for key, of_day in sorted(counted.items())
        if key.endswith(_KEY) or sum(of_day[day] for day in lately) >= least
    }


class _Seen(Struct, frozen=True):
    """What all alerts of one look share: the rules, the day, the orders of each day, and the rises by key."""

    rules: Rulebook
    today: date
    orders: Sequence[int]
    risen: Mapping[str, Rise]


def _alert(key: str, cases: Sequence[int], seen: _Seen, at: datetime) -> Alert | None:
    """Return the alert of a claim or one of its slices. The part of a rise that the whole shows is told there."""
    claim, part = key.split(_KEY)
    rules, rise, all_of_it = seen.rules, seen.risen.get(key), _KEY.join((claim, ""))
    line, what = rules.lines.line(claim), _named(claim, part)
    whole = rules.wordbook.whole
    act = tell(_ACT, owner=whole(rules.lines.owner(claim)), measure=whole(rules.lines.measure(claim)))
    if part:
        if rise is None or all_of_it in seen.risen:
            return None
        return Alert(
            "rise", claim, part, (), line.owner, rise, None, _together(_risen(rise, what, seen), act)
        )
    parts = tuple(
        other.split(_KEY)[1] for other in seen.risen if other.startswith(all_of_it) and other != all_of_it
    )
    mostly = [tell(_MOSTLY, parts=listed(parts))] if parts else []
    window = _number(rules, "window", at)
    exposure = Exposure("", claim, sum(cases[-window:]), sum(seen.orders[-window:]))
    if is_over(exposure, line):
        said = _together(_over(exposure, line, what), *mostly, act)
        return Alert("line", claim, "", parts, line.owner, rise, Breach(0, 0), said)
    if rise is None:
        return None
    breach = _breach(cases, seen.orders, rise, line, rules=rules, at=at) if sum(seen.orders) else None
    soon = [_told(breach, line, _number(rules, "ahead", at))] if breach else []
    said = _together(_risen(rise, what, seen), *mostly, *soon, act)
    return Alert("rise", claim, "", parts, line.owner, rise, breach, said)


def _over(exposure: Exposure, line: Line, what: Mapping[str, str]) -> dict[str, str]:
    rate = Figure(exposure.cases * _THOUSAND / exposure.orders)
    return tell(
        _LINE, what=what, orders=exposure.orders, cases=exposure.cases, rate=rate, line=line.per_mille
    )


def _risen(rise: Rise, what: Mapping[str, str], seen: _Seen) -> dict[str, str]:
    since = seen.today - timedelta(days=rise.since)
    numbers = _times(rise.times, rise.low, rise.high)
    return tell(_RISE, what=what, since=since, seen=rise.seen, expected=Figure(rise.expected), **numbers)


def _breach(
    cases: Sequence[int], orders: Sequence[int], rise: Rise, line: Line, *, rules: Rulebook, at: datetime
) -> Breach:
    days = rise.since + 1
    met = max(1, sum(orders[-days:]))
    pace = rise.seen / met
    believed = Rate(0.5, 0.0).seen(rise.seen, met)  # not a rule: Jeffreys' guess
    worst = believed.between(_number(rules, "span", at) / _PERCENT)[1]
    sight = Sight(_number(rules, "window", at), _number(rules, "ahead", at))
    return Breach(project(cases, orders, pace, line, sight), project(cases, orders, worst, line, sight))


def _told(breach: Breach, line: Line, ahead: int) -> dict[str, str]:
    earliest = "" if breach.earliest == breach.days or breach.earliest is None else breach.earliest
    template = _SOON if breach.days is not None else _MAYBE if breach.earliest is not None else _CALM
    return tell(template, days=breach.days, earliest=earliest, line=line.per_mille, ahead=ahead)


def _peak(hour: int, group: tuple[str, str], cases: int, spread: tuple[float, float, float]) -> Peak:
    claim, cause = group
    what: object = cause or (_named(claim) if claim else _ALL)
    says = tell(_PEAK, what=what, when=tell(_HOUR, hour=hour), cases=cases, **_times(*spread))
    return Peak(hour, claim, cause, cases, *spread, says)


def _times(times: float, low: float, high: float) -> dict[str, Figure]:
    return {"times": Figure(times), "low": Figure(low), "high": Figure(high)}


def _named(claim: str, part: str = "") -> dict[str, str]:
    return tell(_OF, part=part, claim=CLAIMS.get(claim, {"en": claim}))


def _together(*parts: Mapping[str, str]) -> dict[str, str]:
    return listed(parts, _THEN)


def _seen(alert: Alert) -> int:
    return -alert.rise.seen if alert.rise else 0


def _number(rules: Rulebook, name: str, at: datetime) -> int:
    return rules.parameter(f"team.alerts.{name}", on=at.date()) or 0
