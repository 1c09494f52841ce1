"""A row that lay around in a file takes no case back, and a row that shows it is newer is followed."""

import pytest

from hejie.casefile.entries import StageMoved
from hejie.casefile.stages import Stage, Turn
from hejie.intake.age import BEHIND, CLOSED, older
from tests.cast import then
from tests.intake.ledger import CHENS_CUP, notice, rules
from tests.intake.test_opening import added, opened, order_row

AGREED = {"退款状态": "卖家已经同意退款，等待买家退货"}
SENT_BACK = {"退款状态": "买家已经退货，等待卖家确认收货"}
REFUSED = {"退款状态": "卖家拒绝退款"}


def told(*changes):
    """The case after the platform told these changes, one after the other."""
    file = opened()
    for change in changes:
        file = file.add(*added(file, CHENS_CUP | change))
    return file


def age(file, row):
    return older(file, notice("taobao", row), rules=rules())


@pytest.mark.shows("P2")
def test_what_would_reopen_what_the_platform_closed_is_old_unless_a_later_time_shows_it_is_not():
    closed = told({"退款状态": "退款成功"})
    assert age(closed, CHENS_CUP) == CLOSED
    assert age(closed, CHENS_CUP | {"更新时间": "2026-11-13 09:00:00"}) in ("", CLOSED)
    assert age(closed, order_row()) == ""
    assert age(closed, CHENS_CUP | {"退款状态": "退款关闭"}) == ""
    assert age(then(opened(), StageMoved(Stage.CLOSED, Turn.NOBODY, "Ana closed it")), CHENS_CUP) == ""


@pytest.mark.shows("P2", "T9")
def test_a_row_that_goes_back_on_the_way_of_a_return_is_behind():
    file = told(AGREED, SENT_BACK)
    assert age(file, CHENS_CUP) == BEHIND
    assert age(file, CHENS_CUP | AGREED) == BEHIND
    assert age(file, CHENS_CUP | SENT_BACK) == ""
    assert age(file, CHENS_CUP | {"退款状态": "退款成功"}) == ""


def test_a_later_deadline_shows_that_the_platform_did_take_it_back():
    file = told(AGREED)
    assert age(file, CHENS_CUP | {"超时时间": "2026-11-20 12:00:00"}) == ""
    assert age(file, CHENS_CUP | {"超时时间": "2026-11-10 12:00:00"}) == BEHIND


def test_a_row_that_says_to_the_letter_what_was_said_before_is_behind_though_its_status_may_come_again():
    file = told(REFUSED)
    assert age(file, CHENS_CUP) == BEHIND
    assert age(file, CHENS_CUP | {"买家退款金额": "50.00"}) == ""


def test_a_first_move_is_never_behind_and_neither_is_the_same_row_again():
    assert age(opened(), CHENS_CUP) == ""
    assert age(opened(), CHENS_CUP | REFUSED) == ""
    assert age(told(REFUSED), CHENS_CUP | REFUSED) == ""
