"""Does a list show each case once, in the right view, in the order of what runs out first, at any depth?"""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hejie.casefile.entries import CaseClosed, CaseTaken, ClockSet, ClockStopped, Escalated, StageMoved
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.cases import store
from hejie.desk.finding import counting, queue
from hejie.desk.models import CaseIndex, Planned, Shop
from tests.desk.cast import ANA, CLAUSE, NOON, entry, opened
from tests.desk.team import LAMPS, SHOES, desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def due_in(number: int, hours: int) -> None:
    clock = ClockSet("other", NOON + timedelta(hours=hours), Role.SELLER, {"en": "lost"}, "rule", CLAUSE)
    store.open_many([opened(number).add(entry(ClockStopped("reply")), entry(clock))])


def all_pages(asked: queue.Asked) -> list[int]:
    numbers: list[int] = []
    while True:
        found = queue.page(CaseIndex.objects.all(), asked, "ana")
        numbers += [row["id"] for row in found.rows]
        if not found.next:
            return numbers
        asked = asked._replace(after=found.next)


def seen_by(keys: tuple[str, ...]) -> queue.Cases:
    if not keys:
        return CaseIndex.objects.all()
    store.open_many([opened(1), opened(2, shop="shoes")])
    return people.visible_to(hire("ana", "agent", *keys), list(Shop.objects.filter(key__in=keys)))


