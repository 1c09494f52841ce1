# ruff: noqa: E501 - a row of YAML is kept on one line
"""Are rows turned into typed definitions, and wrong rows refused where they stand?"""

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.mistakes import RuleFileMistake
from tests.rulebook.conftest import Write

SAYS = "says: {zh-CN: 甲, en: a}"
LABEL = "label: {zh-CN: 甲, en: a}"

WRONG = {
    "an enum without codes": f"facts: {{x: {{type: enum, {LABEL}}}}}",
    "a type nobody knows": f"facts: {{x: {{type: float, {LABEL}}}}}",
    "a range upside down": f"facts: {{x: {{type: int, {LABEL}, range: [5, 1]}}}}",
    "a source without date": f"sources: {{x: {{title: T, kind: law, grade: confirmed, {SAYS}}}}}",
    "a grade nobody knows": f"sources: {{x: {{title: T, date: undated, kind: law, grade: sure, {SAYS}}}}}",
    "a parameter without value": f"params: {{x: {{{LABEL}, values: {{}}}}}}",
    "a value without a day": f"params: {{x: {{{LABEL}, values: {{now: 5}}, source: taobao.handbook.2024}}}}",
    "a fraction": f"params: {{x: {{{LABEL}, values: {{2024-01-01: 0.5}}, source: taobao.handbook.2024}}}}",
    "a field that does not exist": f"params: {{x: {{{LABEL}, valeus: {{}}}}}}",
    "a default that is no outcome": f"decisions: {{x: {{policy: first, {LABEL}, default: z, outcomes: {{a: {{zh-CN: 甲, en: a}}}}}}}}",
    "a reader of a number that does not exist": "used_by: {taobao.nothing: remedy}",
    "a reader of numbers none of which exist": "used_by: {taobao.nothing.*: remedy}",
    "a room that does not exist": "used_by: {taobao.late_cap: kitchen}",
    "a choice without outcomes": f"decisions: {{x: {{policy: first, {LABEL}}}}}",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_wrong_row_is_refused_with_its_place_and_a_remedy(write: Write, text: str) -> None:
    with pytest.raises(RuleFileMistake, match=r"over.yaml:1: .+\. .+"):
        write(text)


def test_other_folders_may_add_codes_and_outcomes(write: Write) -> None:
    book = write(
        "values: {claim: {sample_sale: {zh-CN: 样品, en: sample sale}}}\noutcomes: {handling: {call: {zh-CN: 打电话, en: call}}}"
    )
    assert "sample_sale" in book.definitions.facts["claim"].values
    assert "call" in book.definitions.decisions["handling"].outcomes


def test_a_number_may_name_the_room_that_looks_it_up_and_the_longer_name_wins(write: Write) -> None:
    params = write("used_by: {taobao.late_*: remedy, taobao.late_cap: closing}").definitions.params
    assert (params["taobao.late_rate"].used_by, params["taobao.late_cap"].used_by) == ("remedy", "closing")
    assert params["taobao.reply_limit"].used_by == ""


def test_asking_knows_whom_at_what_cost_and_how_long(sample: Rulebook) -> None:
    ask = sample.definitions.facts["w_repacked"].ask
    assert (ask.who, ask.cost, ask.sla, ask.evidence) == ("warehouse", 3, 1440, "photo")
