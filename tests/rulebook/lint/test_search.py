"""Is a case found where there is one, and never where there is none?"""

from random import Random

from hejie.rulebook import Rulebook, reference
from hejie.rulebook import terms as t
from hejie.rulebook.certification import random_case
from hejie.rulebook.lint.search import World, confirms, find, ways
from tests.rulebook.conftest import NOW

A, B = t.Flag("shipped"), t.Flag("cod")


def world(book: Rulebook) -> World:
    return World(book.definitions.facts, book.definitions.decisions, NOW)


def test_the_ways_to_make_a_condition_true_or_false_are_listed() -> None:
    assert list(ways(t.All((A, B)), True)) == [((A, True), (B, True))]
    assert list(ways(t.All((A, B)), False)) == [((A, False),), ((B, False),)]
    assert list(ways(t.Opposite(t.Some((A, B))), True)) == [((A, False), (B, False))]


def test_a_weight_over_three_facts_is_mended_until_it_holds(sample: Rulebook) -> None:
    gap = t.Compare(
        ">=",
        t.Sum(t.FactValue("w_repacked"), t.FactValue("w_carrier"), -1),
        t.Sum(t.FactValue("w_item"), t.Const(30), -1),
    )
    more = t.Compare(">", t.FactValue("w_item"), t.Const(500))
    found = find(world(sample), [(gap, True), (more, True)])
    assert found.case is not None
    assert confirms(world(sample), [(gap, True), (more, True)], found.case)


def test_contradictions_of_codes_flags_and_times_are_proved(sample: Rulebook) -> None:
    early, late = (
        t.Compare("<", t.FactValue("paid_at"), t.Const(5)),
        t.Compare(">", t.FactValue("paid_at"), t.Const(5)),
    )
    for wishes in (
        [(A, True), (A, False)],
        [(t.Among("claim", ("quality",)), True), (t.Among("claim", ("size",)), True)],
        [(early, True), (late, True)],
    ):
        assert find(world(sample), wishes).impossible


def test_no_rule_is_called_impossible_that_a_random_case_meets(made_up: tuple[Rulebook, ...]) -> None:
    chance = Random(9)
    for book in made_up:
        edition = book.edition(NOW)
        impossible = [
            rule for rule in edition.rules if find(world(book), [(rule.condition, True)]).impossible
        ]
        for _ in range(40):
            case = random_case(edition, book.definitions, NOW, chance.randrange, missing=0)
            sets = reference.judge(edition, book.definitions.decisions, case, NOW).sets
            assert not any(reference.truth(rule.condition, case, NOW, sets) for rule in impossible)
