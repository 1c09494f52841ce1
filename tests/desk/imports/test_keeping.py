"""Landing into the desk's real store."""

import pytest

from hejie.casefile.parties import SYSTEM
from hejie.desk.cases import store
from hejie.desk.imports.keeping import StoreKeeper
from hejie.desk.imports.landing import Landing
from tests.cast import NOON
from tests.desk.imports.test_landing import cup
from tests.intake.ledger import read, rules
from tests.intake.test_opening import order_row

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def land(found):
    return Landing(StoreKeeper(), rules()).land(found, at=NOON, by=SYSTEM)


def entries():
    return {file.case_id: len(file.lines) for file in store.every()}


@pytest.mark.shows("P1")
def test_a_file_lands_in_the_store_and_again_changes_nothing():
    rows = [cup(number) for number in range(1, 8)]
    assert land(rows).opened == 7
    before = entries()
    again = land(rows)
    assert (again.opened, again.updated, again.unchanged) == (0, 0, 7)
    assert entries() == before


def test_changes_and_orders_reach_the_cases_they_are_about():
    land([cup(1), cup(2)])
    landed = land([cup(1, 退款状态="卖家拒绝退款"), cup(2, 退款状态="退款成功")])
    assert landed.updated == 2
    landed = land([read("taobao", order_row(订单编号=f"26{number}")) for number in (1, 2, 9)])
    assert (landed.updated, landed.unmatched) == (1, 2)
    file = store.load("taobao:lantern:1")
    assert file.turn == "buyer"
    assert file.facts["order_state"].value == "shipped"
    file.verify()
