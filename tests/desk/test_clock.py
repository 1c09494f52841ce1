"""Does time alone move the cases that are due, each once, and does none hold up the others?"""

from datetime import timedelta

import pytest

from hejie.casefile.entries import ClockMissed
from hejie.desk import clock, house, store
from hejie.desk.models import CaseIndex
from tests.desk.cast import NOON, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
LATER = NOON + timedelta(days=3)


def test_nothing_is_due_before_its_time() -> None:
    store.open_many([opened(1)])
    assert clock.due(NOON) == []
    assert clock.sweep(NOON) == 0


def test_a_case_whose_time_has_come_walks_and_is_not_woken_twice() -> None:
    store.open_many([opened(1)])
    assert len(clock.due(LATER)) == 1
    clock.sweep(LATER)
    lines = len(store.load(opened(1).case_id).lines)
    assert lines > len(opened(1).lines)
    clock.sweep(LATER)
    clock.sweep(LATER)
    assert len(store.load(opened(1).case_id).lines) == lines
    assert clock.due(LATER) == []


def test_a_case_that_cannot_be_walked_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    store.open_many([opened(1), opened(2)])
    walk = house.following

    def stumble(file, entries, *, at):  # type: ignore[no-untyped-def]
        if file.case_id == opened(1).case_id:
            raise RuntimeError("a rule stumbled")
        return walk(file, entries, at=at)

    monkeypatch.setattr(house, "following", stumble)
    clock.sweep(LATER)
    assert len(store.load(opened(1).case_id).lines) == len(opened(1).lines)
    assert len(store.load(opened(2).case_id).lines) > len(opened(2).lines)
    assert clock.due(LATER) == []


def test_the_most_overdue_come_first_and_only_so_many_at_once() -> None:
    store.open_many([opened(number) for number in range(5)])
    CaseIndex.objects.filter(after_sales_id="RF000003").update(next_at=NOON - timedelta(days=9))
    due = clock.due(LATER, limit=2)
    assert len(due) == 2
    assert due[0][0] == opened(3).case_id


def test_a_clock_that_ran_out_is_missed_in_the_story() -> None:
    store.open_many([opened(1)])
    clock.sweep(LATER)
    clock.sweep(LATER + timedelta(days=30))
    assert list(store.load(opened(1).case_id).all(ClockMissed)) or not store.load(opened(1).case_id).clocks
