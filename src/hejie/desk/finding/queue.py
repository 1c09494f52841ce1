"""Which cases does a person see in a list, in which order, and how many are there?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from hejie.desk.cases.index import NEVER
from hejie.desk.cases.searching import holding
from hejie.desk.models import CaseIndex, Planned

PAGE = 50
MOST_COUNTED = 1000
FIELDS = (
    "id", "case_id", "platform", "shop_key", "after_sales_id", "order_id", "buyer", "goods", "claim", "wants",
    "stage", "turn", "queue", "stepped_in", "assignee", "escalated_to", "approval_of", "verdict", "verdict_state",
    "asks", "due_at", "sort_at", "amount_minor", "stake_minor", "currency", "outcome", "updated_at", "head", "errand",
)  # fmt: skip
# What a row of the page shows (templates/queue/row.html); each further column costs it some microseconds a row.
ROW = (
    "id", "platform", "shop_key", "after_sales_id", "buyer", "goods", "claim", "stage", "assignee", "escalated_to",
    "approval_of", "verdict", "verdict_state", "asks", "due_at", "sort_at", "amount_minor", "stake_minor", "currency",
    "outcome", "head", "errand",
)  # fmt: skip
# What the sentence about a place in the plan needs (hejie.desk.telling.turn).
PLACE = ("place", "stake", "currency", "minutes", "by_minute", "price", "guessed", "too_late")
Cases = QuerySet[CaseIndex]
Counting = tuple[str, tuple[Any, ...]]


class Asked(NamedTuple):
    """What a person wants to see: a view, filters, words to search for, and after which row to go on."""

    view: str = "due"
    platform: str = ""
    claim: str = ""
    shop: str = ""
    words: str = ""
    after: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Read it from the query of an address; a view that does not exist is the first one."""
        view = given.get("view", "due")
        return cls(
            view=view if view in VIEWS else "due",
            platform=given.get("platform", ""),
            claim=given.get("claim", ""),
            shop=given.get("shop", ""),
            words=given.get("q", "").strip()[:100],
            after=given.get("after", ""),
        )


class Page(NamedTuple):
    """One page of a list, and the mark after which the next one begins (empty on the last)."""

    rows: list[dict[str, Any]]
    next: str


def in_view(cases: Cases, view: str, person: str, shops: Sequence[str] = ()) -> Cases:
    """Return the cases of one view, in its order: what runs out first comes first, what was closed last first.

    `shops` are the keys of those that `cases` is restricted to, if it is.
    """
    chosen = {
        "next": meant_for(person),
        "mine": Q(is_open=True, assignee=person) & ~Q(assignee=""),
        "due": Q(queue="due"),
        "waiting": Q(queue="waiting"),
        "platform": Q(is_open=True, stepped_in=True),
        "escalated": Q(is_open=True) & ~Q(escalated_to=""),
        "approval": ~Q(approval_of=""),
        "errands": ~Q(errand=""),
        "closed": Q(queue="closed"),
    }.get(view, Q(is_open=True))
    order = {"closed": ("-sort_at", "-id"), "next": ("planned__place", "id")}.get(view, ("sort_at", "id"))
    if len(shops) == 1 and view in BY_SHOP:
        cases = cases.filter(shop_key=shops[0])
    return cases.filter(chosen).order_by(*order)


def meant_for(person: str) -> Q:
    """Return the condition for cases that are a person's next: theirs, or meant for them or for anybody, as planned."""
    mine = Q(assignee=person) | Q(assignee="", planned__meant_for__in=("", person))
    taken_over = Q(planned__meant_for=person, assignee=F("planned__held_by"))
    # Said before once more, by what one index each finds: an OR over two tables would read the whole plan, and so
    # would SQLite if it saw that the queue has an index too.
    held = CaseIndex.objects.filter(is_open=True, assignee=person).exclude(assignee="").values("id")
    meant = Planned.objects.filter(meant_for__in=("", person)).values("case_id")
    near = Q(id__in=held.union(meant))
    due = Q(Exact(Coalesce("queue", Value("")), Value("due")))
    return near & due & Q(planned__isnull=False) & (mine | taken_over)


VIEWS = ("next", "due", "mine", "waiting", "platform", "escalated", "approval", "errands", "all", "closed")
BY_SHOP = ("due", "waiting", "closed")  # views with an index of their own for a person of one shop
OWN = ("next", "mine")  # views that differ from person to person


