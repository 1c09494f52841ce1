# ruff: noqa: E501 - a row of YAML is kept on one line
"""Which rules are in force when, with which numbers, and which beats which?"""

from datetime import UTC, date, datetime

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.mistakes import BeforeFirstDate, Circular, RuleFileMistake
from hejie.rulebook.spans import first_minute, minute
from tests.rulebook.conftest import NOW, Write

REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"
LIMIT = "params: {over.limit: {unit: h, label: {zh-CN: 甲, en: a}, source: taobao.handbook.2024, values: {2025-01-01: 48, 2026-01-01: 24}}}\n"
CASE = {"platform": "taobao", "claim": "damaged"}


def rule(more: str) -> str:
    return f"rules: [{{id: x, decides: liability, gives: carrier, when: claim == 'damaged' and now - signed_at > over.limit, {more} {REST}}}]"


def test_each_version_has_the_number_of_its_day(write: Write) -> None:
    book = write(LIMIT + rule(""))
    for day, hours in ((date(2025, 6, 1), 48), (date(2026, 6, 1), 24)):
        now = first_minute(day, "Asia/Shanghai") + 600
        at_limit = {**CASE, "signed_at": now - hours * 60}
        assert book.judge_values(at_limit, now)["liability"].outcome is None
        assert (
            book.judge_values({**CASE, "signed_at": now - hours * 60 - 1}, now)["liability"].outcome
            == "carrier"
        )


def test_a_date_of_the_case_can_choose_the_version(write: Write) -> None:
    book = write(LIMIT + rule("effective: {from: 2025-01-01, version_by: paid_at},"))
    now, signed = minute(datetime(2026, 6, 1, tzinfo=UTC)), minute(datetime(2026, 6, 1, tzinfo=UTC)) - 30 * 60
    old, new = (minute(datetime(year, 12, 1, tzinfo=UTC)) for year in (2025, 2026))
    assert book.judge_values({**CASE, "signed_at": signed, "paid_at": old}, now)["liability"].outcome is None
    assert (
        book.judge_values({**CASE, "signed_at": signed, "paid_at": new}, now)["liability"].outcome
        == "carrier"
    )
    open_ = book.judge_values({**CASE, "signed_at": signed}, now)["liability"]
    assert (open_.status, open_.values) == ("pending", ("carrier",))


def test_before_the_first_number_there_is_an_error_where_the_rule_may_apply(write: Write) -> None:
    book = write(LIMIT + rule(""))
    early = minute(datetime(2024, 12, 1, tzinfo=UTC))
    with pytest.raises(BeforeFirstDate, match=r"over\.limit"):
        book.judge_values(CASE, early)
    assert book.judge_values({"platform": "aliexpress", "claim": "damaged"}, early)["liability"].values == ()


def test_a_rule_that_was_only_first_seen_on_a_day_is_open_before_it(write: Write) -> None:
    text = f"rules: [{{id: x, decides: liability, gives: carrier, when: claim == 'damaged', {REST}, effective: {{from: 2025-01-01, kind: KIND}}}}]"
    early = minute(datetime(2024, 12, 1, tzinfo=UTC))
    assert write(text.replace("KIND", "first_seen")).judge_values(CASE, early)["liability"].values == (
        "carrier",
    )
    assert write(text.replace("KIND", "stated")).judge_values(CASE, early)["liability"].values == ()


def test_a_rule_cannot_begin_before_its_number(write: Write) -> None:
    with pytest.raises(RuleFileMistake, match="has its first value on 2025-01-01"):
        write(LIMIT + rule("effective: {from: 2024-01-01},"))


def test_an_ended_number_ends_its_rule(write: Write) -> None:
    book = write(LIMIT.replace("24}}}", "null}}}") + rule(""))
    now = minute(datetime(2026, 6, 1, tzinfo=UTC))
    assert book.judge_values({**CASE, "signed_at": now - 99999}, now)["liability"].values == ()


def test_rules_that_beat_each_other_in_a_ring_are_refused(write: Write) -> None:
    pair = ", ".join(f"{{id: {a}, decides: liability, gives: {who}, when: shipped, overrides: [{b}], {REST}}}"
                     for a, b, who in (("a", "b", "seller"), ("b", "a", "buyer")))  # fmt: skip
    with pytest.raises(Circular, match="beats the next"):
        write(f"rules: [{pair}]")


def test_decisions_that_read_each_other_are_refused(write: Write) -> None:
    pair = (f"{{id: a, decides: liability, gives: seller, when: refusable == 'no', {REST}}}, "
            f"{{id: b, decides: refusable, gives: no, when: liability == 'seller', {REST}}}")  # fmt: skip
    with pytest.raises(Circular, match="decisions depend on each other"):
        write(f"rules: [{pair}]")


def test_a_divisor_of_nothing_is_refused(write: Write) -> None:
    book = write(
        "params: {over.none: {label: {zh-CN: 甲, en: a}, source: taobao.handbook.2024, values: {2024-01-01: 0}}}\n"
        f"rules: [{{id: x, decides: penalty, gives: order_amount // over.none, when: shipped, {REST}}}]"
    )
    with pytest.raises(RuleFileMistake, match="divides"):
        book.edition(NOW)


def test_an_amount_in_yuan_says_nothing_about_a_case_in_reais(sample: Rulebook) -> None:
    penalty = next(rule for rule in sample.edition(NOW).rules if rule.decides == "penalty")
    assert t.Among("currency", ("CNY",)) in list(t.atoms(penalty.condition))


def test_exceptions_and_overrides_beat_by_id_prefix_and_pattern(write: Write) -> None:
    book = write(
        f"rules: [{{id: law.x, decides: liability, gives: platform, when: shipped, overrides: ['taobao.late.*'], {REST}}}]"
    )
    edition = book.edition(NOW)
    beaten = {
        rule.id for rule in edition.rules if any(edition.rules[by].id == "law.x" for by in rule.beaten_by)
    }
    assert beaten == {"taobao.late.scanned", "taobao.late.scanned.agreed", "taobao.late.unscanned"}
