"""Do a thousand rows at once get the answers that each would get alone?"""

from random import Random

import numpy as np
import pytest

from hejie.rulebook import Rulebook, reference
from hejie.rulebook.bulk import judging
from hejie.rulebook.bulk.judging import Prepared, judge_table
from hejie.rulebook.bulk.tables import Table, table_of
from hejie.rulebook.certification import boundary_cases, random_case
from tests.rulebook.conftest import NOW


def test_the_bulk_backend_and_the_interpreter_agree_on_every_row_and_every_rule(
    made_up: tuple[Rulebook, ...],
) -> None:
    chance = Random(5)
    for book in made_up:
        edition, decisions = book.edition(NOW), book.definitions.decisions
        cases = [
            random_case(edition, book.definitions, NOW, chance.randrange, missing=m, absent=a)
            for m, a in ((25, 5), (0, 0), (90, 5))
            for _ in range(8)
        ]
        cases += list(boundary_cases(edition, book.definitions, NOW, chance.randrange))[:25]
        results = Prepared(edition, decisions).judge(table_of(cases, book.definitions.facts), NOW, trace=True)
        assert results.trace is not None
        for row, case in enumerate(cases):
            verdict = reference.judge(edition, decisions, case, NOW)
            assert results.answers(row) == verdict.answers
            states = [results.trace.state(rule, row) for rule in range(len(edition.rules))]
            assert states == list(verdict.standing)


def test_many_chunks_give_the_same_as_one(sample: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    edition, decisions = sample.edition(NOW), sample.definitions.decisions
    cases = [random_case(edition, sample.definitions, NOW, Random(seed).randrange) for seed in range(700)]
    table = table_of(cases, sample.definitions.facts)
    whole = judge_table(edition, decisions, table, NOW)
    monkeypatch.setattr(judging, "CHUNK", 128)
    parts = Prepared(edition, decisions).judge(table, NOW)
    for name, numbers in whole.choices.items():
        assert np.array_equal(numbers, parts.choices[name])
    for name, amounts in whole.amounts.items():
        assert np.array_equal(amounts.low, parts.amounts[name].low)
        assert np.array_equal(amounts.high, parts.amounts[name].high)


def test_a_table_without_rows_has_no_answers(sample: Rulebook) -> None:
    assert judge_table(sample.edition(NOW), sample.definitions.decisions, Table(0, {}), NOW).rows == 0


def test_tables_with_other_gaps_are_judged_one_after_the_other(made_up: tuple[Rulebook, ...]) -> None:
    chance = Random(8)
    for book in made_up:
        edition, decisions = book.edition(NOW), book.definitions.decisions
        ready = Prepared(edition, decisions)
        for missing, absent in ((100, 0), (0, 0), (40, 10), (0, 60), (95, 0), (0, 0)):
            cases = [
                random_case(edition, book.definitions, NOW, chance.randrange, missing=missing, absent=absent)
                for _ in range(4)
            ]
            results = ready.judge(table_of(cases, book.definitions.facts), NOW)
            for row, case in enumerate(cases):
                assert results.answers(row) == reference.judge(edition, decisions, case, NOW).answers
