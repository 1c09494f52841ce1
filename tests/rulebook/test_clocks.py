# ruff: noqa: E501 - a row of YAML is kept on one line
"""By when must something happen, and what is taken as given after it?"""

from datetime import UTC, datetime, timedelta

import pytest

from hejie.casefile.facts import Fact, FactState, known, unknown
from hejie.casefile.quantities import Moment
from hejie.rulebook import Rulebook
from hejie.rulebook.clocks import deem_alike, deemable, narrowed
from hejie.rulebook.difference import with_numbers
from hejie.rulebook.mistakes import RuleFileMistake
from tests.rulebook.conftest import Write

APPLIED = datetime(2026, 1, 9, 2, 0, tzinfo=UTC)
REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


def case(*more: Fact, claim: str = "late_shipment") -> dict[str, Fact]:
    facts = [known("platform", "taobao"), known("claim", claim), known("applied_at", Moment(APPLIED)), *more]
    return {fact.name: fact for fact in facts}


@pytest.mark.shows("C1", "P3")
def test_a_deadline_is_reckoned_from_its_start_and_tells_what_follows(sample: Rulebook) -> None:
    (deadline,) = sample.deadlines(case(known("seller_replied", False)), as_of=APPLIED)
    assert (deadline.id, deadline.due_at, deadline.turn, deadline.status) == (
        "taobao.reply",
        APPLIED + timedelta(hours=72),
        "seller",
        "running",
    )
    assert (deadline.source, deadline.conflict, deadline.on_timeout["en"]) == (
        "rule",
        False,
        "silence counts as agreement",
    )


def test_a_clock_that_is_answered_has_stopped_and_one_that_ran_out_has_passed(sample: Rulebook) -> None:
    after = APPLIED + timedelta(hours=80)
    (answered,) = sample.deadlines(case(known("seller_replied", True)), as_of=after)
    (silent,) = sample.deadlines(case(known("seller_replied", False)), as_of=after)
    assert (answered.status, silent.status) == ("stopped", "passed")


@pytest.mark.shows("P3")
def test_the_hour_the_platform_gives_beats_the_reckoned_one_and_the_conflict_is_shown(write: Write) -> None:
    text = "clocks: [{id: taobao.reply, field: notified_at, starts: applied_at, length: taobao.reply_limit, "
    book = write(text + REST + "}]")
    given = APPLIED + timedelta(hours=48)
    (deadline,) = book.deadlines(case(known("notified_at", Moment(given))), as_of=APPLIED)
    assert (deadline.due_at, deadline.source, deadline.conflict) == (given, "platform_field", True)
    assert deadline.computed_at == APPLIED + timedelta(hours=72)


def test_silence_is_deemed_agreement_only_after_the_hour_and_only_if_surely_silent(sample: Rulebook) -> None:
    late, early = APPLIED + timedelta(hours=73), APPLIED + timedelta(hours=71)
    for facts, at, deemed in (
        (case(known("seller_replied", False)), late, True),
        (case(known("seller_replied", False)), early, None),
        (case(unknown("seller_replied")), late, None),
        (case(known("seller_replied", False), known("return_agreed", False)), late, False),
    ):
        plain, _ = sample.values(facts, int(at.timestamp() // 60))
        assert plain.get("return_agreed") is deemed


@pytest.mark.shows("M1", "B8")
def test_without_proof_in_time_the_burden_falls_and_the_step_is_shown(sample: Rulebook) -> None:
    facts = case(known("notified_at", Moment(APPLIED)), known("customs_reason", "buyer_no_clearance"),
                 Fact("carrier_certificate", FactState.UNOBTAINABLE), claim="customs")  # fmt: skip
    before = sample.explain(facts, as_of=APPLIED + timedelta(days=2))
    after = sample.explain(facts, as_of=APPLIED + timedelta(days=3))
    assert before.answer.status == "pending"
    assert before.next_flip is not None
    assert before.next_flip.at == APPLIED + timedelta(days=3)
    assert after.answer.outcome == "seller"
    assert [(item.fact, item.value, item.on) for item in after.deemed] == [
        ("carrier_certificate", False, "seller")
    ]
    assert any("taken that a certificate by the carrier: no" in line for line in after.sentences("en"))


def test_a_burden_that_falls_never_touches_a_proof_that_came(sample: Rulebook) -> None:
    """The reply is still missing, so clauses are asked; the certificate is there and none of their business."""
    given = known("carrier_certificate", True)
    facts = case(known("notified_at", Moment(APPLIED)), given, claim="customs")
    plain, deemed = sample.values(facts, int((APPLIED + timedelta(days=4)).timestamp() // 60))
    assert (plain["carrier_certificate"], [item.fact for item in deemed]) == (True, [])


def test_working_days_skip_the_days_off_of_the_place(write: Write) -> None:
    book = write(
        "params: {over.days: {unit: working_day, calendar: CN, label: {zh-CN: 甲, en: a}, source: taobao.handbook.2024, values: {2024-01-01: 2}}}\n"
        f"clocks: [{{id: over.clock, starts: signed_at, length: over.days, {REST}}}]"
    )
    friday = datetime(2026, 1, 9, 2, 0, tzinfo=UTC)
    facts = {"platform": known("platform", "taobao"), "signed_at": known("signed_at", Moment(friday))}
    (deadline,) = book.deadlines(facts, as_of=friday)
    assert deadline.due_at == datetime(2026, 1, 13, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{id: x, starts: shipped, length: taobao.reply_limit, ", "shipped"),
        ("{id: x, starts: applied_at, length: taobao.late_cap, ", "span parameter"),
        ("{id: x, starts: applied_at, length: taobao.reply_limit, field: shipped, ", "time fact"),
        (
            "{id: x, starts: applied_at, length: taobao.reply_limit, deem: {shipped: maybe}, ",
            "cannot be the value",
        ),
        (
            "{id: x, starts: applied_at, length: taobao.reply_limit, when: liability == 'seller', ",
            "liability",
        ),
        (
            "{id: x, starts: applied_at, length: taobao.reply_limit, when: now - paid_at > taobao.ship_limit, ",
            "parameter",
        ),
    ],
)
def test_a_clock_that_makes_no_sense_is_refused_with_its_line(write: Write, row: str, told: str) -> None:
    with pytest.raises(RuleFileMistake, match=told):
        write(f"clocks: [{row}{REST}}}]")


def test_only_clocks_of_the_platform_and_claim_are_looked_at(sample: Rulebook) -> None:
    table = sample.timetable
    assert deemable(table) == {"return_agreed", "carrier_certificate"}
    assert set(narrowed(table, {"platform": "taobao", "claim": "customs"}).burdens) == {
        "taobao.customs.certificate"
    }
    assert narrowed(table, {"platform": "aliexpress"}).clocks == {}


def test_another_length_of_a_clock_deems_otherwise_and_another_number_does_not(shipped: Rulebook) -> None:
    def changed(name: str) -> Rulebook:
        return with_numbers(shipped, {name: 1})

    assert deem_alike(shipped.timetable, changed("team.weight_tolerance").timetable)
    assert not deem_alike(shipped.timetable, changed("taobao.agree.silence").timetable)
