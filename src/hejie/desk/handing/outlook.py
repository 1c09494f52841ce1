"""What is expected to come in, what is waiting already, and how many are there to work on it?"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr

from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.finding.queue import Cases
from hejie.desk.handing import duty
from hejie.dispatch.capacity import Expected, in_blocks
from hejie.dispatch.forecasting import History, Outlook, forecast
from hejie.dispatch.ordering import in_common
from hejie.dispatch.waiting import HOUR, Numbers, Queue

SAMPLE = 3000  # of the newest cases: what one of a kind is like
MOST_KINDS = 10  # claims that are told apart; the rest are one kind
REST = "other"
HOUR_LONG = len("2026-11-25 03")  # of a time as either data base writes it
_USUAL_HOURS = 48.0  # where no clock of ours was seen yet
_THIRDS = 3


class Coming(NamedTuple):
    """A forecast with what one case of each kind is like, in minor units of the common currency."""

    outlook: Outlook
    kinds: Queue
    claims: tuple[str, ...]

    def expected(self, width: int) -> Expected:
        """Return it as planner and staffing take it, in blocks of so many hours; each claim in three sizes of stake."""
        arrivals = np.repeat(in_blocks(self.outlook.arrivals, width) / _THIRDS, _THIRDS, axis=0)
        return Expected(arrivals, self.kinds, float(width))


def coming(cases: Cases, now: datetime, hours: int, stated: int | None = None) -> Coming:
    """Return what is expected of these cases in the hours after the last full one."""
    claims, history = _history(cases, now)
    told = forecast(history, hours, rules=house.rules(), zone=settings.TIME_ZONE, stated=stated)
    return Coming(told, _kinds(cases, claims, now), claims)


def at_work(now: datetime, hours: int) -> Numbers:
    """Return how many people work in each hour from now: those on duty in this one, then by their shifts.

    Who works is whoever the team wrote down, else whoever has the account of an agent, else whoever is here.
    """
    there, told = duty.here(now), house.rules().dispatching.duty
    listed = list(told.people) or _agents() or there
    found = [float(len(there))] if there else []
    for hour in range(len(found), hours):
        at = (now + timedelta(hours=hour)).astimezone(ZoneInfo(settings.TIME_ZONE))
        found.append(float(sum(told.shift_of(name).covers(at.weekday(), at.hour) for name in listed)))
    return np.array(found)


def shift(begins: datetime, hours: int) -> Numbers:
    """Return which share of a team is at work in each hour, by the usual shift."""
    usual = house.rules().dispatching.duty.shift
    times = [
        (begins + timedelta(hours=hour)).astimezone(ZoneInfo(settings.TIME_ZONE)) for hour in range(hours)
    ]
    return np.array([1.0 if usual.covers(at.weekday(), at.hour) else 0.0 for at in times])


def useful(now: datetime) -> float:
    """Return the share of the time at work that goes into cases."""
    return (house.rules().parameter("team.dispatch.useful", on=now.date()) or 100) / 100


def _agents() -> list[str]:
    some = User.objects.filter(is_active=True, groups__name=Role.AGENT)
    return list(some.order_by("username").values_list("username", flat=True))


def _history(cases: Cases, now: datetime) -> tuple[tuple[str, ...], History]:
    weeks = house.rules().parameter("team.forecast.weeks", on=now.date()) or 1
    end = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    first = end - timedelta(weeks=weeks)
    came = cases.filter(opened_at__gte=first, opened_at__lt=end).order_by()
    # Cut from the text of the time: the data base does that by itself, for a million rows too.
    hourly = came.annotate(hour=Substr(Cast("opened_at", CharField()), 1, HOUR_LONG)).values("hour", "claim")
    rows = [(_hour(row["hour"]), row["claim"], row["many"]) for row in hourly.annotate(many=Count("id"))]
    seen = [hour for hour, _claim, _many in rows]
    begins = max(first, min(seen)) if seen else end
    totals: dict[str, int] = defaultdict(int)
    for _at, claim, many in rows:
        totals[claim] += many
    often = sorted(totals, key=lambda claim: (-totals[claim], claim))[:MOST_KINDS]
    claims = (*often, REST) if len(totals) > MOST_KINDS or not often else tuple(often)
    counts = np.zeros((len(claims), int((end - begins).total_seconds() // 3600)))
    for at, claim, many in rows:
        row = claims.index(claim) if claim in claims else len(claims) - 1
        counts[row, int((at - begins).total_seconds() // 3600)] += many
    return claims, History(begins, counts)


def _hour(told: str) -> datetime:
    return datetime.fromisoformat(f"{told.replace('T', ' ')}:00:00+00:00")


def _kinds(cases: Cases, claims: tuple[str, ...], now: datetime) -> Queue:
    rules = house.rules()
    fields = ("claim", "stake_minor", "amount_minor", "currency", "opened_at", "due_at")
    rows = list(cases.order_by("-id").values(*fields)[:SAMPLE])
    share = _stake_of_amount(rows)
    stakes: dict[str, list[float]] = defaultdict(list)
    hours: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        claim = row["claim"] if row["claim"] in claims else REST
        rate = in_common(row["currency"] or "CNY", rules, now.date())
        guess = (row["amount_minor"] or 0) * share
        stakes[claim].append(rate * (guess if row["stake_minor"] is None else row["stake_minor"]))
        if row["due_at"]:
            hours[claim].append((row["due_at"] - row["opened_at"]).total_seconds() / 3600)
    thirds = [size for claim in claims for size in _in_thirds(stakes[claim])]
    work = [rules.dispatching.work_of(claim, in_review=False) for claim in claims]
    clock = [max(median(hours[claim]), 1.0) if hours[claim] else _USUAL_HOURS for claim in claims]
    return Queue(
        stake=np.array(thirds),
        minutes=np.repeat([float(max(one.minutes, 1)) for one in work], _THIRDS),
        hours=np.repeat(clock, _THIRDS),
        hazard=np.repeat([one.leave / 1000 for one in work], _THIRDS),
        waiting=np.zeros(len(claims) * _THIRDS),
    )


def _stake_of_amount(rows: list[dict[str, Any]]) -> float:
    """Return which share of the amount is at stake, where both are known: a closed case has no stake any more."""
    known = [row for row in rows if row["stake_minor"] is not None and row["amount_minor"]]
    amounts = sum(row["amount_minor"] for row in known)
    return sum(row["stake_minor"] for row in known) / amounts if amounts else 1.0


def _in_thirds(stakes: list[float]) -> list[float]:
    """Return the mean of the smallest, the middle and the largest third."""
    if not stakes:
        return [0.0] * _THIRDS
    return [float(part.mean()) if len(part) else 0.0 for part in np.array_split(np.sort(stakes), _THIRDS)]


def in_minutes(people: Numbers, now: datetime) -> Numbers:
    """Return the minutes that so many people put into cases in each hour."""
    result: Numbers = people * HOUR * useful(now)
    return result
