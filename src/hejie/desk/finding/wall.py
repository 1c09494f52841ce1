"""How does the desk stand at a glance: what comes in, what runs out when, what is at risk, who has how much?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Case, CharField, Count, Q, Sum, Value, When
from django.db.models.functions import TruncHour

from hejie.desk.cases.index import NEVER
from hejie.desk.finding.queue import Cases, in_view

HOURS = 24
# Where the eye should stop: the same steps by which a list colours a deadline (hejie.desk.rendering).
STEPS = (
    ("over", timedelta(0)),
    ("critical", timedelta(hours=2)),
    ("soon", timedelta(hours=8)),
    ("near", timedelta(days=1)),
)
BUCKETS = ("over", "critical", "soon", "near", "far", "none")
MOST_AGENTS = 40


class Hour(NamedTuple):
    """What came in and what was closed in one hour."""

    at: datetime
    opened: int
    closed: int


class Bucket(NamedTuple):
    """The open cases whose next deadline of ours falls into one span, and what they would cost, by currency."""

    name: str
    cases: int
    stakes: tuple[tuple[str, int], ...]


class Load(NamedTuple):
    """What one person has in hand; an empty name is nobody's."""

    name: str
    open: int
    over: int
    closed: int


class Wall(NamedTuple):
    """Everything on the wall; `waiting` is how many cases wait for an approval."""

    hours: tuple[Hour, ...]
    buckets: tuple[Bucket, ...]
    loads: tuple[Load, ...]
    stakes: tuple[tuple[str, int], ...]
    waiting: int


def wall(cases: Cases, now: datetime) -> Wall:
    """Return the wall of these cases, in a constant number of queries."""
    buckets = _buckets(cases, now)
    stakes: dict[str, int] = {}
    for bucket in buckets:
        for currency, minor in bucket.stakes:
            stakes[currency] = stakes.get(currency, 0) + minor
    waiting = in_view(cases, "approval", "").count()
    return Wall(_hours(cases, now), buckets, _loads(cases, now), tuple(stakes.items()), waiting)


def _hours(cases: Cases, now: datetime) -> tuple[Hour, ...]:
    first = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    opened, closed = _by_hour(cases, "opened_at", first), _by_hour(cases, "closed_at", first)
    every = (first + timedelta(hours=hour) for hour in range(HOURS))
    return tuple(Hour(at, opened.get(at, 0), closed.get(at, 0)) for at in every)


def _by_hour(cases: Cases, column: str, first: datetime) -> dict[datetime, int]:
    hours = cases.filter(**{f"{column}__gte": first}).annotate(hour=TruncHour(column, tzinfo=UTC))
    return dict(hours.order_by().values_list("hour").annotate(many=Count("id")))


def _buckets(cases: Cases, now: datetime) -> tuple[Bucket, ...]:
    steps = [When(due_at__lte=now + span, then=Value(name)) for name, span in STEPS]
    known = Case(
        *steps, When(due_at__lt=NEVER, then=Value("far")), default=Value("none"), output_field=CharField()
    )
    rows = cases.filter(is_open=True).order_by().annotate(bucket=known).values("bucket", "currency")
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows.annotate(many=Count("id"), stake=Sum("stake_minor")):
        found.setdefault(row["bucket"], []).append((row["currency"], row["many"], row["stake"] or 0))
    return tuple(_bucket(name, found.get(name, [])) for name in BUCKETS)


def _bucket(name: str, rows: list[tuple[str, int, int]]) -> Bucket:
    stakes = tuple((currency, stake) for currency, _many, stake in sorted(rows) if currency and stake)
    return Bucket(name, sum(many for _currency, many, _stake in rows), stakes)


def _loads(cases: Cases, now: datetime) -> tuple[Load, ...]:
    over = Count("id", filter=Q(due_at__lt=now))
    rows = cases.filter(is_open=True).order_by().values("assignee").annotate(many=Count("id"), over=over)
    closed_since = cases.filter(closed_at__gte=now - timedelta(hours=HOURS)).order_by()
    closed = dict(closed_since.values_list("assignee").annotate(many=Count("id")))
    open_now = {row["assignee"]: (row["many"], row["over"]) for row in rows}
    names = sorted({*open_now, *closed}, key=lambda name: (-open_now.get(name, (0, 0))[0], name))
    return tuple(Load(name, *open_now.get(name, (0, 0)), closed.get(name, 0)) for name in names[:MOST_AGENTS])
