"""Which stored cases and orders of a shop are looked at, so that the work is bounded however large the desk is?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q
from msgspec.structs import replace

from hejie.casefile import CaseFile
from hejie.casefile.quantities import Moment
from hejie.desk.cases import store
from hejie.desk.insights.ordered import by_day
from hejie.desk.models import CaseIndex, Shop
from hejie.prevention.alerts import Event, event_of
from hejie.rulebook import Rulebook

MOST = 2000  # cases of one shop that are read whole; twice as many with those that stirred lately
MOST_EVENTS = 100_000  # complaints of which only time, claim and cause are read, from the index
LATELY = timedelta(days=8)  # a day more than the week that a digest tells of


class Read(NamedTuple):
    """The cases that were read: the `newest`, and those open or `stirred` lately; `of` is how many there are."""

    newest: list[CaseFile]
    stirred: list[CaseFile]
    of: int
    since: datetime

    @property
    def is_whole(self) -> bool:
        """Whether these are all cases of the shop."""
        return len(self.newest) == self.of


def read(shop: Shop, now: datetime) -> Read:
    """Return the newest cases of a shop and those that stirred lately, each at most MOST."""
    ours = CaseIndex.objects.filter(shop_key=shop.key)
    newest = dict(ours.order_by("-opened_at", "-id").values_list("case_id", "opened_at")[:MOST])
    lively = ours.filter(Q(is_open=True) | Q(updated_at__gte=now - LATELY)).order_by("-updated_at", "-id")
    stirred = set(lively.values_list("case_id", flat=True)[:MOST])
    files = {file.case_id: file for file in store.several(sorted({*newest, *stirred}))}
    return Read(
        [files[case_id] for case_id in newest if case_id in files],
        [file for case_id, file in files.items() if case_id in stirred],
        ours.count(),
        min(newest.values(), default=now),
    )


def events(shop: Shop, seen: Read, *, rules: Rulebook, now: datetime) -> list[Event]:
    """Return the complaints of the days in which a rise is looked for.

    Where the cases that were read do not reach back that far, they come from the index, without region and article: a
    part that is counted over fewer days than the whole would seem to rise.
    """
    first = now - _span(rules, now)
    if seen.is_whole or seen.since <= first:
        return [event for event in map(_event, seen.newest) if event.at >= first]
    came = CaseIndex.objects.filter(shop_key=shop.key, opened_at__gte=first).order_by("-opened_at")
    return [Event(*row) for row in came.values_list("opened_at", "claim", "cause")[:MOST_EVENTS]]


def _event(file: CaseFile) -> Event:
    """Return a case as a complaint that came when the buyer applied, where that is known, not when we heard of it."""
    told, applied = event_of(file), file.facts.get("applied_at")
    return replace(told, at=applied.value.at) if applied and isinstance(applied.value, Moment) else told


def has_history(found: list[Event], *, rules: Rulebook, now: datetime) -> bool:
    """Tell whether the complaints reach back far enough to say what is usual; else all that is new seems to rise."""
    recent = timedelta(days=2 * (rules.parameter("team.alerts.recent", on=now.date()) or 0))
    return bool(found) and min(event.at for event in found) <= now - recent


def by_hour(found: list[Event], zone: str) -> list[int]:
    """Return how many complaints came in each hour of the day."""
    hours = [0] * 24
    for event in found:
        hours[event.at.astimezone(ZoneInfo(zone)).hour] += 1
    return hours


def orders_by_day(shop: Shop, *, rules: Rulebook, now: datetime) -> Mapping[date, int]:
    """Return how many orders of the shop are known for each day in which a rise is looked for; none where none is."""
    return by_day(shop, now - _span(rules, now))


def _span(rules: Rulebook, now: datetime) -> timedelta:
    names = ("history", "recent")
    return timedelta(days=sum(rules.parameter(f"team.alerts.{name}", on=now.date()) or 0 for name in names))
