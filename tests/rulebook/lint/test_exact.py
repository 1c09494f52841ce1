"""Does lint work with and without a solver, and say the same?"""

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.lint import exact
from hejie.rulebook.lint.search import Found, World, confirms
from tests.rulebook.conftest import NOW

HALF = t.Compare("==", t.Product(t.FactValue("w_item"), t.Const(2)), t.FactValue("w_carrier"))


def test_without_a_solver_the_quick_search_stands_alone(
    sample: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "solver", lambda: None)
    world = World(sample.definitions.facts, sample.definitions.decisions, NOW)
    found = exact.decide(world, [(HALF, True), (t.Flag("shipped"), True), (t.Flag("shipped"), False)])
    assert found.case is None


def test_a_case_the_quick_search_finds_needs_no_solver(
    sample: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "_asked", lambda *_: pytest.fail("the solver was asked"))
    world = World(sample.definitions.facts, sample.definitions.decisions, NOW)
    wishes = [(HALF, True)]
    found = exact.decide(world, wishes)
    assert isinstance(found, Found)
    assert found.case is not None
    assert confirms(world, wishes, found.case)
