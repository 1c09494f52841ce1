"""Which cases are the engines asked about: columns of facts, most numbers near the thresholds of the rules."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import structs
from numpy.random import Generator
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.bulk.tables import WORD, Column, Table, numbers_column, pack, unpack, words
from hejie.rulebook.certification import facts_in
from hejie.rulebook.editions import Edition
from hejie.rulebook.schema import Definitions, FactKind
from hejie.rulebook.values import ABSENT

SEED = 20261124


def table_of_cases(
    definitions: Definitions, edition: Edition, now: int, rows: int, *, missing: float
) -> Table:
    """Return random cases: a share `missing` is unknown, or absent where that is usual."""
    chance = np.random.default_rng(SEED)
    atoms = facts_in(edition)
    columns = {}
    for name in definitions.facts:
        if name in atoms:
            kind = definitions.facts[name]
            columns[name] = _column(kind, atoms[name], now, rows, missing if kind.nullable else 0.0, chance)
    if "law" in columns and "platform" in columns:
        columns["law"] = _law_of(definitions, columns["platform"], rows)
    return Table(rows, columns)


def _column(
    kind: FactKind, atoms: list[t.Atom], now: int, rows: int, missing: float, chance: Generator
) -> Column:
    known = chance.random(rows) >= missing if missing else np.ones(rows, np.bool_)
    absent = (
        (chance.random(rows) < 0.5) & ~known
        if kind.if_missing == "absent" and missing
        else np.zeros(rows, np.bool_)
    )
    codes = tuple(kind.values) if kind.type == "enum" else ()
    if kind.type == "bool":
        data: NDArray[Any] = pack(chance.random(rows) < 0.5)
    elif codes:
        data = chance.integers(0, len(codes), rows, dtype=np.uint8)
    else:
        data = _numbers(kind, atoms, now, rows, chance)
    return numbers_column(kind, data, known, absent, codes)


def _numbers(
    kind: FactKind, atoms: list[t.Atom], now: int, rows: int, chance: Generator
) -> NDArray[np.int64]:
    limits = sorted(
        {
            leaf.value
            for atom in atoms
            if isinstance(atom, t.Compare)
            for side in (atom.left, atom.right)
            for leaf in t.leaves(side)
            if isinstance(leaf, t.Const)
        }
        | {0, 1000}
    )
    near = np.array(limits, np.int64)[chance.integers(0, len(limits), rows)]
    step = near + chance.integers(-300, 301, rows)
    return now - step if kind.type == "time" else np.maximum(step, 0)


def _law_of(definitions: Definitions, platform: Column, rows: int) -> Column:
    laws = tuple(definitions.facts["law"].values)
    home = {"taobao": "cn", "pinduoduo": "cn", "17zwd": "cn", "mercadolibre": "br", "aliexpress": "br"}
    code = np.array([laws.index(home.get(name, laws[0])) for name in platform.codes], np.uint8)
    return Column("enum", code[platform.data], None, None, laws)


def part(table: Table, start: int, stop: int) -> Table:
    """Return some rows one after the other, from a whole word on, without copying them."""
    rows, bits = slice(start, stop), slice(start // WORD, words(stop))
    columns = {
        name: structs.replace(
            column,
            data=column.data[bits if column.kind == "bool" else rows],
            known=None if column.known is None else column.known[bits],
            absent=None if column.absent is None else column.absent[bits],
        )
        for name, column in table.columns.items()
    }
    return Table(stop - start, columns)


def plain_row(table: Table, row: int) -> dict[str, Any]:
    """Return one row as the plain values the scalar backend takes."""
    case: dict[str, Any] = {}
    for name, column in table.columns.items():
        if column.absent is not None and _bit(column.absent, row):
            case[name] = ABSENT
        elif column.known is None or _bit(column.known, row):
            case[name] = value_at(column, row)
    return case


def value_at(column: Column, row: int) -> Any:
    """Return the value of one fact in one row."""
    if column.kind == "bool":
        return bool(_bit(column.data, row))
    value = int(column.data[row])
    return column.codes[value] if column.codes else value


def dense(table: Table) -> dict[str, NDArray[Any]]:
    """Return the columns as plain arrays, for engines without a third truth value."""
    return {
        name: unpack(column.data, table.rows).astype(np.bool_) if column.kind == "bool" else column.data
        for name, column in table.columns.items()
    }


def _bit(bits: NDArray[np.uint64], row: int) -> int:
    return int(bits[row >> 6]) >> (row & 63) & 1
