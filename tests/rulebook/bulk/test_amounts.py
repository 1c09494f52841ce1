"""Are sums and limits of many rows the same as of one, with open ends where something is missing?"""

from random import Random

from hejie.rulebook import Rulebook
from hejie.rulebook.bulk.amounts import Amounts
from hejie.rulebook.bulk.judging import judge_table
from hejie.rulebook.bulk.tables import table_of
from hejie.rulebook.certification import random_case
from tests.rulebook.conftest import NOW


def test_where_no_rule_speaks_the_default_stands_or_both_ends_are_open(made_up: tuple[Rulebook, ...]) -> None:
    decisions = made_up[0].definitions.decisions
    assert Amounts.empty(decisions["cap"], 1).answer(decisions["cap"], 0).amount == 0
    assert Amounts.empty(decisions["floor"], 1).answer(decisions["floor"], 0).values == (None, None)
    assert Amounts.empty(decisions["fine"], 1).answer(decisions["fine"], 0).amount == 0


def test_every_kind_of_answer_about_an_amount_occurs_and_agrees(made_up: tuple[Rulebook, ...]) -> None:
    seen = set()
    for book in made_up:
        edition, chance = book.edition(NOW), Random(3)
        cases = [random_case(edition, book.definitions, NOW, chance.randrange, missing=40) for _ in range(40)]
        results = judge_table(
            edition, book.definitions.decisions, table_of(cases, book.definitions.facts), NOW
        )
        for row, case in enumerate(cases):
            for name in ("fine", "cap", "floor"):
                answer = results.answer(name, row)
                assert answer == book.judge_values(case, NOW)[name]
                seen.add((answer.status, answer.values[0] is None, answer.values[1] is None))
    assert {
        ("decided", False, False),
        ("pending", False, False),
        ("pending", False, True),
        ("pending", True, True),
    } <= seen