def page(
    cases: Cases, asked: Asked, person: str, shops: Sequence[str] = (), fields: Sequence[str] = FIELDS
) -> Page:
    """Return one page; it costs the same at any depth, since each page goes on from the last row of the one before.

    `shops` are the keys of those that `cases` is restricted to, if it is: a search then looks only among theirs.
    """
    found = listed(cases, asked, person, shops)
    if asked.after:
        found = _beyond(found, asked)
    more_of = [f"planned__{name}" for name in PLACE] if asked.view == "next" else []
    rows = list(found.values(*fields, *more_of)[: PAGE + 1])
    more = len(rows) > PAGE
    return Page(rows[:PAGE], mark(rows[PAGE - 1]) if more else "")


def listed(cases: Cases, asked: Asked, person: str, shops: Sequence[str] = ()) -> Cases:
    """Return the cases of a view that its filters and words leave, from the first on."""
    found = _filtered(in_view(cases, asked.view, person, shops), asked)
    if asked.words:
        return _matching(found, cases, asked, shops)
    # SQLite finds no way into an index by a bare flag: it would read all cases, and sort the open ones.
    return found.filter(is_open__in=(True,)) if asked.view == "all" else found


COUNTED = tuple(view for view in VIEWS if view != "closed")


def counts(cases: Cases, person: str, views: Sequence[str] = COUNTED) -> dict[str, int]:
    """Return how many cases each view holds, all in one query, none counted beyond MOST_COUNTED + 1."""
    return counted(counting_sql(cases, person, views), views)


def counting_sql(cases: Cases, person: str, views: Sequence[str], shops: Sequence[str] = ()) -> Counting:
    """Return the query that counts, with its values: writing it costs more than asking it, so it may be kept."""
    return sql_of(in_view(cases, view, person, shops) for view in views)


def sql_of(lists: Iterable[Cases]) -> Counting:
    """Return the one query that counts several lists, with its values."""
    parts, values = [], list[Any]()
    for number, cases in enumerate(lists):
        try:
            sql, with_values = cases.order_by().values("id")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:  # Django sees that nothing can be in it and writes no query
            parts.append("SELECT 0")
            continue
        parts.append(f"SELECT COUNT(*) FROM ({sql}) AS list_{number}")  # noqa: S608  Django wrote it
        values += with_values
    return f"SELECT {', '.join(f'({part})' for part in parts)}", tuple(values)


def counted(asked: Counting, views: Sequence[str]) -> dict[str, int]:
    """Return what such a query counts."""
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return dict(zip(views, cursor.fetchone(), strict=True))


def mark(row: dict[str, Any]) -> str:
    """Return the mark of a row, from which the next page goes on."""
    place = row.get("planned__place")
    return f"{row['sort_at'].isoformat() if place is None else place}~{row['id']}"


def _filtered(cases: Cases, asked: Asked) -> Cases:
    wanted = {"platform": asked.platform, "claim": asked.claim, "shop_key": asked.shop}
    return cases.filter(**{column: value for column, value in wanted.items() if value})


def _matching(listed: Cases, everything: Cases, asked: Asked, shops: Sequence[str]) -> Cases:
    # An id is looked up first, among all cases: whoever types one wants that case, in whatever view it stands.
    words = asked.words
    exact = everything.filter(Q(after_sales_id=words) | Q(order_id=words) | Q(case_id=words))
    if exact.exists():
        return exact.order_by("sort_at", "id")
    of = [asked.shop] if asked.shop else shops
    found = listed.filter(id__in=holding(words, is_open=asked.view != "closed", shops=of))
    # Ordered by an expression, or SQLite would walk the whole view in its order to meet a few cases on the way.
    sort = Coalesce("sort_at", Value(NEVER))
    return found.order_by(sort.desc(), "-id") if asked.view == "closed" else found.order_by(sort, "id")


def _beyond(cases: Cases, asked: Asked) -> Cases:
    at_text, _, number = asked.after.partition("~")
    if asked.view == "next":
        return cases.filter(planned__place__gt=int(at_text)) if at_text.isdecimal() else cases
    try:
        at, last = datetime.fromisoformat(at_text), int(number)
    except ValueError:
        return cases  # a mark that somebody typed: begin at the top
    if asked.view == "closed":
        return cases.filter(Q(sort_at__lte=at) & (Q(sort_at__lt=at) | Q(id__lt=last)))
    return cases.filter(Q(sort_at__gte=at) & (Q(sort_at__gt=at) | Q(id__gt=last)))
