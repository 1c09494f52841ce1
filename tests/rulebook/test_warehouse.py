"""Does the SELECT give the answers that the interpreter gives?"""

import os
import sqlite3
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import psycopg
import pytest
from psycopg.rows import dict_row

from hejie.rulebook import Rulebook, reference
from hejie.rulebook.certification import boundary_cases, random_case
from hejie.rulebook.mistakes import NoSuch
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.schema import Definitions
from hejie.rulebook.values import ABSENT
from hejie.rulebook.warehouse import export_sql
from tests.rulebook.conftest import NOW

SQL_TYPES = {"bool": "boolean", "enum": "text", "text": "text"}


class Base(NamedTuple):
    """A data base that speaks a dialect."""

    dialect: str
    connection: Any
    place: str  # how it writes the place of a value


@pytest.fixture
def base() -> Iterator[Base]:
    """The data base of this run: SQLite in memory, or the real PostgreSQL of `pytest --postgresql`."""
    url = os.environ.get("HEJIE_DATABASE_URL")
    if url:
        with psycopg.connect(url, row_factory=dict_row) as connection:  # type: ignore[arg-type]
            yield Base("postgres", connection, "%s")
            connection.rollback()
    else:
        memory = sqlite3.connect(":memory:")
        memory.row_factory = sqlite3.Row
        yield Base("sqlite", memory, "?")
        memory.close()


@pytest.mark.store
def test_a_data_base_gives_the_same_answers_as_the_interpreter(
    made_up: tuple[Rulebook, ...], base: Base
) -> None:
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
        check(book, base, cases)


@pytest.mark.store
def test_a_data_base_answers_by_the_shipped_rules_as_the_interpreter_does(
    shipped: Rulebook, base: Base
) -> None:
    edition, chance = shipped.edition(NOW), Random(6)
    cases = [
        random_case(edition, shipped.definitions, NOW, chance.randrange, missing=m, absent=0)
        for m in (10, 0)
        for _ in range(4)
    ]
    check(shipped, base, cases)


def check(book: Rulebook, base: Base, cases: list[dict[str, Any]]) -> None:
    """Compare what the data base says of each case with what the rules mean."""
    edition, definitions = book.edition(NOW), book.definitions
    sql = export_sql(definitions, edition, NOW, table="asked", dialect=base.dialect)
    rows = kept(definitions, cases, base, sql)
    assert len(rows) == len(cases)
    for row in rows:
        answers = reference.judge(edition, definitions.decisions, cases[row["n"]], NOW).answers
        for name, answer in answers.items():
            assert (row[f"{name}_status"], read(book, name, row), bool(row[f"{name}_stale"])) == (
                answer.status,
                answer.values,
                answer.stale,
            )


def kept(definitions: Definitions, cases: list[dict[str, Any]], base: Base, sql: str) -> list[Any]:
    """Put the cases into a table of their own, and ask the SELECT."""
    facts = definitions.facts
    absentable = [name for name, kind in facts.items() if kind.if_missing == "absent"]
    columns = ["n bigint"]
    columns += [f'"{name}" {SQL_TYPES.get(kind.type, "bigint")}' for name, kind in facts.items()]
    columns += [f'"{name}_absent" boolean' for name in absentable]
    base.connection.execute("drop table if exists asked")
    base.connection.execute(f"create temporary table asked ({', '.join(columns)})")
    for number, case in enumerate(cases):
        values = [None if case.get(name) is ABSENT else case.get(name) for name in facts]
        values += [case.get(name) is ABSENT for name in absentable]
        places = ", ".join([base.place] * (len(values) + 1))
        base.connection.execute(f"insert into asked values ({places})", [number, *values])
    found: list[Any] = base.connection.execute(sql).fetchall()
    return found


def read(book: Rulebook, name: str, row: Any) -> tuple[Any, ...]:
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
