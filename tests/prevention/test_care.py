"""Which buyer is to be told about which parcel now?"""

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hejie.prevention.care import Happened, Order, care
from hejie.prevention.pacing import Contacted, Reader
from hejie.rulebook import load_rulebook
from tests.cast import NOON, hours

RULES = load_rulebook()
CHEN = Reader("Chen", "taobao", "zh-CN", "Asia/Shanghai", "CN")
BUYER = ("taobao", "Chen")


def order(number, *happened, reader=CHEN, **more):
    return Order(number, reader, "保温杯", tuple(Happened(state, at) for state, at in happened), **more)


def asked(*orders, sent=(), at=NOON):
    return care(orders, {BUYER: tuple(sent)}, rules=RULES, at=at)


def told(found):
    return [(one.about, one.orders, one.due_at) for one in found.due]


@pytest.mark.shows("T1")
@pytest.mark.parametrize(
    ("state", "after", "about"),
    [("picked_up", 1, "shipped"), ("arrived_city", 1, "arrived"), ("out_for_delivery", 1, "out_for_delivery"),
     ("delivered", 25, "signed"), ("at_risk", 1, "at_risk")],
)  # fmt: skip
def test_each_event_of_a_parcel_brings_its_message(state, after, about):
    found = asked(order("1", (state, NOON - hours(after))))
    assert told(found) == [(about, ("1",), NOON)]
    assert "订单 1（保温杯）" in found.due[0].text
    assert found.due[0].channel == "platform_chat"


@pytest.mark.shows("T1")
def test_a_signed_parcel_is_asked_about_a_day_later_and_not_at_once():
    signed = order("1", ("delivered", NOON))
    assert asked(signed).due == ()
    (due,) = asked(signed, at=NOON + hours(24)).due
    assert "用着还合心意吗" in due.text


def test_newer_news_replaces_older_and_what_is_too_late_is_not_said():
    found = asked(order("1", ("picked_up", NOON - hours(20)), ("out_for_delivery", NOON - hours(1))))
    assert told(found) == [("out_for_delivery", ("1",), NOON)]
    assert [(one.about, one.because) for one in found.left] == [("shipped", "replaced")]
    late = asked(order("1", ("picked_up", NOON - hours(90))))
    assert [one.because for one in late.left] == ["expired"]
    assert late.left[0].says["zh-CN"] == "订单 1：已过时，不再发。"


@pytest.mark.shows("T1")
def test_asked_again_after_sending_it_says_nothing():
    one = order("1", ("picked_up", NOON - hours(1)))
    assert asked(one) == asked(one)
    assert asked(one, sent=[Contacted("shipped", NOON, ("1",))], at=NOON + hours(4)).due == ()


@pytest.mark.shows("T1")
def test_two_orders_of_one_buyer_share_a_message_so_that_none_is_left_out():
    found = asked(order("1", ("picked_up", NOON - hours(1))), order("2", ("picked_up", NOON - hours(2))))
    (due,) = found.due
    assert due.orders == ("1", "2")
    assert "订单 1、2（保温杯）" in due.text


def test_the_urgent_message_goes_first_and_the_other_waits_its_turn():
    found = asked(order("1", ("picked_up", NOON - hours(1))), order("2", ("at_risk", NOON - hours(1))))
    assert told(found) == [("at_risk", ("2",), NOON), ("shipped", ("1",), NOON + hours(3))]


def test_who_has_had_enough_messages_gets_none_that_would_come_too_late():
    sent = [Contacted("greeting", NOON - hours(1)), Contacted("revisit", NOON - hours(5))]
    found = asked(order("1", ("out_for_delivery", NOON - hours(2))), sent=sent)
    assert found.due == ()
    assert [one.because for one in found.left] == ["too_often"]


def test_in_a_dispute_only_the_agent_speaks():
    found = asked(order("1", ("picked_up", NOON - hours(1)), in_dispute=True))
    assert (found.due, [one.because for one in found.left]) == ((), ["dispute"])


def test_a_platform_without_an_allowed_way_gets_no_message():
    found = asked(order("1", ("picked_up", NOON - hours(1)), reader=replace(CHEN, platform="elsewhere")))
    assert (found.due, [one.because for one in found.left]) == ((), ["no_way"])


def test_a_buyer_in_brazil_reads_portuguese_by_day():
    reader = Reader("Chen", "aliexpress", "pt-BR", "America/Sao_Paulo", "BR")
    (due,) = asked(order("1", ("picked_up", NOON - hours(1)), reader=reader)).due  # one in the morning there
    assert due.due_at.astimezone(ZoneInfo(reader.zone)).hour == 8
    assert due.text.startswith("Olá, Chen, seu pedido 1")


EVENTS = ("picked_up", "arrived_city", "out_for_delivery", "delivered")
JOURNEYS = st.lists(st.lists(st.integers(1, 30), min_size=4, max_size=4), min_size=1, max_size=6)


@pytest.mark.shows("T1")
@given(JOURNEYS)
@settings(max_examples=12, deadline=None)
def test_no_order_is_left_out_no_buyer_is_annoyed_and_nothing_is_said_twice(journeys):
    orders = []
    for number, steps in enumerate(journeys):
        ends = [NOON + hours(sum(steps[: place + 1])) for place in range(4)]
        orders.append(order(str(number), *zip(EVENTS, ends, strict=True)))
    sent = []
    for hour in range(0, 240, 2):
        now = NOON + hours(hour)
        seen = [
            replace(one, happened=tuple(step for step in one.happened if step.at <= now)) for one in orders
        ]
        for due in asked(*seen, sent=sent, at=now).due:
            if due.due_at <= now:
                sent.append(Contacted(due.about, now, due.orders))
    times = [one.at for one in sent]
    assert all(8 <= time.astimezone(ZoneInfo(CHEN.zone)).hour < 22 for time in times)
    assert all(later - earlier >= hours(3) for earlier, later in pairwise(times))
    assert all(sum(time - timedelta(days=1) < other <= time for other in times) <= 2 for time in times)
    said = [(one.about, number) for one in sent for number in one.orders]
    assert len(said) == len(set(said))
    assert {number for _, number in said} == {one.order_id for one in orders}
    assert {number for about, number in said if about == "signed"} == {one.order_id for one in orders}
