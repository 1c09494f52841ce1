"""Is Chen told what he would ask next, once, and not while an agent talks to him?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.desk import house
from hejie.desk.caring import messages, sent
from hejie.desk.cases import store
from hejie.prevention.care import Care
from tests.desk.caring.shelf import brought, order
from tests.desk.cast import NOON
from tests.desk.insights.lived import came

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
SENT = NOON - timedelta(hours=5)


def care(*orders: object) -> Care:
    return messages.due(brought(*orders), rules=house.rules(), now=NOON)  # type: ignore[arg-type]


@pytest.mark.shows("T1")
def test_a_parcel_that_left_is_told_and_one_that_arrived_is_asked_about() -> None:
    arrived = order(2, "李女士", shipped_at=NOON - timedelta(days=3), signed_at=NOON - timedelta(hours=30))
    due = care(order(1, shipped_at=SENT, tracking_no="ZT1"), arrived).due
    assert {(one.reader.buyer, one.about) for one in due} == {("陈先生", "shipped"), ("李女士", "signed")}
    assert "运单号 ZT1" in next(one.text for one in due if one.about == "shipped")


@pytest.mark.shows("T1")
def test_a_parcel_that_is_late_is_told_before_the_buyer_asks() -> None:
    late = order(1, shipped_at=NOON - timedelta(days=6), promised_delivery_by=NOON - timedelta(days=1))
    assert [one.about for one in care(late).due] == ["at_risk"]


def test_what_was_written_down_as_sent_is_not_due_again() -> None:
    (one,) = care(order(1, shipped_at=SENT)).due
    sent.note(brought(), one.reader.buyer, (one.about, one.orders), at=NOON, by="ana")
    assert care().due == ()


def test_who_is_in_dispute_or_wants_peace_is_not_written_to() -> None:
    store.open_many([came(1, 1)])
    found = care(order(1, shipped_at=SENT), order(2, "李女士", shipped_at=SENT))
    assert [one.reader.buyer for one in found.due] == ["李女士"]
    assert [one.because for one in found.left] == ["dispute"]
    sent.note(brought(), "李女士", (sent.REFUSES, ()), at=NOON, by="ana")
    assert care().due == ()


def test_buyers_with_masked_names_are_told_apart_by_their_orders() -> None:
    found = care(*(order(number, "陈**", shipped_at=SENT) for number in (1, 2, 3)))
    assert len(found.due) == 3
    assert all("*" not in one.text for one in found.due)
    sent.note(brought(), "", ("shipped", ["OD000002"]), at=NOON, by="ana")
    assert {one.orders for one in care().due} == {("OD000001",), ("OD000003",)}


def test_many_orders_cost_as_many_queries_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST", 20)
    shop = brought(*(order(number, f"买家{number}", shipped_at=SENT) for number in range(1, 40)))
    rules = house.rules()
    with CaptureQueriesContext(connection) as queries:
        assert len(messages.due(shop, rules=rules, now=NOON).due) == 20
    assert len(queries) <= 4
