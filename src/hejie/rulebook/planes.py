"""How is a circuit run over a table, a chunk of rows at a time, with planes reused as soon as they are free?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.circuits import ONE, ZERO, Gaps, Node, Wiring
from hejie.rulebook.column_math import against, comparison
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.schema import Decision
from hejie.rulebook.tables import WORD, Bits, Column, Table

CHUNK = 1 << 18  # rows: a plane of 32 kB stays in the fastest memory


def layout(decision: Decision) -> tuple[type[np.unsignedinteger[Any]], int, int]:
    """Return the number that holds a choice for a row, and its bits for conflict and stale; the others are outcomes."""
    return (np.uint32, 30, 31) if len(decision.outcomes) < 30 else (np.uint64, 62, 63)


_LOGIC = ("and", "or", "andnot")

Fetch = Callable[[int, int], Any]  # first and last word of a chunk -> its plane


def gaps_in(table: Table, names: Iterable[str]) -> Gaps:
    """Return which of the facts are unknown or absent in some row, or have no column at all."""
    columns, wanted = table.columns, frozenset(names)
    return Gaps(
        frozenset(name for name in wanted if name not in columns or columns[name].known is not None),
        frozenset(name for name in wanted if name in columns and columns[name].absent is not None),
        frozenset(name for name in wanted if name not in columns),
    )


class Step(NamedTuple):
    """A node to reckon: its operands, and the planes nobody needs afterwards."""

    place: int
    op: str
    left: int
    right: int
    freed: tuple[int, ...]


def laid_out(circuit: Wiring, wanted: set[int]) -> list[Step]:
    """Return the nodes that the wanted ones rest on, in order; independent of any table."""
    nodes, kept = circuit.nodes, wanted | {ZERO, ONE}
    needed = set(kept)
    for place in range(len(nodes) - 1, ONE, -1):
        if place in needed and nodes[place].op in _LOGIC:
            needed |= {nodes[place].left, nodes[place].right}
    last: dict[int, int] = {}
    for place in sorted(needed):
        if nodes[place].op in _LOGIC:
            last[nodes[place].left] = last[nodes[place].right] = place
    free: dict[int, list[int]] = {}
    for plane, user in last.items():
        if plane not in kept and nodes[plane].op in _LOGIC:
            free.setdefault(user, []).append(plane)
    return [
        Step(place, nodes[place].op, nodes[place].left, nodes[place].right, tuple(free.get(place, ())))
        for place in sorted(needed)
        if place > ONE
    ]


class Runner:
    """The steps of a circuit over one table. `answers` holds the numbers of choices for nodes that read them."""

    def __init__(
        self,
        circuit: Wiring,
        steps: list[Step],
        table: Table,
        now: int,
        answers: tuple[Mapping[str, NDArray[np.unsignedinteger[Any]]], Mapping[str, Decision]] = ({}, {}),
    ) -> None:
        self.table, self.now, self.answers, self.steps = table, now, answers, steps
        self.fetches = {
            step.place: fetch for step in steps if (fetch := self._fetch(circuit.nodes[step.place]))
        }

    def _fetch(self, node: Node) -> Fetch | None:
        columns, rows = self.table.columns, self.table.rows
        if node.op == "known":
            return _known(columns[str(node.atom)], rows)
        if node.op == "unknown":
            return _unknown(columns[str(node.atom)])
        if node.op == "absent":
            absent = columns[str(node.atom)].absent
            return None if absent is None else lambda first, last: absent[first:last]
        if node.op in ("only", "any"):
            return self._read(node)
        return self._atom(node.atom) if node.op == "atom" else None

    def _read(self, node: Node) -> Fetch:
        assert isinstance(node.atom, tuple)
        decision, outcomes = str(node.atom[0]), set(node.atom[1])
        numbers, decisions = self.answers
        bits = outcome_bits(decisions[decision])
        inside = sum(bits[outcome] for outcome in outcomes)
        kind = numbers[decision].dtype.type
        mask = kind(inside if node.op == "any" else sum(bits.values()) - inside)
        compare = np.not_equal if node.op == "any" else np.equal
        return _packing(
            lambda rows, out: compare(numbers[decision][rows] & mask, 0, out=out), self.table.rows
        )

    def _atom(self, atom: Any) -> Fetch:
        columns, rows = self.table.columns, self.table.rows
        if isinstance(atom, t.Flag):
            data = columns[atom.fact].data
            return lambda first, last: data[first:last]
        if isinstance(atom, t.Among):
            column = columns[atom.fact]
            code = column.codes.index(atom.values[0]) if atom.values[0] in column.codes else 255
            return _packing(against(column.data, "==", code), rows)
        if isinstance(atom, t.Since):
            return _packing(against(columns[atom.fact].data, ">=", atom.minute), rows)
        if not t.facts_of(atom):
            always = _truth(atom, self.now)
            return lambda first, last: np.full(last - first, 2**64 - 1 if always else 0, np.uint64)
        return _packing(comparison(atom, columns, self.now), rows)

    def planes(self, first: int, last: int) -> dict[int, Bits]:
        """Return the wanted planes of a chunk."""
        size = last - first
        planes: dict[int, Any] = {ZERO: np.zeros(size, np.uint64), ONE: np.full(size, 2**64 - 1, np.uint64)}
        pool: list[Any] = []
        spare = np.empty(size, np.uint64)
        fetches = self.fetches
        for place, op, left, right, freed in self.steps:
            fetch = fetches.get(place)
            if fetch is not None:
                planes[place] = fetch(first, last)
                continue
            out = pool.pop() if pool else np.empty(size, np.uint64)
            if op == "and":
                np.bitwise_and(planes[left], planes[right], out=out)
            elif op == "or":
                np.bitwise_or(planes[left], planes[right], out=out)
            elif left == ONE:
                np.invert(planes[right], out=out)
            else:
                np.invert(planes[right], out=spare)
                np.bitwise_and(planes[left], spare, out=out)
            planes[place] = out
            for plane in freed:
                pool.append(planes.pop(plane))
        return planes


def _packing(fill: Any, rows: int) -> Fetch:
    def fetch(first: int, last: int) -> Any:
        start, stop = first * WORD, min(last * WORD, rows)
        room = np.empty((last - first) * WORD, np.bool_)
        fill(slice(start, stop), room[: stop - start])
        room[stop - start :] = False
        return np.packbits(room, bitorder="little").view(np.uint64)

    return fetch


def _known(column: Column, rows: int) -> Fetch:
    def fetch(first: int, last: int) -> Any:
        if column.known is not None:
            return column.known[first:last]
        return np.full(last - first, 2**64 - 1, np.uint64)

    return fetch


def _unknown(column: Column) -> Fetch:
    known, absent = column.known, column.absent

    def fetch(first: int, last: int) -> Any:
        assert known is not None  # asked only of columns with gaps
        return ~known[first:last] if absent is None else ~(known[first:last] | absent[first:last])

    return fetch


def _truth(atom: Any, now: int) -> bool:
    from_now: dict[str, Any] = {}
    out = np.zeros(1, np.bool_)
    comparison(atom, from_now, now)(slice(0, 1), out)
    return bool(out[0])
