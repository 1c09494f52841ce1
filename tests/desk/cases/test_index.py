"""Does the index say of a case what lists, queues and the clock must know, and nothing that its entries do not?"""

from datetime import UTC, timedelta

import pytest

from hejie.casefile.entries import (
    ApprovalAnswered,
    ApprovalAsked,
    CaseClosed,
    ClockMissed,
    ClockStopped,
    FactAsked,
    FactStated,
    PromiseKept,
    PromiseMade,
)
from hejie.casefile.facts import Fact, FactState, known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk import models
from hejie.desk.cases import index
from tests.desk.cast import ANA, CLAUSE, NOON, entry, opened


def row(*happened: object) -> index.Row:
    return index.row_of(opened().add(*(entry(what, by=ANA) for what in happened)))  # type: ignore[arg-type]


def test_the_row_has_just_the_columns_of_the_table() -> None:
    columns = {field.attname for field in models.CaseIndex._meta.concrete_fields}
    assert set(row()) == columns - {"id", "swept_at"}


def test_every_text_fits_its_column() -> None:
    longest = index.row_of(opened(shop="x"))
    for field in models.CaseIndex._meta.concrete_fields:
        if field.max_length and field.attname in longest:
            assert len(longest[field.attname]) <= field.max_length


def test_the_next_deadline_of_ours_is_what_a_list_is_ordered_by() -> None:
    assert row()["due_at"] == row()["sort_at"] == (NOON + timedelta(days=2)).astimezone(UTC)
    assert row()["due_clock"] == "reply"


@pytest.mark.parametrize("ended", [ClockStopped("reply"), ClockMissed("reply", NOON, {"en": "lost"})])
def test_a_case_without_a_deadline_stands_behind_all_others(ended: object) -> None:
    assert row(ended)["due_at"] is None
    assert row(ended)["sort_at"] == index.NEVER


def test_the_clock_is_told_of_questions_and_promises_too() -> None:
    stopped = ClockStopped("reply")
    soon, later = NOON + timedelta(hours=1), NOON + timedelta(hours=5)
    asked = FactAsked("pkg_intact", Role.BUYER, later)
    promised = PromiseMade("call back", soon)
    assert row(stopped, asked)["next_at"] == later
    assert row(stopped, asked, promised)["next_at"] == soon
    assert row(stopped, asked, promised, PromiseKept("call back"))["next_at"] == later


def test_a_question_is_open_until_it_is_answered_or_found_to_have_no_answer() -> None:
    asked = FactAsked("pkg_intact", Role.BUYER)
    assert row(asked)["asks"] == "pkg_intact"
    assert row(asked, FactStated(known("pkg_intact", False)))["asks"] == ""
    assert row(asked, FactStated(Fact("pkg_intact", FactState.UNOBTAINABLE)))["asks"] == ""
    assert row(asked, FactStated(Fact("pkg_intact", FactState.UNKNOWN)))["asks"] == "pkg_intact"


def test_an_approval_waits_until_it_is_answered() -> None:
    asked = ApprovalAsked("refund_only", Money(100, "CNY"), Role.SUPERVISOR, CLAUSE)
    assert row(asked)["approval_of"] == "supervisor"
    assert row(asked, ApprovalAnswered(False))["approval_of"] == ""
    assert row(asked, ApprovalAnswered(False), asked)["approval_of"] == "supervisor"


def test_a_closed_case_is_in_no_queue_but_its_own_and_wakes_nobody() -> None:
    closed = row(CaseClosed("withdrawn", "误会", "说清楚"))
    assert (closed["queue"], closed["is_open"], closed["next_at"]) == ("closed", False, None)
    assert (closed["outcome"], closed["cause"]) == ("withdrawn", "误会")
    assert closed["closed_at"] == closed["sort_at"] == NOON


def test_the_sum_is_what_is_asked_back_as_it_is_known_now() -> None:
    assert (row()["amount_minor"], row()["currency"]) == (12900, "CNY")
    assert row(FactStated(known("amount", Money(990, "CNY"))))["amount_minor"] == 990
