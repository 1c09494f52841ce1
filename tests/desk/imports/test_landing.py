"""Rows become cases: good ones land, bad ones are named, and nothing lands twice."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import NoteWritten, StageMoved
from hejie.casefile.parties import SYSTEM
from hejie.casefile.stages import Stage
from hejie.desk.imports.landing import BEHIND, CHUNK, MOST_SHOWN, OLDER, Landing
from hejie.intake.rows import Found
from tests.cast import NOON, then
from tests.desk.imports.shelf import Shelf
from tests.intake.ledger import CHENS_CUP, notice, read, rules
from tests.intake.test_opening import order_row


def cup(number, **changed):
    return read(
        "taobao", CHENS_CUP | {"退款编号": str(number), "订单编号": f"26{number}"} | changed, line=number
    )


def land(shelf, found, **more):
    landing = Landing(shelf, rules(), more.pop("walk", None), may_be_old=True)
    return landing.land(found, at=NOON, by=SYSTEM, **more)


def test_good_rows_land_and_each_bad_cell_is_named():
    shelf = Shelf()
    landed = land(
        shelf, [cup(1), cup(2, 超时时间="很快"), read("taobao", CHENS_CUP | {"退款编号": ""}, line=3), cup(4)]
    )
    assert (landed.rows, landed.opened, landed.refused, landed.bad_cells) == (4, 3, 1, 2)
    assert [(bad.line, bad.column, bad.refused) for bad in landed.bad] == [
        (2, "超时时间", False),
        (3, "退款编号", True),
    ]
    assert set(shelf.files) == {f"taobao:lantern:{number}" for number in (1, 2, 4)}


@pytest.mark.shows("P1")
def test_the_same_file_twice_changes_nothing():
    shelf = Shelf()
    land(shelf, [cup(number) for number in range(20)])
    before = dict(shelf.files)
    landed = land(shelf, [cup(number) for number in range(20)])
    assert (landed.opened, landed.updated, landed.unchanged) == (0, 0, 20)
    assert shelf.files == before
    assert shelf.changes == 0


def test_a_changed_row_is_added_to_its_case():
    shelf = Shelf()
    land(shelf, [cup(1), cup(2)])
    landed = land(shelf, [cup(1), cup(2, 退款状态="退款成功")])
    assert (landed.updated, landed.unchanged) == (1, 1)
    assert shelf.files["taobao:lantern:2"].stage is Stage.CLOSED


def test_an_old_export_brought_after_a_newer_one_reopens_nothing_and_says_so():
    shelf = Shelf()
    old = [cup(1), cup(2)]
    land(shelf, old)
    land(shelf, [cup(1, 退款状态="退款成功"), cup(2)])
    before = dict(shelf.files)
    landed = land(shelf, old)
    assert (landed.updated, landed.unchanged, landed.refused) == (0, 1, 1)
    assert [(bad.line, bad.column, bad.reason) for bad in landed.bad] == [(1, "退款状态", OLDER)]
    assert shelf.files == before


def test_a_row_with_a_later_time_of_its_own_reopens_what_the_platform_closed():
    shelf = Shelf()
    land(shelf, [cup(1, 更新时间="2026-11-12 09:00:00", 退款状态="退款关闭")])
    landed = land(shelf, [cup(1, 更新时间="2026-11-13 09:00:00")])
    assert (landed.updated, landed.refused) == (1, 0)
    assert shelf.files["taobao:lantern:1"].is_open


def test_what_is_read_from_the_platform_this_moment_is_never_old():
    shelf = Shelf()
    land(shelf, [cup(1, 退款状态="退款关闭")])
    Landing(shelf, rules()).land([cup(1)], at=NOON, by=SYSTEM)
    assert shelf.files["taobao:lantern:1"].is_open


def test_two_rows_of_one_case_in_one_file_are_joined():
    shelf = Shelf()
    landed = land(shelf, [cup(1), cup(1, 退款状态="退款成功"), cup(1, 退款状态="退款成功")])
    assert (landed.opened, landed.updated, landed.unchanged) == (1, 1, 1)
    assert len(shelf.files) == 1


def test_a_file_that_goes_back_and_forth_ends_as_its_last_row_says():
    shelf = Shelf()
    land(shelf, [cup(1)])
    landed = land(shelf, [cup(1, 退款状态="卖家拒绝退款"), cup(1)])
    assert landed.updated == 2
    assert [moved.turn.value for moved in shelf.files["taobao:lantern:1"].all(StageMoved)] == [
        "seller",
        "buyer",
        "seller",
    ]


def test_orders_add_to_open_cases_and_are_counted_where_there_is_none():
    shelf = Shelf()
    land(shelf, [cup(1), cup(2, 退款状态="退款成功")])
    orders = [read("taobao", order_row(订单编号=f"26{number}"), line=number) for number in (1, 2, 3)]
    landed = land(shelf, orders)
    assert (landed.rows, landed.updated, landed.unmatched) == (3, 1, 2)
    assert shelf.files["taobao:lantern:1"].facts["order_state"].value == "shipped"
    again = land(shelf, orders)
    assert (again.updated, again.unchanged, again.unmatched) == (0, 1, 2)


def test_new_and_changed_cases_walk_the_house_and_unchanged_ones_do_not():
    shelf, steps = Shelf(), count(1)

    def walk(file, at):
        return then(file, NoteWritten(f"walked {next(steps)}"), at=at)

    land(shelf, [cup(1), cup(2)], walk=walk)
    land(shelf, [cup(1), cup(2, 退款状态="退款成功")], walk=walk)
    notes = [[note.text for note in file.all(NoteWritten)] for file in shelf.files.values()]
    assert notes == [["walked 1"], ["walked 2", "walked 3"]]


def test_words_without_a_code_are_counted():
    landed = land(Shelf(), [cup(number, 退款类型="以旧换新") for number in range(3)])
    assert landed.unknown == {("claim_type", "以旧换新"): 3}


def test_progress_is_told_after_each_chunk_and_memory_for_bad_cells_is_bounded():
    told, reported = [], []
    bad = Found(None, read("taobao", CHENS_CUP | {"退款编号": ""}).bad)
    rows = (bad for _ in range(CHUNK * 3))
    landed = land(Shelf(), rows, tell=lambda so_far: told.append(so_far.rows), report=reported.append)
    assert told == [CHUNK, CHUNK * 2, CHUNK * 3]
    assert len(landed.bad) == MOST_SHOWN
    assert len(reported) == landed.refused == CHUNK * 3


def test_a_case_that_somebody_else_opens_at_the_same_moment_is_left_as_it_is():
    class Raced(Shelf):
        def load_some(self, case_ids):
            return {}

    shelf = Raced()
    land(shelf, [cup(1)])
    landed = land(shelf, [cup(1), cup(2)])
    assert (landed.opened, landed.unchanged) == (1, 1)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(("退款成功", "卖家拒绝退款", "买家已经申请退款，等待卖家同意")),
        st.booleans(),
    ),
    max_size=8,
)


@given(ROWS, st.integers(0, 8))
def test_a_file_cut_anywhere_and_brought_again_whole_comes_to_the_same_cases(rows, cut):
    found = [
        cup(number, 退款状态=status, 超时时间="x" if broken else "2026-11-13 12:00:00")
        for number, status, broken in rows
    ]
    last = {one.notice.case_id: one.notice for one in found}
    whole, parts = Shelf(), Shelf()
    land(whole, found)
    land(parts, found[:cut])
    land(parts, found)
    for shelf in (whole, parts):
        assert set(shelf.files) == set(last)
        for case_id, file in shelf.files.items():
            file.verify()
            assert file.stage == last[case_id].stage
    landed = land(whole, [Found(notice) for notice in last.values()])
    assert landed.opened == landed.updated == 0


def test_every_row_is_counted_once():
    landed = land(Shelf(), [cup(1), cup(1), cup(2), read("taobao", CHENS_CUP | {"退款编号": ""})])
    assert (
        landed.rows == landed.opened + landed.updated + landed.unchanged + landed.refused + landed.unmatched
    )
    assert notice("taobao", CHENS_CUP).case_id


def test_an_old_export_takes_no_open_case_back_and_says_so():
    shelf = Shelf()
    old = [cup(1), cup(2)]
    land(shelf, old)
    land(shelf, [cup(1, 退款状态="卖家拒绝退款"), cup(2)])
    before = dict(shelf.files)
    landed = land(shelf, old)
    assert (landed.updated, landed.unchanged, landed.refused) == (0, 1, 1)
    assert [(bad.line, bad.column, bad.reason) for bad in landed.bad] == [(1, "退款状态", BEHIND)]
    assert shelf.files == before


def test_a_file_with_two_rows_of_a_case_changes_nothing_when_it_is_brought_again():
    shelf = Shelf()
    land(shelf, [cup(1)])
    both = [cup(1, 退款状态="卖家拒绝退款"), cup(1, 退款状态="退款成功")]
    land(shelf, both)
    before = dict(shelf.files)
    land(shelf, both)
    assert shelf.files == before
