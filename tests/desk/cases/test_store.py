"""Is nothing ever lost in the store, whoever writes at the same time?"""

import subprocess
import sys
import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from hejie.casefile.entries import AnyHappening, CaseTaken, NoteWritten
from hejie.desk import models
from hejie.desk.cases import store
from hejie.desk.cases.index import row_of
from tests.desk.cast import ANA, BO, entry, note, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def notes(case_id: str) -> list[str]:
    return [what.text for what in store.load(case_id).all(NoteWritten)]


def test_a_case_comes_back_from_the_store_as_it_went_in() -> None:
    file = opened()
    assert store.open_many([file]) == 1
    assert store.load(file.case_id).lines == file.lines


def test_a_case_that_nobody_opened_is_not_found_and_the_message_says_what_to_do() -> None:
    with pytest.raises(store.CaseNotFound, match="look it up in the queue"):
        store.load("taobao:lamps:nobody")
    with pytest.raises(store.CaseNotFound):
        store.change("taobao:lamps:nobody", lambda _: [note("hello")])


def test_what_is_added_is_there_for_the_next_reader_and_in_the_index() -> None:
    file = opened()
    store.open_many([file])
    after = store.change(file.case_id, lambda _: [entry(CaseTaken("ana"), by=ANA)])
    assert store.load(file.case_id).lines == after.lines
    assert models.CaseIndex.objects.get(case_id=file.case_id).assignee == "ana"


def test_opening_the_same_case_twice_keeps_the_first_one() -> None:
    first, second = opened(claim="missing_item"), opened(claim="wrong_item")
    assert (store.open_many([first, first]), store.open_many([second])) == (1, 0)
    assert store.load(first.case_id).claim == "missing_item"


def test_existing_tells_the_known_cases_from_the_new_ones() -> None:
    known = opened(1)
    store.open_many([known])
    assert store.existing([known.case_id, opened(2).case_id]) == {known.case_id}


def test_many_cases_are_opened_at_once_and_their_shop_with_them() -> None:
    assert store.open_many([opened(number) for number in range(1203)]) == 1203
    assert models.Shop.objects.get().key == "taobao:lamps"
    assert models.CaseIndex.objects.count() == 1203


def test_what_is_opened_is_kept_as_the_models_would_keep_it() -> None:
    file = opened(1).add(entry(CaseTaken("ana"), by=ANA))
    store.open_many([file, opened(2)])
    row = row_of(file)
    kept = models.CaseIndex.objects.get(case_id=file.case_id)
    assert {name: getattr(kept, name) for name in row} == row
    assert kept.swept_at is None  # nobody's to give at the opening, so the model's own default
    assert models.Entry.objects.filter(case_id=file.case_id, at=file.lines[0].entry.at).count() >= 1


def test_a_decision_that_fails_leaves_nothing_behind() -> None:
    file = opened()
    store.open_many([file])

    def torn(_: object) -> list[AnyHappening]:
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        store.change(file.case_id, torn)  # type: ignore[arg-type]
    assert store.load(file.case_id).lines == file.lines


def test_ana_and_bo_writing_at_the_same_moment_lose_no_word() -> None:
    """Eight people on eight connections, ten notes each, on one case."""
    file = opened()
    store.open_many([file])
    start = threading.Barrier(8)

    def write(person: int) -> None:
        start.wait()
        for number in range(10):
            by = ANA if person % 2 else BO
            store.change(file.case_id, lambda _, n=number, b=by: [note(f"{person}-{n}", by=b)])
        connections.close_all()

    people = [threading.Thread(target=write, args=(person,)) for person in range(8)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    after = store.load(file.case_id)
    after.verify()
    assert sorted(notes(file.case_id)) == sorted(f"{person}-{n}" for person in range(8) for n in range(10))
    assert models.CaseIndex.objects.get(case_id=file.case_id).entries == len(after.lines)


ANOTHER_PROCESS = """
import sys, django
django.setup()
from django.conf import settings
from django.db import connection
from hejie.desk.cases import store
from tests.desk.cast import note
if connection.vendor == "sqlite":
    connection.settings_dict["NAME"] = sys.argv[1]
sys.stdin.readline()
for n in range(20):
    store.change(sys.argv[2], lambda _: [note(f"{sys.argv[3]}-{n}")])
"""


def test_two_processes_writing_at_the_same_moment_lose_no_word() -> None:
    file = opened()
    store.open_many([file])
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(connection.settings_dict["NAME"]), file.case_id]
    desks = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, text=True) for name in ("web", "clock")
    ]
    for desk in desks:
        desk.communicate("go\n")
    assert [desk.returncode for desk in desks] == [0, 0]
    store.load(file.case_id).verify()
    assert sorted(notes(file.case_id)) == sorted(
        f"{name}-{n}" for name in ("web", "clock") for n in range(20)
    )


@pytest.mark.parametrize("attempt", ["UPDATE entry SET body = '{}'", "DELETE FROM entry"])
def test_the_data_base_itself_refuses_to_change_an_entry(attempt: str) -> None:
    file = opened()
    store.open_many([file])
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as sql,
    ):
        sql.execute(attempt)
    assert store.load(file.case_id).lines == file.lines


def test_two_entries_cannot_take_the_same_place() -> None:
    file = opened()
    store.open_many([file])
    twin = models.Entry.objects.filter(case_id=file.case_id, seq=2).values(
        "case_id", "seq", "at", "kind", "body", "previous", "digest"
    )[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        models.Entry.objects.create(**twin)
