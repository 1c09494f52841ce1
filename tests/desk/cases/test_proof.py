"""Does the desk notice when what it keeps is no longer what happened?"""

from contextlib import suppress

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hejie.casefile.case import NothingToCorrect, NothingToReopen
from hejie.casefile.entries import (
    AnyHappening,
    ApprovalAsked,
    CaseClosed,
    CaseReopened,
    CaseTaken,
    ClockStopped,
    EntryCorrected,
    FactAsked,
    FactStated,
    NoteWritten,
    StageMoved,
)
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, StageCannotFollow, Turn
from hejie.desk import models
from hejie.desk.cases import proof, store
from tests.desk.cast import ANA, CLAUSE, entry, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]

HAPPENINGS = st.sampled_from(
    [
        NoteWritten("问过仓库了"),
        CaseTaken("ana"),
        FactAsked("pkg_intact", Role.BUYER),
        FactStated(known("pkg_intact", True)),
        FactStated(known("amount", Money(990, "CNY"))),
        StageMoved(Stage.PLATFORM_REVIEW, Turn.PLATFORM),
        StageMoved(Stage.NEGOTIATION, Turn.BUYER),
        ApprovalAsked("partial_refund", Money(5000, "CNY"), Role.SUPERVISOR, CLAUSE),
        ClockStopped("reply"),
        CaseClosed("refunded_full", "warehouse", "weigh before sealing"),
        CaseReopened("the buyer came back"),
        EntryCorrected(3, "the clock was read wrong"),
    ]
)


def happen(case_id: str, what: AnyHappening) -> None:
    with suppress(StageCannotFollow, NothingToReopen, NothingToCorrect):  # refused, so nothing was kept
        store.change(case_id, lambda _: [entry(what, by=ANA)])


@given(story=st.lists(HAPPENINGS, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_index_is_what_the_entries_say(story: list[AnyHappening]) -> None:
    number = models.CaseIndex.objects.count() + 1
    case_id = opened(number).case_id
    store.open_many([opened(number)])
    for what in story:
        happen(case_id, what)
    assert proof.rebuild() == (number, ())


def test_rebuild_names_each_column_that_was_wrong_and_puts_it_right() -> None:
    file = opened()
    store.open_many([file])
    models.CaseIndex.objects.update(assignee="mallory", amount_minor=1)
    found = {(one.column, one.was, one.now) for one in proof.rebuild().differences}
    assert found == {("assignee", "mallory", ""), ("amount_minor", 1, 12900)}
    assert proof.rebuild().differences == ()


def test_rebuild_makes_a_missing_row_and_removes_one_that_no_entry_backs() -> None:
    file = opened(1)
    store.open_many([file])
    models.CaseIndex.objects.update(case_id="taobao:lamps:ghost")
    assert {(one.case_id, one.column) for one in proof.rebuild().differences} == {
        (file.case_id, "row"),
        ("taobao:lamps:ghost", "row"),
    }
    assert models.CaseIndex.objects.get().case_id == file.case_id


def test_the_clock_s_own_note_survives_a_rebuild() -> None:
    file = opened()
    store.open_many([file])
    models.CaseIndex.objects.update(swept_at=file.lines[0].entry.at, assignee="mallory")
    proof.rebuild()
    assert models.CaseIndex.objects.get().swept_at == file.lines[0].entry.at


def tamper(statement: str) -> None:
    with connection.cursor() as sql:
        if connection.vendor == "sqlite":
            sql.execute("DROP TRIGGER entry_only_added_UPDATE")
            sql.execute("DROP TRIGGER entry_only_added_DELETE")
            sql.execute(statement)
        else:  # only its owner may switch the guard off, and only for one session
            sql.execute("ALTER TABLE entry DISABLE TRIGGER entry_only_added")
            sql.execute(statement)
            sql.execute("ALTER TABLE entry ENABLE TRIGGER entry_only_added")


def test_whole_chains_are_not_reported() -> None:
    store.open_many([opened(1), opened(2)])
    assert list(proof.broken_chains()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = replace(body, 'refund_only', 'exchange') WHERE seq = 1",
        "DELETE FROM entry WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 3",
    ],
    ids=["changed", "removed from the middle", "removed at the end"],
)
def test_an_entry_that_somebody_changed_behind_the_desk_is_found(statement: str) -> None:
    file = opened()
    store.open_many([file])
    tamper(statement)
    assert [broken.case_id for broken in proof.broken_chains()] == [file.case_id]
