"""Does the worker work until it is told to stop, whatever the data base does?"""

import threading

import pytest
from django.db import OperationalError

from hejie.desk import clock, worker
from hejie.desk.imports import importing

pytestmark = pytest.mark.usefixtures("store_on")


def test_it_sweeps_takes_imports_and_ends_when_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    works, done = worker.Worker(), []
    monkeypatch.setattr(worker, "WATCH", 0.001)
    monkeypatch.setattr(worker, "EVERY", 0.002)
    monkeypatch.setattr(importing, "take_next", lambda now: done.append("looked"))

    def sweep(_clock: object, now: object) -> int:
        done.append("swept")
        if done.count("swept") == 2:
            works.stop()
        return 0

    monkeypatch.setattr(clock.Clock, "sweep", sweep)
    works.run()
    assert not any("(work)" in thread.name for thread in threading.enumerate())
    assert done == ["looked", "swept", "looked", "looked", "swept"]


def test_a_data_base_that_is_away_for_a_while_does_not_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    works, tried = worker.Worker(), []
    monkeypatch.setattr(worker, "WATCH", 0.001)
    monkeypatch.setattr(worker, "EVERY", 0.001)

    def away(now: object) -> None:
        tried.append(now)
        if len(tried) == 3:
            works.stop()
        raise OperationalError("the server went away")

    monkeypatch.setattr(importing, "take_next", away)
    works.run()
    assert len(tried) == 3


def test_it_ends_when_the_process_that_started_it_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    works = worker.Worker()
    works.parent, looked = -1, []
    monkeypatch.setattr(worker, "WATCH", 0.001)
    monkeypatch.setattr(importing, "take_next", looked.append)
    works.run()
    assert looked == []
