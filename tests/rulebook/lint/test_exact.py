"""Does lint work with and without a solver, and say the same?"""

from datetime import date

import pytest
from msgspec import structs

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.lint import exact
from hejie.rulebook.lint.linting import lint
from hejie.rulebook.lint.search import Found, World, confirms, find
from hejie.rulebook.reference import number
from tests.rulebook.conftest import NOW

X, Y = t.FactValue("w_item"), t.FactValue("w_carrier")
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


def _world(book: Rulebook) -> World:
    return World(book.definitions.facts, book.definitions.decisions, NOW)


def _times(number: int, fact: t.Number) -> t.Number:
    return t.Product(fact, t.Const(number))


def test_the_solver_finds_a_case_that_the_quick_search_does_not(sample: Rulebook) -> None:
    world = _world(sample)
    wishes = [  # 7x = 5y and x + y over 23: from x = 10, y = 14 on
        (t.Compare("==", _times(7, X), _times(5, Y)), True),
        (t.Compare(">", t.Sum(X, Y), t.Const(23)), True),
    ]
    assert find(world, wishes) == Found(None)
    found = exact.decide(world, wishes)
    assert found.case is not None
    assert confirms(world, wishes, found.case)


def test_the_solver_proves_that_there_is_no_case_where_the_quick_search_could_not_tell(
    sample: Rulebook,
) -> None:
    odd = t.Compare("==", _times(2, X), t.Sum(_times(4, Y), t.Const(1)))
    assert find(_world(sample), [(odd, True)]) == Found(None)
    assert exact.decide(_world(sample), [(odd, True)]) == Found(None, impossible=True)


def test_the_solver_proves_nothing_of_facts_that_may_be_absent(sample: Rulebook) -> None:
    """An agreed hour that does not exist is neither before nor after another: no proof of numbers covers that."""
    facts = dict(sample.definitions.facts)
    facts["w_item"] = structs.replace(facts["w_item"], if_missing="absent")
    odd = t.Compare("==", _times(2, X), t.Sum(_times(4, Y), t.Const(1)))
    found = exact.decide(World(facts, sample.definitions.decisions, NOW), [(odd, True)])
    assert found == Found(None, impossible=False)


@pytest.mark.parametrize("rounding", ["floor", "ceil", "half_up"])
def test_the_solver_divides_as_the_interpreter_does(sample: Rulebook, rounding: str) -> None:
    z3 = exact.solver()
    translator = exact._Translator(z3, _world(sample))
    for value in range(-7, 8):
        whole = t.Quotient(t.Const(value), t.Const(3), rounding)
        assert z3.simplify(translator.number(whole)).as_long() == number(whole, {}, NOW)


def test_lint_says_the_same_with_and_without_the_solver_but_for_what_only_it_can_prove(
    sample: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = {(finding.check, finding.about) for finding in lint(sample, on=date(2026, 11, 24))}
    monkeypatch.setattr(exact, "solver", lambda: None)
    without = {(finding.check, finding.about) for finding in lint(sample, on=date(2026, 11, 24))}
    assert with_it == without
