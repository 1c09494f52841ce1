"""Is what a buyer was sent written down once, and only what one may write about?"""

from datetime import timedelta

import pytest

from hejie.desk.caring import sent
from hejie.desk.models import CareSent
from tests.desk.caring.shelf import brought, order
from tests.desk.cast import NOON

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_clicked_twice_it_was_sent_once() -> None:
    shop = brought(order(1))
    for minutes in (0, 1):
        sent.note(shop, "陈先生", ("shipped", ["OD000001"]), at=NOON + timedelta(minutes=minutes), by="ana")
    sent.note(shop, "陈先生", ("shipped", ["OD000002"]), at=NOON, by="ana")
    assert CareSent.objects.count() == 2
    (letters,) = sent.sent_to("taobao", ["陈先生"], now=NOON).values()
    assert {one.orders for one in letters} == {("OD000001",), ("OD000002",)}


def test_nobody_is_written_to_about_something_made_up() -> None:
    with pytest.raises(sent.NoSuchMessage):
        sent.note(brought(order(1)), "陈先生", ("advert", []), at=NOON, by="ana")


def test_the_wish_for_peace_is_no_letter_and_is_found_again() -> None:
    sent.note(brought(order(1)), "陈先生", (sent.REFUSES, []), at=NOON, by="ana")
    assert sent.sent_to("taobao", ["陈先生"], now=NOON) == {}
    assert sent.left_in_peace("taobao", ["陈先生", "李女士"]) == {"陈先生"}