@given(hours=st.lists(st.integers(1, 5), min_size=1, max_size=25))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_leafing_through_shows_each_case_once_and_in_order(
    hours: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = CaseIndex.objects.count()
    monkeypatch.setattr(queue, "PAGE", 4)
    for number, hour in enumerate(hours):
        due_in(first + number, hour)
    expected = list(CaseIndex.objects.order_by("sort_at", "id").values_list("id", flat=True))
    assert all_pages(queue.Asked("due")) == expected


def test_each_case_stands_in_the_views_it_belongs_to() -> None:
    moves = {
        1: [],
        2: [StageMoved(Stage.NEGOTIATION, Turn.BUYER), ClockStopped("reply")],
        3: [StageMoved(Stage.PLATFORM_REVIEW, Turn.PLATFORM), ClockStopped("reply")],
        4: [CaseTaken("ana")],
        5: [Escalated(Role.SUPERVISOR, CLAUSE)],
        6: [CaseClosed("withdrawn", "误会", "说清楚")],
        7: [StageMoved(Stage.NEGOTIATION, Turn.BUYER)],
    }
    for number, happened in moves.items():
        store.open_many([opened(number).add(*(entry(what, by=ANA) for what in happened))])
    ids = dict(CaseIndex.objects.values_list("id", "after_sales_id"))
    views = {
        view: sorted(int(ids[number][2:]) for number in all_pages(queue.Asked(view))) for view in queue.VIEWS
    }
    assert views == {
        "due": [1, 4, 5, 7],  # 7: the buyer has the move, but our clock still runs
        "mine": [4],
        "waiting": [2],
        "platform": [3],
        "escalated": [5],
        "approval": [],
        "next": [],  # nothing is planned yet
        "errands": [],
        "all": [1, 2, 3, 4, 5, 7],
        "closed": [6],
    }
    counted = queue.counts(CaseIndex.objects.all(), "ana")
    assert counted == {view: len(numbers) for view, numbers in views.items() if view != "closed"}


def test_what_is_next_for_a_person_is_theirs_or_meant_for_them_or_for_anybody() -> None:
    names, expected = ("", "ana", "bo"), []
    kinds = list(product(names, names, names, ("due", "waiting")))
    store.open_many([opened(number) for number, _ in enumerate(kinds)])
    plan = {"stake": 1, "currency": "CNY", "minutes": 1, "by_minute": 1}
    for row, (place, (assignee, meant_for, held_by, where)) in zip(
        CaseIndex.objects.order_by("id"), enumerate(kinds), strict=True
    ):
        CaseIndex.objects.filter(pk=row.pk).update(assignee=assignee, queue=where)
        Planned.objects.create(case=row, place=place, meant_for=meant_for, held_by=held_by, **plan)
        hers = assignee == "ana" or (not assignee and meant_for in ("", "ana"))
        taken_over = meant_for == "ana" and assignee == held_by
        expected += [row.pk] if where == "due" and (hers or taken_over) else []
    assert all_pages(queue.Asked("next")) == expected
    assert queue.counts(CaseIndex.objects.all(), "ana")["next"] == len(expected)


@pytest.mark.parametrize("keys", [(), (LAMPS,), (LAMPS, SHOES)])
def test_a_list_is_read_along_an_index_of_its_own(keys: tuple[str, ...]) -> None:
    """As SQLite plans it. PostgreSQL plans by how many rows there are, and here are none."""
    wanted = {
        "due": "case_shop_queue" if len(keys) == 1 else "case_queue",
        "closed": "case_shop_queue" if len(keys) == 1 else "case_queue",
        "all": "case_open (is_open=?)",
        "mine": "case_mine",
        "platform": "case_platform",
        "approval": "case_approval",
        "escalated": "case_escalated",
        "errands": "case_errand",
        "next": "planned_for",
    }
    cases = seen_by(keys)
    for view, index in wanted.items():
        planned = queue.listed(cases, queue.Asked(view), "ana", keys).values("id")[:50].explain()
        assert connection.vendor != "sqlite" or index in planned, (view, planned)


def test_a_crowd_is_counted_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", 3)
    store.open_many([opened(number) for number in range(9)])
    assert queue.counts(CaseIndex.objects.all(), "ana")["due"] == 4


def test_an_id_is_found_in_whatever_view_and_words_within_the_view() -> None:
    store.open_many([opened(1), opened(2)])
    store.change(opened(2).case_id, lambda _: [entry(CaseClosed("withdrawn", "误会", "说清楚"))])
    everything = CaseIndex.objects.all()

    def found(words: str) -> list[str]:
        return [
            row["after_sales_id"]
            for row in queue.page(everything, queue.Asked("due", words=words), "ana").rows
        ]

    assert found("RF000002") == ["RF000002"]
    assert found("OD000002") == ["RF000002"]
    assert found("台灯") == ["RF000001"]
    assert found("陈先生") == ["RF000001"]
    assert found("没有这个词") == []


def test_filters_narrow_a_view() -> None:
    store.open_many([opened(1), opened(2, shop="shoes"), opened(3, claim="stalled")])
    assert len(all_pages(queue.Asked("due", shop=SHOES))) == 1
    assert len(all_pages(queue.Asked("due", claim="stalled"))) == 1
    assert len(all_pages(queue.Asked("due", platform="pinduoduo"))) == 0


def test_a_mark_that_somebody_made_up_begins_at_the_top() -> None:
    store.open_many([opened(1)])
    assert len(all_pages(queue.Asked("due", after="yesterday~x"))) == 1


@pytest.mark.parametrize("shops", [[LAMPS], [LAMPS, SHOES]])
def test_the_queue_page_asks_the_data_base_as_often_for_many_cases_as_for_one(
    shops: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "FRESH", -1.0)  # else the second page would count less than the first
    monkeypatch.setattr(house, "LOOKS_EVERY", 1e9)  # on a slow day a second passes between two pages
    store.open_many([opened(1), opened(2, shop="shoes")])
    client = desk_of(hire("ana", "agent", *shops))

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/queue").status_code == 200
        return len(queries)

    asked()  # the first page writes down that she is there
    few = asked()
    store.open_many([opened(number) for number in range(10, 60)])
    assert asked() == few <= 10


def test_a_page_without_rows_says_so_unless_it_only_ends_a_list() -> None:
    root = desk_of(hire("root", "admin"))
    beyond = "/queue?q=nowhere&after=garbage"
    assert "没有符合条件的案件" in root.get(beyond).content.decode()
    assert "没有符合条件的案件" not in root.get(beyond, headers={"HX-Target": "more"}).content.decode()
