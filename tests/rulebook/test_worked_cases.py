# ruff: noqa: E501 - a row of YAML is kept on one line
"""Do worked cases come out, and are wrong ones told in words?"""

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.assembling import worked_case
from hejie.rulebook.loading import Row
from hejie.rulebook.reading import read_text
from hejie.rulebook.worked_cases import facts_of, run_case, run_cases

FACTS = "{claim: late_shipment, order_amount: CNY 1000.00, paid_at: 2026-01-01 08:00, ship_scan_at: 2026-01-05 09:00}"


def outcome(book: Rulebook, text: str) -> tuple[str, ...]:
    row = read_text(f"name: A case\n{text}", "case.yaml")
    return run_case(book, worked_case(Row(row, "platform/taobao"))).differences


def test_all_worked_cases_of_the_sample_come_out(sample: Rulebook) -> None:
    assert [item.differences for item in run_cases(sample)] == [()] * 3


def test_a_case_in_a_platform_folder_is_of_that_platform_currency_and_zone(sample: Rulebook) -> None:
    facts, at = facts_of(sample.cases[0], sample.definitions)
    assert (facts["platform"].value, facts["currency"].value, at.utcoffset().total_seconds()) == (
        "taobao",
        "CNY",
        8 * 3600,
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{liability: buyer}", "liability should be decided ['buyer'], but it is decided ['seller']"),
        ("{penalty: 1}", "penalty should be decided"),
        ("{liability: {pending: [seller]}}", "pending"),
        ("{liabilty: seller}", "Did you mean 'liability'"),
        ("{liability: {is: seller, stale: true}}", "stale"),
    ],
)
def test_a_case_that_comes_out_differently_is_told_in_words(sample: Rulebook, expect: str, told: str) -> None:
    (difference,) = outcome(sample, f"at: 2026-01-10 09:00\nfacts: {FACTS}\nexpect: {expect}")
    assert told in difference


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("facts: {claim: late_shipment}", "no 'at'"),
        ("at: 2026-01-10 09:00\nfacts: {clam: late}", "Did you mean 'claim'"),
        ("at: 2026-01-10 09:00\nfacts: {claim: late}", "cannot be the value"),
        ("at: 2026-01-10 09:00\nfacts: {w_item: -5}", "outside the range"),
        ("at: 2026-01-10 09:00\nfacts: {order_amount: much}", "not an amount"),
        ("at: 2026-01-10 09:00\nfacts: {paid_at: yesterday}", "not a time"),
        ("at: 2026-01-10 09:00\nabsent: [nothing]", "nothing"),
        ("at: 2026-01-10 09:00\nasks: [w_item]", "should ask for w_item"),
        ("at: 2026-01-10 09:00\ndue: {taobao.reply: 2026-01-12 10:00}", "not there"),
        ("at: 2026-01-10 09:00\ndue: {taobao.reply: running}", "not there"),
    ],
)
def test_a_wrong_case_is_told_too(sample: Rulebook, text: str, told: str) -> None:
    assert any(told in difference for difference in outcome(sample, text))


def test_absent_and_unobtainable_facts_can_be_told(sample: Rulebook) -> None:
    text = f"at: 2026-01-10 09:00\nfacts: {FACTS}\nabsent: [agreed_ship_by]\nunobtainable: [signed_at]\nexpect: {{liability: seller, penalty: 3000}}"
    assert outcome(sample, text) == ()
