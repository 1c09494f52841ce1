"""Is a process of the web server ready before somebody asks it for a page?"""

import gc

import pytest

from hejie.desk import house, wsgi
from hejie.desk.finding import titles
from hejie.rulebook.mistakes import RulebookError

pytestmark = pytest.mark.usefixtures("store_on")


def test_rules_are_read_and_set_aside_before_the_first_page(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(house, "rules", lambda: done.append("read"))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("set aside"))
    wsgi.warm_up()
    assert done == ["read", "set aside"]
    assert titles.TITLES.on


def test_rules_that_cannot_be_read_are_told_by_the_pages_and_keep_no_process_from_starting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def spoiled() -> None:
        raise RulebookError("a row is spoiled")

    monkeypatch.setattr(house, "rules", spoiled)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    wsgi.warm_up()
    assert "a row is spoiled" in caplog.text
