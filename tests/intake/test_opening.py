"""A notice opens a case; a later one adds only what is new, and takes nothing back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hejie.casefile.entries import (
    CaseOpened,
    CaseReopened,
    ClockSet,
    ClockStopped,
    Entry,
    FactStated,
    Ground,
    MessageReceived,
    PlatformReported,
    StageMoved,
)
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Role
from hejie.casefile.stages import Stage, Turn
from hejie.intake import merge, open_case
from hejie.intake.mistakes import AnotherCase
from tests.cast import ANA, NOON, happened, hours, then
from tests.intake.ledger import CHENS_CUP, notice, rules

LATER = NOON + hours(3)


def opened(**changed):
    return open_case(notice("taobao", CHENS_CUP | changed), rules=rules(), at=NOON, by=SYSTEM)


def added(file, row, at=LATER):
    return merge(file, notice("taobao", row), rules=rules(), at=at, by=SYSTEM)


@pytest.mark.shows("P1")
def test_a_case_opens_with_the_complaint_its_stage_and_the_buyers_words():
    file = opened()
    assert [type(line.entry.what) for line in file.lines] == [CaseOpened, StageMoved, MessageReceived]
    assert file.case_id == "taobao:lantern:180000000071278919"
    assert (file.claim, file.stage, file.turn) == ("missing_item", Stage.NEGOTIATION, Turn.SELLER)
    assert file.opened.native["买家退款原因"] == "少件/漏发"
    assert file.facts["law"].value == "cn"
    assert file.facts["currency"].value == "CNY"
    file.verify()


def test_a_status_nobody_can_place_moves_nothing():
    file = opened(退款状态="神秘状态")
    assert file.last(StageMoved) is None
    assert file.stage is Stage.INQUIRY


def test_a_code_of_the_platform_is_placed_by_its_folder():
    told = structs.replace(notice("taobao", CHENS_CUP), stage=None, turn=None, status="SELLER_REFUSE_BUYER")
    file = open_case(told, rules=rules(), at=NOON, by=SYSTEM)
    assert (file.stage, file.turn) == (Stage.NEGOTIATION, Turn.BUYER)


def test_a_platform_without_a_folder_opens_a_case_all_the_same():
    told = structs.replace(notice("taobao", CHENS_CUP), platform="somewhere", stage=None, turn=None)
    file = open_case(told, rules=rules(), at=NOON, by=SYSTEM)
    assert file.platform == "somewhere"
    assert "law" not in file.facts


def test_the_same_row_again_changes_nothing():
    assert added(opened(), CHENS_CUP) == ()


def test_only_what_differs_is_reported():
    entries = added(opened(), CHENS_CUP | {"超时时间": "2026-11-15 12:00:00"})
    (report,) = happened(entries)
    assert isinstance(report, PlatformReported)
    assert [fact.name for fact in report.facts] == ["platform_due_at"]
    assert report.native == {"超时时间": "2026-11-15 12:00:00"}


def test_a_new_status_moves_the_case():
    entries = added(opened(), CHENS_CUP | {"退款状态": "卖家已经同意退款，等待买家退货"})
    report, moved = happened(entries)
    assert isinstance(report, PlatformReported)
    assert (moved.stage, moved.turn) == (Stage.AWAITING_RETURN, Turn.BUYER)


def test_what_ana_and_the_rooms_found_out_is_not_taken_back_by_an_old_export():
    corrected = known("paid_amount", Money(16800, "CNY"), said_by="agent", source="order page", at=NOON)
    file = then(opened(), FactStated(corrected), StageMoved(Stage.EVIDENCE, Turn.SELLER, "our move"))
    assert added(file, CHENS_CUP) == ()


def test_the_platform_stepping_in_moves_the_case_though_the_status_is_the_same():
    entries = added(opened(), CHENS_CUP | {"客服介入状态": "客服已经介入"})
    assert happened(entries)[-1].stage is Stage.PLATFORM_REVIEW


def test_the_buyer_may_change_what_is_asked_for():
    changed = {"退款类型": "我要退货退款", "买家退款原因": "质量问题", "买家退款金额": "178.00"}
    file = opened()
    file = file.add(*added(file, CHENS_CUP | changed))
    assert file.claim == "quality"
    assert file.facts["wants"].value == "return_refund"
    assert file.facts["amount"].value == Money(17800, "CNY")


def test_silence_takes_nothing_back():
    file = opened()
    assert (
        added(file, CHENS_CUP | {"买家退款原因": "", "退款类型": "", "超时时间": "", "买家退款金额": ""})
        == ()
    )


def test_new_words_of_the_buyer_are_heard_once():
    file = opened()
    row = CHENS_CUP | {"买家退款说明": "三天了还没人理我！"}
    file = file.add(*added(file, row))
    assert [message.text for message in file.all(MessageReceived)] == [
        "我买了两个，箱子里只有一个！",
        "三天了还没人理我！",
    ]
    assert added(file, row) == ()


def test_a_refund_that_ended_stops_the_clocks_and_a_new_start_reopens_the_case():
    clock = ClockSet("taobao.reply", LATER, Role.SELLER, "refund", "rule", Ground("r", {"en": "answer"}))
    file = then(opened(), clock)
    file = file.add(*added(file, CHENS_CUP | {"退款状态": "退款关闭"}))
    assert not file.is_open
    assert not file.clocks
    assert [stopped.clock for stopped in file.all(ClockStopped)] == ["taobao.reply"]
    file = file.add(*added(file, CHENS_CUP | {"退款状态": "卖家已经同意退款，等待买家退货"}))
    assert file.last(CaseReopened) is not None
    assert file.stage is Stage.AWAITING_RETURN


def test_an_older_export_brought_in_later_is_recognised_by_its_own_time():
    young = CHENS_CUP | {"更新时间": "2026-11-12 09:00:00", "退款状态": "退款成功"}
    old = CHENS_CUP | {"更新时间": "2026-11-11 13:00:00"}
    file = opened()
    file = file.add(*added(file, young))
    assert added(file, old) == ()


def order_row(**changed):
    return {
        "订单编号": CHENS_CUP["订单编号"],
        "买家会员名": "Chen",
        "买家应付货款": "178.00",
        "买家实际支付金额": "178.00",
        "订单状态": "卖家已发货，等待买家确认",
        "订单付款时间": "2026-11-08 10:00:00",
        "订单创建时间": "2026-11-08 09:58:00",
        "宝贝标题": "保温杯 500ml",
    } | changed


def test_a_row_of_orders_adds_facts_to_a_case_of_that_order():
    file = opened()
    entries = added(file, order_row())
    (report,) = happened(entries)
    assert {fact.name for fact in report.facts} == {"order_state", "ordered_at"}
    file = file.add(*entries)
    assert file.facts["order_state"].value == "shipped"
    assert added(file, order_row()) == ()
    assert added(file, CHENS_CUP) == ()


def test_two_exports_that_differ_do_not_undo_each_other_for_ever():
    file = opened()
    other = order_row(买家实际支付金额="170.00")
    file = file.add(*added(file, other))
    assert file.facts["paid_amount"].value == Money(17000, "CNY")
    assert added(file, CHENS_CUP) == ()
    assert added(file, other) == ()


@pytest.mark.parametrize("row", [CHENS_CUP | {"退款编号": "77"}, order_row(订单编号="88")])
def test_a_notice_about_another_case_is_refused(row):
    with pytest.raises(AnotherCase):
        added(opened(), row)


def test_every_entry_names_who_brought_it_and_when():
    entries = merge(
        opened(), notice("taobao", CHENS_CUP | {"退款状态": "退款成功"}), rules=rules(), at=LATER, by=ANA
    )
    assert {(entry.at, entry.by) for entry in entries} == {(LATER, ANA)}
    assert all(isinstance(entry, Entry) for entry in entries)


STATUSES = (
    "买家已经申请退款，等待卖家同意",
    "卖家已经同意退款，等待买家退货",
    "买家已经退货，等待卖家确认收货",
    "卖家拒绝退款",
    "退款成功",
    "退款关闭",
)
ROWS = st.fixed_dictionaries(
    {
        "退款状态": st.sampled_from(STATUSES),
        "客服介入状态": st.sampled_from(("无需客服介入", "客服已经介入", "举证中", "开放申诉")),
        "买家退款金额": st.sampled_from(("89.00", "40.00", "")),
        "超时时间": st.sampled_from(("2026-11-13 12:00:00", "2026-11-16 12:00:00", "")),
    }
)


@given(st.lists(ROWS, max_size=6))
def test_whatever_the_platform_reports_nothing_is_lost_and_saying_it_twice_adds_nothing(rows):
    file, at = opened(), NOON
    for row in rows:
        at += timedelta(hours=1)
        before = file
        file = file.add(*added(file, CHENS_CUP | row, at=at))
        assert file.lines[: len(before.lines)] == before.lines
        assert added(file, CHENS_CUP | row, at=at) == ()
        place = notice("taobao", CHENS_CUP | row).stage
        assert file.stage is place
    file.verify()


@given(st.permutations([CHENS_CUP, CHENS_CUP, order_row(), order_row()]))
def test_identical_rows_come_to_the_same_case_in_any_order(rows):
    file = opened()
    for row in rows:
        file = file.add(*added(file, row))
    straight = opened()
    straight = straight.add(*added(straight, order_row()))
    assert {name: fact.value for name, fact in file.facts.items()} == {
        name: fact.value for name, fact in straight.facts.items()
    }
