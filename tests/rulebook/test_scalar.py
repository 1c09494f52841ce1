"""Does the written function say exactly what the interpreter says?"""

from random import Random

from hejie.rulebook import Rulebook, reference
from hejie.rulebook import terms as t
from hejie.rulebook.certification import boundary_cases, random_case
from hejie.rulebook.scalar import (
    OPEN,
    STANDS,
    compile_judge,
    compile_tests,
    compile_trace,
    outcome_bits,
)
from hejie.rulebook.values import ABSENT
from tests.rulebook.conftest import NOW


def test_the_function_and_the_interpreter_agree_on_random_and_boundary_cases(
    made_up: tuple[Rulebook, ...],
) -> None:
    chance = Random(11)
    for book in made_up:
        edition, decisions = book.edition(NOW), book.definitions.decisions
        judge, trace = compile_judge(edition, decisions), compile_trace(edition, decisions)
        cases = [
            random_case(edition, book.definitions, NOW, chance.randrange, missing=m, absent=a)
            for m, a in ((25, 5), (0, 0), (60, 20))
            for _ in range(6)
        ]
        cases += list(boundary_cases(edition, book.definitions, NOW, chance.randrange))[:25]
        for case in cases:
            verdict = reference.judge(edition, decisions, case, NOW)
            answers, states, masks = trace(case, NOW)
            assert judge(case, NOW) == answers == verdict.answers
            assert states == [{True: STANDS, None: OPEN, False: 0}[state] for state in verdict.standing]
            bits = {name: outcome_bits(decisions[name]) for name in masks}
            assert verdict.sets == {
                name: frozenset(code for code, bit in bits[name].items() if bit & mask)
                for name, mask in masks.items()
            }


def test_a_single_condition_can_be_tested_alone(sample: Rulebook) -> None:
    later = t.Compare("<=", t.FactValue("ship_scan_at"), t.FactValue("agreed_ship_by"))
    test = compile_tests((later,), sample.definitions.decisions)
    assert test({"ship_scan_at": 1, "agreed_ship_by": 2}, NOW, {}) == (True,)
    assert test({"ship_scan_at": 3, "agreed_ship_by": 2}, NOW, {}) == (False,)
    assert test({"ship_scan_at": 3}, NOW, {}) == (None,)
    assert test({"agreed_ship_by": ABSENT}, NOW, {}) == (False,)


def test_many_conditions_are_told_at_once_as_the_interpreter_tells_each(
    made_up: tuple[Rulebook, ...],
) -> None:
    chance = Random(7)
    for book in made_up:
        edition, decisions = book.edition(NOW), book.definitions.decisions
        conditions = [rule.condition for rule in edition.rules]
        tests, trace = compile_tests(conditions, decisions), compile_trace(edition, decisions)
        for _ in range(10):
            case = random_case(edition, book.definitions, NOW, chance.randrange, missing=25, absent=5)
            sets = reference.judge(edition, decisions, case, NOW).sets
            told = tests(case, NOW, trace(case, NOW)[2])
            assert told == tuple(reference.truth(condition, case, NOW, sets) for condition in conditions)


def test_what_an_author_writes_never_becomes_code(sample: Rulebook) -> None:
    strange = "');import os;('"
    odd = t.All((t.Flag(strange), t.Among("claim", (strange,))))
    test = compile_tests((odd,), sample.definitions.decisions)
    assert test({strange: True, "claim": strange}, NOW, {}) == (True,)
