# ruff: noqa: E501 - a row of YAML is kept on one line
"""Is a change told in text, numbers, meaning, cases and money?"""

from datetime import UTC, datetime

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.difference import meaning_changes, number_changes, text_changes, with_numbers
from hejie.rulebook.mistakes import NoSuch
from tests.rulebook.conftest import Write

AT = datetime(2026, 3, 1, tzinfo=UTC)
REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


def test_a_changed_number_is_told_on_all_four_levels(sample: Rulebook) -> None:
    new = with_numbers(sample, {"taobao.ship_limit": 48})
    (row,) = text_changes(sample, new)
    assert (row.kind, row.id, row.change, row.fields) == (
        "params",
        "taobao.ship_limit",
        "rewritten",
        ("values",),
    )
    (number,) = number_changes(sample, new)
    assert (number.before, number.after, number.since) == (72, 48, "2024-05-06")
    change = next(
        change for change in meaning_changes(sample, new, as_of=AT) if change.rule == "taobao.late.scanned"
    )
    assert change.before == "pending: no rule"
    assert "seller" in change.after
    assert {"platform", "claim", "paid_at", "ship_scan_at"} <= set(change.witness)
    assert new.hash != sample.hash


def test_added_and_removed_rules_are_told(sample: Rulebook, write: Write) -> None:
    new = write(
        f"rules: [{{id: x, decides: liability, gives: buyer, when: cod and claim == 'cod_refused', {REST}}}, {{id: taobao.late.unscanned, enabled: false}}]"
    )
    changes = {(row.id, row.change) for row in text_changes(sample, new)}
    assert {("x", "added"), ("taobao.late.unscanned", "removed")} <= changes
    added = next(change for change in meaning_changes(sample, new, as_of=AT) if change.rule == "x")
    assert added.after == "buyer"


def test_a_parameter_nobody_has_cannot_be_set(sample: Rulebook) -> None:
    with pytest.raises(NoSuch, match=r"taobao\.late_cap"):
        with_numbers(sample, {"taobao.late_cp": 1})
