"""Does DuckDB, asked the exported SELECT, answer as the rules do?"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.rules_peers.cases import plain_row
from hejie.rulebook import Rulebook
from hejie.rulebook.bulk.judging import Results
from hejie.rulebook.bulk.tables import Table
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.values import ABSENT
from hejie.rulebook.warehouse import export_sql

SCRIPT = Path(__file__).with_name("exported.py")
TYPES = {"bool": "BOOLEAN", "enum": "VARCHAR", "text": "VARCHAR"}


def exported(python: Path, book: Rulebook, table: Table, now: int, ours: Results) -> dict[str, float | str]:
    """Return how many rows DuckDB answers otherwise, of so many, and how many it judges a second."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder, book, table, now)
        done = subprocess.run(
            [str(python), str(SCRIPT), str(folder)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        return {"exported_sql_duckdb": "did not run: " + done.stderr.strip().splitlines()[-1][:120]}
    told = json.loads(done.stdout)
    return {
        "exported_sql_duckdb_rows": len(told["rows"]),
        "exported_sql_duckdb_per_second": len(told["rows"]) / told["seconds"],
        "exported_sql_duckdb_rows_unlike": sum(not _same(book, ours, row) for row in told["rows"]),
    }


def _write(folder: Path, book: Rulebook, table: Table, now: int) -> None:
    facts = book.definitions.facts
    absentable = [name for name, kind in facts.items() if kind.if_missing == "absent"]
    columns = [("n", "BIGINT"), *((name, TYPES.get(kind.type, "BIGINT")) for name, kind in facts.items())]
    columns += [(f"{name}_absent", "BOOLEAN") for name in absentable]
    (folder / "columns.json").write_text(json.dumps(columns))
    with (folder / "rows.json").open("w") as file:
        for number in range(table.rows):
            case = plain_row(table, number)
            known = {name: value for name, value in case.items() if value is not ABSENT}
            absent = {f"{name}_absent": case.get(name) is ABSENT for name in absentable}
            file.write(json.dumps({"n": number, **known, **absent}) + "\n")
    sql = export_sql(book.definitions, book.edition(now), now, dialect="duckdb")
    (folder / "select.sql").write_text(sql)


def _same(book: Rulebook, ours: Results, row: dict[str, Any]) -> bool:
    for name, answer in ours.answers(row["n"]).items():
        decision = book.definitions.decisions[name]
        if decision.is_numeric:
            values: tuple[Any, ...] = (row[f"{name}_low"], row[f"{name}_high"])
        else:
            bits = outcome_bits(decision)
            values = tuple(code for code in decision.outcomes if bits[code] & row[f"{name}_possible"])
        if (row[f"{name}_status"], values, bool(row[f"{name}_stale"])) != (
            answer.status,
            answer.values,
            answer.stale,
        ):
            return False
    return True
