# ruff: noqa: E501 - a row of YAML is kept on one line
"""Does lint find what is wrong, show it by a case, and stay quiet about what is right?"""

from datetime import date

from hejie.rulebook import Rulebook
from hejie.rulebook.lint.finding import Finding
from hejie.rulebook.lint.linting import lint
from tests.rulebook.conftest import Write

TODAY = date(2026, 11, 24)
REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


def found(book: Rulebook, check: str, about: str = "") -> list[Finding]:
    return [item for item in lint(book, on=TODAY) if item.check == check and about in item.about]


def test_the_sample_has_no_errors(sample: Rulebook) -> None:
    assert [item.line() for item in lint(sample, on=TODAY) if item.level == "error"] == []


def test_two_rules_that_contradict_are_shown_by_a_case_that_is_a_conflict(write: Write) -> None:
    book = write(
        f"rules: [{{id: x, decides: liability, gives: buyer, when: claim == 'late_shipment' and signed_at - paid_at > taobao.ship_limit, {REST}}}]"
    )
    overlap = found(book, "overlap")[0]
    assert overlap.level == "error"
    assert overlap.witness is not None
    assert {"platform", "claim", "paid_at", "signed_at"} <= set(overlap.witness)
    assert "[overlap]" in overlap.line()


def test_an_override_settles_a_contradiction(write: Write) -> None:
    book = write(
        f"rules: [{{id: x, decides: liability, gives: buyer, when: claim == 'late_shipment' and cod, overrides: ['taobao.late'], {REST}}}]"
    )
    assert found(book, "overlap") == []


def test_rules_no_case_can_meet_and_exceptions_that_never_bite_are_found(write: Write) -> None:
    book = write(
        f"rules: [{{id: x, decides: refusable, gives: no, when: now - paid_at > taobao.ship_limit and now - paid_at < taobao.ship_limit, {REST}}}, "
        f"{{id: y, decides: refusable, gives: no, when: cod, {REST}, exceptions: [{{id: e, gives: yes, when: not cod, {REST}}}]}}]"
    )
    assert [item.about for item in found(book, "unreachable")] == ["x"]
    assert [item.about for item in found(book, "exception-never-bites")] == ["y.e"]


def test_a_gap_is_shown_by_a_case_to_which_no_rule_speaks(sample: Rulebook) -> None:
    gap = found(sample, "gap", "customs")[0]
    assert gap.witness is not None
    assert gap.witness["claim"] == "customs"


def test_numbers_written_out_missing_and_old_sources_and_unused_rows_are_found(write: Write) -> None:
    book = write(
        "params: {over.idle: {label: {zh-CN: 甲, en: a}, source: taobao.handbook.2024, review_by: 2026-01-01, values: {2024-01-01: 5}}}\n"
        "sources: {over.s: {title: T, date: undated, kind: team, grade: reported, says: {zh-CN: 甲, en: a}}}\n"
        "rules: [{id: x, decides: points, gives: '3', when: cod, says: {zh-CN: 甲, en: a}}]"
    )
    checks = {(item.check, item.about) for item in lint(book, on=TODAY)}
    assert {("bare-number", "x"), ("missing-source", "x"), ("stale", "over.idle"), ("unused", "over.idle"), ("unused", "over.s"),
            ("never-checked", "over.s")} <= checks  # fmt: skip


def test_a_cap_that_can_never_matter_is_found(write: Write) -> None:
    book = write(
        "facts: {tiny: {type: money, range: [0, 10], label: {zh-CN: 甲, en: a}}}\n"
        f"rules: [{{id: x, decides: penalty, gives: 'min(tiny, taobao.late_cap)', when: cod, {REST}}}]"
    )
    assert [item.about for item in found(book, "cap-never-reached")] == ["x"]


def test_a_rule_that_ends_with_nothing_after_it_leaves_a_hole(write: Write) -> None:
    book = write(
        f"rules: [{{id: x, decides: refusable, gives: no, when: cod, effective: {{to: 2027-01-01}}, {REST}}}]"
    )
    assert [item.about for item in found(book, "hole-in-time")] == ["x"]


def test_what_is_not_monotone_is_listed(sample: Rulebook) -> None:
    assert {item.about for item in found(sample, "not-monotone")} == {
        "taobao.late.unscanned",
        "taobao.reply",
        "taobao.customs.certificate",
    }


def test_rules_and_comparisons_that_no_worked_case_shows_are_found(sample: Rulebook) -> None:
    assert any(item.about == "taobao.customs.buyer" for item in found(sample, "rule-uncovered"))
    assert any(
        "ship_lag" in item.text for item in found(sample, "comparison-uncovered", "taobao.late.scanned")
    )
