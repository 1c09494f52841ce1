"""What happened in a day or a week: what came, ended, is promised, was asked of buyers, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    FactStated,
    MessageSent,
    PlatformReported,
    PromiseKept,
    PromiseMade,
)
from hejie.casefile.facts import Fact
from hejie.casefile.money import Money
from hejie.casefile.templates import listed, tell
from hejie.learning.causes import Cause, count_causes
from hejie.rulebook import Rulebook

_WEEK, _SHOWN = 7, 3  # not a rule: days of a week, and how many causes a reader takes in
_REVIEW = "review"  # the first word of the situations in which a review is asked for

_SAYS: dict[str, dict[str, str]] = {
    "flow": {
        "zh-CN": "{since} 至 {until}：新来 {opened} 起，办结 {closed} 起，重开 {reopened} 起，还在办 "
        "{open} 起。",
        "en": "{since} to {until}: {opened:case/cases} came, {closed} ended, {reopened} came back, {open} "
        "still open.",
    },
    "promises": {
        "zh-CN": "承诺：兑现 {kept} 条，已过期 {overdue} 条，{hours} 小时内到期 {soon} 条。",
        "en": "Promises: {kept} kept, {overdue} past their time, {soon} due within {hours:hour/hours}.",
    },
    "reviews": {
        "zh-CN": "评价：请了 {asked} 位买家，收到 {answered} 个，其中低分 {bad} 个。",
        "en": "Reviews: {asked:buyer/buyers} asked, {answered} given, {bad} of them low.",
    },
    "cost": {"zh-CN": "办结案件的成本：{cost}。", "en": "What the cases that ended cost: {cost}."},
    "cause": {
        "zh-CN": "原因「{cause}」{cases} 起[，教训：{lesson}]。",
        "en": "Cause “{cause}”: {cases:case/cases}[; lesson: {lesson}].",
    },
}


class Promised(Struct, frozen=True):
    """A promise that is not kept yet, with its case."""

    case_id: str
    promise: str
    due_at: datetime


class Reviews(Struct, frozen=True):
    """Of how many buyers a review was asked, how many gave one, and in which cases it was low."""

    asked: int
    answered: int
    bad: tuple[str, ...]


class Digest(Struct, frozen=True):
    """A period in numbers and sentences: `open` at its end, `causes` and `cost` of the cases that ended in it."""

    since: datetime
    until: datetime
    opened: int
    closed: int
    reopened: int
    open: int
    kept: int
    overdue: tuple[Promised, ...]
    soon: tuple[Promised, ...]
    reviews: Reviews
    causes: tuple[Cause, ...]
    cost: Mapping[str, int]
    says: tuple[Mapping[str, str], ...]


def period(kind: Literal["day", "week"], *, zone: str, at: datetime) -> datetime:
    """Return when the day or the week before `at` began: at midnight there, a week on its Monday."""
    local = at.astimezone(ZoneInfo(zone))
    first = local.date() - timedelta(days=local.weekday() + _WEEK if kind == "week" else 1)
    return datetime.combine(first, time(0), tzinfo=ZoneInfo(zone)).astimezone(at.tzinfo)


def digest(files: Sequence[CaseFile], since: datetime, *, rules: Rulebook, zone: str, at: datetime) -> Digest:
    """Return what happened from `since` until `at`, told in the zone of the reader."""
    ended = [file for file in files if not file.is_open and _times(file, CaseClosed, since, at)]
    soon = rules.parameter("team.digest.soon", on=at.date()) or 0
    promised = sorted((one for file in files for one in _open_promises(file, at)), key=lambda one: one.due_at)
    causes = count_causes(ended)
    cost: dict[str, int] = {}
    for cause in causes:
        for currency, minor in cause.cost.items():
            cost[currency] = cost.get(currency, 0) + minor
    told = Digest(
        since=since,
        until=at,
        opened=_count(files, CaseOpened, since, at),
        closed=_count(files, CaseClosed, since, at),
        reopened=_count(files, CaseReopened, since, at),
        open=sum(file.is_open for file in files),
        kept=_count(files, PromiseKept, since, at),
        overdue=tuple(one for one in promised if one.due_at <= at),
        soon=tuple(one for one in promised if at < one.due_at <= at + timedelta(hours=soon)),
        reviews=_reviews(files, since, rules, at),
        causes=causes,
        cost=cost,
        says=(),
    )
    return _with_sentences(told, soon, ZoneInfo(zone))


def _with_sentences(told: Digest, soon: int, zone: ZoneInfo) -> Digest:
    since, until = told.since.astimezone(zone), told.until.astimezone(zone)
    flow = {"opened": told.opened, "closed": told.closed, "reopened": told.reopened, "open": told.open}
    promises = {"kept": told.kept, "overdue": len(told.overdue), "soon": len(told.soon), "hours": soon}
    reviews = {
        "asked": told.reviews.asked,
        "answered": told.reviews.answered,
        "bad": len(told.reviews.bad),
    }
    sums = [Money(minor, currency) for currency, minor in sorted(told.cost.items())]
    cost = listed(sums)
    says = [
        tell(_SAYS["flow"], since=since, until=until, **flow),
        tell(_SAYS["promises"], **promises),
        tell(_SAYS["reviews"], **reviews),
        *([tell(_SAYS["cost"], cost=cost)] if sums else []),
        *(_cause(cause) for cause in told.causes[:_SHOWN]),
    ]
    return replace(told, says=tuple(says))


def _cause(cause: Cause) -> dict[str, str]:
    lesson = next((lesson for lesson in cause.lessons if lesson), "")
    return tell(_SAYS["cause"], cause=cause.cause, cases=cause.cases, lesson=lesson)


def _times(file: CaseFile, kind: type, since: datetime, until: datetime) -> list[datetime]:
    times = (line.entry.at for line in file.standing if isinstance(line.entry.what, kind))
    return [when for when in times if since <= when < until]


def _count(files: Iterable[CaseFile], kind: type, since: datetime, until: datetime) -> int:
    return sum(len(_times(file, kind, since, until)) for file in files)


def _open_promises(file: CaseFile, at: datetime) -> list[Promised]:
    kept = {promise.promise for promise in file.all(PromiseKept)}
    made = [promise for promise in file.all(PromiseMade) if promise.promise not in kept]
    return [Promised(file.case_id, promise.promise, promise.due_at) for promise in made]


def _reviews(files: Iterable[CaseFile], since: datetime, rules: Rulebook, at: datetime) -> Reviews:
    """Return the reviews asked for and given in the period, by when that was written down."""
    happy = rules.parameter("team.coaching.happy", on=at.date()) or 0
    asked, answered, bad = 0, 0, []
    for file in files:
        facts = dict(_stated(file, since, at))
        asked += "review_asked" in facts or any(
            isinstance(line.entry.what, MessageSent)
            and _REVIEW in line.entry.what.script
            and since <= line.entry.at < at
            for line in file.standing
        )
        rating = facts.get("rating")
        answered += rating is not None
        if rating is not None and isinstance(rating.value, int) and rating.value < happy:
            bad.append(file.case_id)
    return Reviews(asked, answered, tuple(sorted(bad)))


def _stated(file: CaseFile, since: datetime, until: datetime) -> Iterable[tuple[str, Fact]]:
    """Yield the facts with a value that were learned in the period."""
    for line in file.standing:
        if since <= line.entry.at < until:
            match line.entry.what:
                case FactStated(fact=fact) if fact.has_value and fact.value is not False:
                    yield fact.name, fact
                case PlatformReported(facts=facts):
                    yield from ((fact.name, fact) for fact in facts if fact.has_value)
