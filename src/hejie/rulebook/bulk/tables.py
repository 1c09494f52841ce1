"""How are many cases held side by side: one column per fact, and bit planes for what is known or absent?

The layout is that of Arrow: numbers in plain arrays, yes-or-no facts and validity as bitmaps, least bit first, padded
to 64 rows. A column without a `known` plane is known in every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from hejie.rulebook.schema import FactKind
from hejie.rulebook.values import ABSENT, Plain

Bits = NDArray[np.uint64]
WORD = 64
NO_CODE = -1  # the code of a row that is not known, 255 in a byte


class Column(Struct, frozen=True):
    """One fact of all cases. `data` is a bitmap for bool, codes for enum (places in `codes`), numbers otherwise.

    Where the fact is not known, a bool is no and a code is none of `codes`, so that neither is ever taken for true.
    """

    kind: str
    data: NDArray[Any]
    known: Bits | None = None
    absent: Bits | None = None
    codes: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


class Table(Struct, frozen=True):
    """Many cases. A fact without a column is unknown in every row."""

    rows: int
    columns: Mapping[str, Column]


def table_of(cases: Sequence[Plain], kinds: Mapping[str, FactKind]) -> Table:
    """Return plain values of many cases as columns."""
    found: dict[str, tuple[list[int], list[Any]]] = {name: ([], []) for name in kinds}
    for row, case in enumerate(cases):
        for name, value in case.items():
            if name in found and value is not None:
                rows, values = found[name]
                rows.append(row)
                values.append(value)
    return Table(
        len(cases),
        {
            name: _column(np.array(rows, np.intp), values, kinds[name], len(cases))
            for name, (rows, values) in found.items()
            if rows
        },
    )


def _column(rows: NDArray[np.intp], values: Sequence[Any], kind: FactKind, count: int) -> Column:
    missing = np.fromiter((value is ABSENT for value in values), np.bool_, len(values))
    absent, known = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    absent[rows[missing]], known[rows[~missing]] = True, True
    there = [value for value in values if value is not ABSENT]
    codes = tuple(kind.values) if kind.type == "enum" else ()
    data: NDArray[Any] = np.zeros(count, np.uint8 if codes and len(codes) < 256 else np.int64)
    if codes:
        places = {code: place for place, code in enumerate(codes)}
        data[rows[~missing]] = [places[value] for value in there]
    elif kind.type != "text":
        data[rows[~missing]] = there
    if kind.type == "bool":
        data = pack(data != 0)
    return numbers_column(kind, data, known, absent, codes)


def numbers_column(
    kind: FactKind,
    data: NDArray[Any],
    known: NDArray[np.bool_],
    absent: NDArray[np.bool_],
    codes: tuple[str, ...] = (),
) -> Column:
    """Return a column from arrays, narrowed to 32 bits where all its numbers fit."""
    if not known.all():
        if kind.type == "bool":
            data = data & pack(known)
        elif codes:
            data = np.where(known, data, np.array(NO_CODE).astype(data.dtype))
    least, most = (
        (0, 0) if kind.type in ("bool", "enum") or not len(data) else (int(data.min()), int(data.max()))
    )
    if data.dtype == np.int64 and least > -(2**31) and most < 2**31:
        data = data.astype(np.int32)
    return Column(
        kind.type,
        data,
        None if known.all() else pack(known),
        pack(absent) if absent.any() else None,
        codes,
        least,
        most,
    )


def take(table: Table, rows: NDArray[np.intp]) -> Table:
    """Return some of the rows as a table of their own."""
    planes: dict[int, Bits] = {}  # the bitmaps are picked all at once, for one by one each costs as much
    for column in table.columns.values():
        bitmaps = (column.data if column.kind == "bool" else None, column.known, column.absent)
        planes |= {id(bits): bits for bits in bitmaps if bits is not None}
    picked = dict(zip(planes, pick_bits(list(planes.values()), rows), strict=True))
    return Table(
        len(rows),
        {
            name: structs.replace(
                column,
                data=picked[id(column.data)] if column.kind == "bool" else column.data[rows],
                known=picked.get(id(column.known)),
                absent=picked.get(id(column.absent)),
            )
            for name, column in table.columns.items()
        },
    )


def only(table: Table, names: Iterable[str]) -> Table:
    """Return the table with some of its columns."""
    return Table(table.rows, {name: table.columns[name] for name in names if name in table.columns})


def pick_bits(planes: Sequence[Bits], rows: NDArray[np.intp]) -> Sequence[Bits]:
    """Return the bits of some rows of each plane, packed."""
    octets, shift = rows >> 3, (rows & 7).astype(np.uint8)
    found = np.zeros((len(planes), words(len(rows)) * WORD), np.uint8)
    for row, bits in zip(found, planes, strict=True):
        bits.view(np.uint8).take(octets, out=row[: len(rows)], mode="clip")
    found[:, : len(rows)] >>= shift
    found &= 1
    return list(np.packbits(found, 1, "little").view(np.uint64))


def bits_at(bits: Bits, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return the bits of some rows as booleans, without unpacking the others."""
    octets = bits.view(np.uint8)
    picked: NDArray[np.bool_] = (octets[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 != 0
    return picked


def pack(flags: NDArray[np.bool_]) -> Bits:
    """Return booleans as bits, least first, padded to whole words."""
    octets = np.packbits(flags, bitorder="little")
    room = np.zeros(words(len(flags)) * 8, np.uint8)
    room[: len(octets)] = octets
    return room.view(np.uint64)


def unpack(bits: Bits, rows: int) -> NDArray[np.uint8]:
    """Return bits as zeros and ones, one byte a row."""
    return np.unpackbits(bits.view(np.uint8), count=rows, bitorder="little")


def set_rows(bits: Bits, rows: int) -> NDArray[np.intp]:
    """Return the rows whose bit is set."""
    return np.flatnonzero(unpack(bits, rows).view(np.bool_))


def words(rows: int) -> int:
    """Return how many 64-bit words hold a bit for each row."""
    return (rows + WORD - 1) // WORD
