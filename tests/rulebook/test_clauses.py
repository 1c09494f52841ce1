# ruff: noqa: E501 - a row of YAML is kept on one line
"""How do rows become rules, exceptions, clocks and burdens?"""

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.mistakes import RuleFileMistake, UnknownName
from tests.rulebook.conftest import Write

REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


def test_one_clause_may_settle_several_things(write: Write) -> None:
    book = write(f"rules: [{{id: x, when: shipped, gives: {{liability: seller, refusable: no}}, {REST}}}]")
    assert {"x.liability", "x.refusable"} <= set(book.read)
    assert book.read["x.refusable"].rule.gives == "no"


def test_an_exception_stands_within_its_rule_and_is_named_after_it(sample: Rulebook) -> None:
    exception = sample.read["taobao.late.scanned.agreed"].rule
    assert exception.parent == "taobao.late.scanned"
    assert "ship_lag" in exception.when
    assert exception.effective == sample.read["taobao.late.scanned"].rule.effective


def test_the_guard_of_the_folder_and_of_the_file_stand_before_every_rule(sample: Rulebook) -> None:
    assert sample.read["taobao.late.scanned"].rule.when.startswith(
        "(platform == 'taobao') and (claim == 'late_shipment')"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"rules: [{{id: x, when: shipped, decides: liabilty, gives: seller, {REST}}}]", "liability"),
        (f"rules: [{{id: x, when: shipped, decides: liability, gives: seler, {REST}}}]", "seller"),
        (
            "rules: [{id: x, when: shipped, decides: liability, gives: seller, source: nowhere, says: {zh-CN: 甲, en: a}}]",
            "nowhere",
        ),
        (
            f"rules: [{{id: x, when: shipped, decides: liability, gives: seller, overrides: [nobody], {REST}}}]",
            "nobody",
        ),
    ],
)
def test_names_that_do_not_exist_are_refused_with_the_nearest_one(write: Write, text: str, told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        write(text)


def test_an_exception_cannot_decide_what_its_rule_does_not(write: Write) -> None:
    with pytest.raises(RuleFileMistake, match="An exception decides what its rule decides"):
        write(f"rules: [{{id: x, when: shipped, decides: liability, gives: seller, {REST}, "
              f"exceptions: [{{id: e, when: presale, gives: {{refusable: no}}, {REST}}}]}}]")  # fmt: skip


def test_a_burden_must_say_what_is_taken_as_given(write: Write) -> None:
    with pytest.raises(RuleFileMistake, match="'else' is missing"):
        write(f"burden: [{{id: x, fact: shipped, on: seller, by: notified_at, {REST}}}]")
