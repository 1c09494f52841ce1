"""Is what a form says of a promotion what stands in the file, and what the form shows again?"""

from datetime import UTC, datetime

import pytest

from hejie.desk.habits import promotions
from hejie.desk.habits.mistakes import NoSuchPromotion, WrittenByHand
from hejie.desk.habits.orders import Form
from hejie.rulebook import load_rulebook
from hejie.rulebook.promotions import FILE

RULES = load_rulebook()
NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
SAID = Form(
    {
        "gives": ["price"], "name": ["杯子八折"], "zone": ["Asia/Shanghai"], "currency": ["CNY"], "was": ["160"],
        "price": ["128.00"], "off": ["5"], "starts": ["2026-11-24T00:00"], "ends": ["2026-11-30T00:00"],
        "goods": ["cup-1, cup-2\ncup-1"], "platforms": ["taobao"], "per_buyer": ["2"], "stacks_with": ["other"],
    }
)  # fmt: skip


def laid(edits, tmp_path):
    (tmp_path / "team").mkdir(exist_ok=True)
    (tmp_path / FILE).write_text(edits[FILE], encoding="utf-8")
    return load_rulebook(tmp_path)


def test_what_is_written_is_what_was_said_and_comes_back_into_the_form(tmp_path):
    edits = promotions.edits(RULES, {}, SAID)
    (one,) = laid(edits, tmp_path).promotions
    assert one == promotions.drafted(RULES, SAID)
    assert (one.id, one.goods, one.off) == ("p20261124_1", ("cup-1", "cup-2"), None)
    assert one.starts_at == datetime(2026, 11, 23, 16, tzinfo=UTC)
    again = Form(promotions.as_form(one, "Asia/Shanghai"))
    assert promotions.drafted(RULES, again) == one


def test_one_that_runs_ends_and_one_to_come_is_gone(tmp_path):
    edits = promotions.edits(RULES, {}, SAID)
    book = laid(edits, tmp_path)
    (ended,) = laid(promotions.ended(book, edits, "p20261124_1", at=NOW), tmp_path).promotions
    assert ended.ends_at == NOW
    before = datetime(2026, 11, 20, tzinfo=UTC)
    assert promotions.ended(book, edits, "p20261124_1", at=before) == {FILE: ""}
    with pytest.raises(NoSuchPromotion):
        promotions.ended(book, edits, "unheard", at=NOW)
    with pytest.raises(WrittenByHand):
        promotions.ended(book, {}, "p20261124_1", at=NOW)


def test_those_that_run_stand_before_those_to_come_and_those_that_are_over(tmp_path):
    edits = promotions.edits(RULES, {}, SAID)
    later = Form(SAID | {"starts": ["2026-11-28T00:00"]})
    edits = promotions.edits(laid(edits, tmp_path), edits, later)
    gone = Form(SAID | {"starts": ["2026-11-01T00:00"], "ends": ["2026-11-02T00:00"]})
    edits = promotions.edits(laid(edits, tmp_path), edits, gone)
    told = promotions.bars(laid(edits, tmp_path), edits, at=NOW)
    assert [(bar.state, bar.ours) for bar in told] == [("runs", True), ("to_come", True), ("over", True)]
