"""Is the work bounded however large the shop is, and is nothing counted as new only because it is not looked at?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.insights import reading
from hejie.desk.models import Shop
from tests.desk.cast import NOON
from tests.desk.insights.lived import came, closed
from tests.desk.team import LAMPS

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def shop() -> Shop:
    return Shop.objects.get(key=LAMPS)


def test_of_many_cases_the_newest_are_read_and_those_that_stirred_lately(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST", 3)
    store.open_many([came(number, number) for number in range(1, 9)])
    store.open_many([came(number, 40, *closed("漏装")) for number in range(10, 14)])
    with CaptureQueriesContext(connection) as queries:
        seen = reading.read(shop(), NOON)
    assert [file.opened.after_sales_id for file in seen.newest] == ["RF000001", "RF000002", "RF000003"]
    assert (len(seen.stirred), seen.of, seen.is_whole) == (3, 12, False)
    assert seen.since == NOON - timedelta(days=3)
    assert len(queries) <= 5  # one of them asks for the shop


def test_where_not_all_days_were_read_the_index_tells_the_complaints_without_their_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.open_many([came(number, number, facts=(known("destination", "四川"),)) for number in range(1, 9)])
    whole = reading.events(shop(), reading.read(shop(), NOON), rules=house.rules(), now=NOON)
    assert {event.slices for event in whole} == {("四川",)}
    monkeypatch.setattr(reading, "MOST", 3)
    seen = reading.read(shop(), NOON)
    few = reading.events(shop(), seen, rules=house.rules(), now=NOON)
    assert (len(few), {event.slices for event in few}) == (8, {()})


def test_a_complaint_of_an_export_came_when_the_buyer_applied_and_not_when_it_was_brought_in() -> None:
    applied = known("applied_at", Moment(NOON - timedelta(days=5, hours=3)))
    store.open_many([came(1, 0, facts=(applied,))])
    (event,) = reading.events(shop(), reading.read(shop(), NOON), rules=house.rules(), now=NOON)
    assert event.at == NOON - timedelta(days=5, hours=3)
    assert reading.by_hour([event], "Asia/Shanghai")[9] == 1


def test_a_desk_of_a_few_weeks_does_not_know_yet_what_is_usual() -> None:
    store.open_many([came(1, 20)])
    seen = reading.read(shop(), NOON)
    found = reading.events(shop(), seen, rules=house.rules(), now=NOON)
    assert not reading.has_history(found, rules=house.rules(), now=NOON)
    assert not reading.has_history([], rules=house.rules(), now=NOON)
    store.open_many([came(2, 60)])
    found = reading.events(shop(), reading.read(shop(), NOON), rules=house.rules(), now=NOON)
    assert reading.has_history(found, rules=house.rules(), now=NOON)
