"""Does the SELECT give the answers that the interpreter gives?"""

import sqlite3
from random import Random
from typing import Any

import pytest

from hejie.rulebook import Rulebook, reference
from hejie.rulebook.certification import boundary_cases, random_case
from hejie.rulebook.mistakes import NoSuch
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.values import ABSENT
from hejie.rulebook.warehouse import export_sql
from tests.rulebook.conftest import NOW


@pytest.mark.shows("C1")
def test_a_data_base_gives_the_same_answers_as_the_interpreter(made_up: tuple[Rulebook, ...]) -> None:
    for seed, book in enumerate(made_up):
        edition, definitions, chance = book.edition(NOW), book.definitions, Random(seed)
        cases = [
            random_case(edition, definitions, NOW, chance.randrange, missing=m, absent=0)
            for m in (30, 0)
            for _ in range(15)
        ]
        cases += list(boundary_cases(edition, definitions, NOW, chance.randrange))[:30]
        absentable = [name for name, kind in definitions.facts.items() if kind.if_missing == "absent"]
        for case in cases:
            case.update({name: ABSENT for name in absentable if chance.random() < 0.5})
        for row in kept(list(definitions.facts), absentable, cases, export_sql(definitions, edition, NOW)):
            answers = reference.judge(edition, definitions.decisions, cases[row["n"]], NOW).answers
            for name, answer in answers.items():
                assert (row[f"{name}_status"], read(book, name, row), bool(row[f"{name}_stale"])) == (
                    answer.status,
                    answer.values,
                    answer.stale,
                )


def kept(facts: list[str], absentable: list[str], cases: list[dict[str, Any]], sql: str) -> list[sqlite3.Row]:
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    names = [*facts, *(f"{name}_absent" for name in absentable)]
    base.execute(f"create table cases (n, {', '.join(chr(34) + name + chr(34) for name in names)})")
    for number, case in enumerate(cases):
        values = [None if case.get(name) is ABSENT else case.get(name) for name in facts]
        values += [case.get(name) is ABSENT for name in absentable]
        base.execute(f"insert into cases values ({', '.join('?' * (len(values) + 1))})", [number, *values])
    return base.execute(sql).fetchall()


def read(book: Rulebook, name: str, row: sqlite3.Row) -> tuple[Any, ...]:
    decision = book.definitions.decisions[name]
    if decision.is_numeric:
        return row[f"{name}_low"], row[f"{name}_high"]
    bits = outcome_bits(decision)
    return tuple(outcome for outcome in decision.outcomes if bits[outcome] & row[f"{name}_possible"])


def test_names_and_codes_are_quoted_and_only_known_dialects_are_written(sample: Rulebook) -> None:
    for dialect in ("duckdb", "postgres", "sqlite"):
        assert "\"platform\" IN ('taobao')" in export_sql(
            sample.definitions, sample.edition(NOW), NOW, dialect=dialect
        )
    with pytest.raises(NoSuch, match="sqlite"):
        export_sql(sample.definitions, sample.edition(NOW), NOW, dialect="sqlit")
