"""Are old customers found by a filter, and is nobody pestered?"""

from datetime import timedelta

import pytest

from hejie.desk import house
from hejie.desk.caring import customers, sent
from hejie.desk.caring.customers import Sought
from hejie.desk.cases import store
from tests.desk.caring.shelf import brought, order
from tests.desk.cast import NOON
from tests.desk.insights.lived import came

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
LONG_AGO, ANYBODY = NOON - timedelta(days=90), Sought()


def names(sought: Sought = ANYBODY) -> list[str]:
    found = customers.letters(brought(), sought, rules=house.rules(), now=NOON)
    return [one.reader.buyer for one in found]


@pytest.mark.shows("T3")
def test_who_ordered_several_times_and_then_no_more_is_asked_how_it_goes() -> None:
    brought(*(order(number, ordered_at=LONG_AGO) for number in (1, 2)))
    brought(*(order(number, "李女士", ordered_at=LONG_AGO) for number in (3, 4)))
    brought(order(5, "李女士", ordered_at=NOON - timedelta(days=2)), order(6, "王**", ordered_at=LONG_AGO))
    brought(order(7, "王**", ordered_at=LONG_AGO), order(8, "一次客", ordered_at=LONG_AGO))
    assert names() == ["陈先生"]
    assert names(Sought(goods="沙发")) == []
    assert names(Sought(kind="loyalty", least_orders=3)) == ["李女士"]


@pytest.mark.shows("T3")
def test_who_was_written_to_lately_refuses_or_is_in_dispute_is_left_alone() -> None:
    for place, buyer in enumerate(("甲", "乙", "丙", "丁")):
        brought(*(order(10 * place + number, buyer, ordered_at=LONG_AGO) for number in (1, 2)))
    sent.note(brought(), "乙", ("loyalty", ()), at=NOON - timedelta(days=3), by="ana")
    sent.note(brought(), "丙", (sent.REFUSES, ()), at=NOON - timedelta(days=30), by="ana")
    store.open_many([came(99, 1, buyer="丁")])
    assert names() == ["甲"]


def test_without_a_feast_nobody_is_greeted() -> None:
    brought(*(order(number, ordered_at=LONG_AGO) for number in (1, 2)))
    assert names(Sought(kind="greeting")) == []


def test_a_name_that_a_spreadsheet_would_run_is_harmless_in_the_file() -> None:
    brought(*(order(number, "=HYPERLINK(1)", ordered_at=LONG_AGO) for number in (1, 2)))
    listed = customers.letters(brought(), Sought(), rules=house.rules(), now=NOON)
    head, row = list(customers.as_csv(listed))
    assert head.startswith("\ufeffbuyer,")
    assert row.startswith("'=HYPERLINK(1),revisit,平台聊天窗口,")
