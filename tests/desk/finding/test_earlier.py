"""What does the desk know of Chen from other cases in the shop, at a cost that does not grow with the desk?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.casefile.entries import MessageReceived
from hejie.casefile.parties import Actor, Role
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.finding import earlier as asked
from hejie.desk.finding.earlier import Earlier, earlier
from hejie.desk.models import CaseIndex
from tests.desk.cast import NOON, entry, opened
from tests.desk.insights.lived import came, closed

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def known_of(number: int) -> Earlier:
    row = CaseIndex.objects.get(after_sales_id=f"RF{number:06d}")
    return earlier(row, store.load(row.case_id), at=NOON)


@pytest.mark.shows("T3")
def test_other_cases_of_the_buyer_are_told_with_their_end_and_those_of_others_are_not() -> None:
    store.open_many([came(1, 9, *closed("漏装")), came(2, 1), came(3, 2, buyer="李女士")])
    store.open_many([opened(4, shop="shoes")])
    (other,) = known_of(2).cases
    assert (other["after_sales_id"], other["outcome"], other["cause"]) == ("RF000001", "reshipped", "漏装")
    assert known_of(3).cases == []


@pytest.mark.shows("T3")
def test_a_manner_is_told_with_what_shows_it_over_several_cases() -> None:
    chen = Actor(Role.BUYER, "Chen")
    urging = [entry(MessageReceived(Role.BUYER, words), by=chen) for words in ("快点处理，急用", "赶紧")]
    store.open_many([came(number, number).add(*urging) for number in range(1, 5)])
    manner = known_of(1).manner
    assert all(trait.evidence for trait in manner.traits)
    assert {one.case_id for trait in manner.traits for one in trait.evidence} > {"taobao:lamps:RF000001"}


def test_an_export_is_no_way_in_which_somebody_likes_to_write() -> None:
    chen = Actor(Role.BUYER, "Chen")
    heard = [
        entry(MessageReceived(Role.BUYER, f"第 {number} 次", channel="export"), by=chen)
        for number in range(9)
    ]
    store.open_many([came(1, 1).add(*heard)])
    assert (known_of(1).manner.channel, known_of(1).manner.channel_says) == ("", {})


def test_a_name_that_the_platform_masks_is_nobody_s() -> None:
    store.open_many([came(number, number, buyer="陈**") for number in (1, 2)])
    assert known_of(1) == Earlier([], False, known_of(1).manner, True)
    store.open_many([came(5, 1, buyer="")])
    assert not known_of(5).is_hidden


def test_a_buyer_with_many_cases_costs_no_more_than_one_with_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "SHOWN", 3)
    store.open_many([came(number, number) for number in range(1, 12)])
    row = CaseIndex.objects.get(after_sales_id="RF000001")
    file, _ = store.load(row.case_id), house.rules()
    with CaptureQueriesContext(connection) as queries:
        found = earlier(row, file, at=NOON)
    assert (len(found.cases), found.more) == (3, True)
    assert len(queries) == 2
    assert "case_buyer" in CaseIndex.objects.filter(buyer="x", shop_key="y").order_by("-id").explain() or (
        connection.vendor != "sqlite"
    )
