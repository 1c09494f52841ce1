"""Is a write that is asked for twice under one key done once?"""

import threading

import pytest
from django.db import connections

from hejie.desk.models import Call, Entry
from tests.desk.api.office import system_of
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_the_same_write_under_the_same_key_is_done_once_and_answered_the_same() -> None:
    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    first, again = (ana.post(f"/cases/{lamps.pk}/notes", {"text": "once"}, key="k-1") for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Entry.objects.filter(kind="NoteWritten").count() == 1


def test_a_key_that_came_with_another_call_is_refused() -> None:
    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    ana.post(f"/cases/{lamps.pk}/notes", {"text": "one"}, key="k-1")
    other = ana.post(f"/cases/{lamps.pk}/notes", {"text": "two"}, key="k-1")
    assert (other.status_code, other.json()["code"]) == (409, "KeyUsedOtherwise")
    assert Entry.objects.filter(kind="NoteWritten").count() == 1


def test_a_key_belongs_to_its_token_and_a_refusal_does_not_use_it_up() -> None:
    lamps, _ = two_shops()
    ana, bo = (system_of(hire(name, "agent", LAMPS)) for name in ("ana", "bo"))
    assert ana.post(f"/cases/{lamps.pk}/offers", {"remedy": "moon"}, key="k").status_code == 422
    assert not Call.objects.exists()
    assert ana.post(f"/cases/{lamps.pk}/notes", {"text": "x"}, key="k").status_code == 201
    assert bo.post(f"/cases/{lamps.pk}/notes", {"text": "y"}, key="k").status_code == 201


def test_eight_calls_at_once_with_one_key_are_one() -> None:
    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    start, statuses = threading.Barrier(8), []

    def call() -> None:
        start.wait()
        statuses.append(ana.post(f"/cases/{lamps.pk}/notes", {"text": "once"}, key="k").status_code)
        connections.close_all()

    callers = [threading.Thread(target=call) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert statuses == [201] * 8
    assert Entry.objects.filter(kind="NoteWritten").count() == 1
