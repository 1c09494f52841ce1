"""Does time alone move the cases that are due, each once, and does none hold up the others?"""

from datetime import timedelta

import pytest

from hejie.casefile.entries import ClockMissed
from hejie.desk import clock, house
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from tests.desk.cast import NOON, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
LATER = NOON + timedelta(days=3)


def test_nothing_is_due_before_its_time() -> None:
    store.open_many([opened(1)])
    assert clock.due(NOON) == []
    assert clock.Clock().sweep(NOON) == 0


def test_a_case_whose_time_has_come_walks_and_is_not_woken_twice() -> None:
    store.open_many([opened(1)])
    assert len(clock.due(LATER)) == 1
    clock.Clock().sweep(LATER)
    lines = len(store.load(opened(1).case_id).lines)
    assert lines > len(opened(1).lines)
    clock.Clock().sweep(LATER)
    clock.Clock().sweep(LATER)
    assert len(store.load(opened(1).case_id).lines) == lines
    assert clock.due(LATER) == []


def test_a_case_that_cannot_be_walked_waits_and_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.open_many([opened(1), opened(2)])
    walk, sweeper = house.following, clock.Clock()

    def stumble(file, entries, *, at):  # type: ignore[no-untyped-def]
        if file.case_id == opened(1).case_id:
            raise RuntimeError("a rule stumbled")
        return walk(file, entries, at=at)

    with monkeypatch.context() as broken:
        broken.setattr(house, "following", stumble)
        assert sweeper.sweep(LATER) == 1
    assert len(store.load(opened(1).case_id).lines) == len(opened(1).lines)
    assert sweeper.sweep(LATER + timedelta(minutes=1)) == 0
    assert sweeper.sweep(LATER + clock.AGAIN_AFTER) == 1


def test_while_the_rules_cannot_be_read_no_case_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    store.open_many([opened(1)])

    def spoiled() -> None:
        raise ValueError("rules.yaml:3: this is no rule")

    monkeypatch.setattr(house, "rules", spoiled)
    with pytest.raises(ValueError, match="no rule"):
        clock.Clock().sweep(LATER)
    assert len(clock.due(LATER)) == 1


def test_the_most_overdue_come_first_and_only_so_many_at_once() -> None:
    store.open_many([opened(number) for number in range(5)])
    CaseIndex.objects.filter(after_sales_id="RF000003").update(next_at=NOON - timedelta(days=9))
    due = clock.due(LATER, limit=2)
    assert len(due) == 2
    assert due[0][0] == opened(3).case_id


def test_a_clock_that_ran_out_is_missed_in_the_story() -> None:
    store.open_many([opened(1)])
    clock.Clock().sweep(LATER)
    clock.Clock().sweep(LATER + timedelta(days=30))
    assert list(store.load(opened(1).case_id).all(ClockMissed)) or not store.load(opened(1).case_id).clocks
