"""How is a circuit run over a table, a chunk of rows at a time, with planes reused as soon as they are free?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.circuits import ONE, ZERO, Gaps, Node, Wiring
from hejie.rulebook.column_math import against, comparison, facts_of
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.schema import Decision
from hejie.rulebook.tables import WORD, Bits, Column, Table

CHUNK = 1 << 18  # rows: a plane of 32 kB stays in the fastest memory


def layout(decision: Decision) -> tuple[type[np.unsignedinteger[Any]], int, int]:
    """Return the number that holds a choice for a row, and its bits for conflict and stale; the others are outcomes."""
    kinds = ((np.uint8, 8), (np.uint16, 16), (np.uint32, 32), (np.uint64, 64))
    # One bit more than there are outcomes tells that no rule speaks.
    kind, width = next((kind, width) for kind, width in kinds if len(decision.outcomes) + 3 <= width)
    return kind, width - 2, width - 1


_LOGIC = ("and", "or", "andnot")

Operation = Callable[[Any, Any, Any], Any]  # over two planes, into a third
Fetch = Callable[[int, int], Any]  # first and last word of a chunk -> its plane


def gaps_in(table: Table, names: Iterable[str]) -> Gaps:
    """Return which of the facts are unknown or absent in some row, or have no column at all."""
    columns, wanted = table.columns, frozenset(names)
    return Gaps(
        frozenset(name for name in wanted if name not in columns or columns[name].known is not None),
        frozenset(name for name in wanted if name in columns and columns[name].absent is not None),
        frozenset(name for name in wanted if name not in columns),
    )


class Layout(NamedTuple):
    """In which order planes are reckoned, and where each lies meanwhile; independent of any table.

    A step is an operation with the slots of its operands and of what comes out, or, without operation, a leaf to be
    fetched. Slots are used again as soon as nobody needs what lies there.
    """

    steps: tuple[tuple[Operation | None, int, int, int], ...]
    leaves: tuple[tuple[int, Node], ...]
    buffers: tuple[int, ...]  # slots that need room of their own
    size: int
    outs: Mapping[int, int]  # wanted node -> its slot


def laid_out(circuit: Wiring, wanted: set[int]) -> Layout:
    """Return how to reckon the wanted nodes and all they rest on."""
    steps = _in_order(circuit.nodes, wanted)
    last = {node: at for at, step in enumerate(steps) for node in (step.left, step.right)}
    last |= dict.fromkeys(wanted | {ZERO, ONE}, len(steps))
    slots, leaf_room, room = {ZERO: 0, ONE: 1}, list[int](), list[int]()
    buffers, placed, size = set[int](), [], 2
    for at, step in enumerate(steps):
        left, right = slots[step.left], slots[step.right]
        for node in {step.left, step.right} if step.operation else ():
            if last[node] == at:
                (room if slots[node] in buffers else leaf_room).append(slots[node])
        free = room if step.operation else leaf_room
        if not free:
            free.append(size)
            size += 1
            if step.operation:
                buffers.add(free[-1])
        slots[step.node] = free.pop()
        placed.append((step.operation, left if step.operation else step.node, right, slots[step.node]))
    leaves = tuple((step.node, circuit.nodes[step.node]) for step in steps if step.operation is None)
    outs = {node: slots[node] for node in wanted | {ZERO, ONE}}
    return Layout(tuple(placed), leaves, tuple(sorted(buffers)), size, outs)


class _Step(NamedTuple):
    operation: Operation | None
    left: int
    right: int
    node: int


def _in_order(nodes: Sequence[Node], wanted: set[int]) -> list[_Step]:
    # 'left and not right' is reckoned as 'left and opposite', for an opposite is often needed more than once.
    needed, steps, opposite = _needed(nodes, wanted), list[_Step](), dict[int, int]()
    for place in needed:
        op, left, right, _ = nodes[place]
        if op not in _LOGIC:
            steps.append(_Step(None, ZERO, ZERO, place))
        elif op == "andnot":
            if right not in opposite:
                opposite[right] = place if left == ONE else -right
                steps.append(_Step(np.bitwise_xor, right, ONE, opposite[right]))
            if opposite[right] != place:
                steps.append(_Step(np.bitwise_and, left, opposite[right], place))
        else:
            steps.append(_Step(np.bitwise_and if op == "and" else np.bitwise_or, left, right, place))
    return steps


def _needed(nodes: Sequence[Node], wanted: set[int]) -> list[int]:
    needed = set(wanted)
    for place in range(len(nodes) - 1, ONE, -1):
        if place in needed and nodes[place].op in _LOGIC:
            needed |= {nodes[place].left, nodes[place].right}
    return sorted(needed - {ZERO, ONE})


class Runner:
    """A layout over one table. `answers` holds the numbers of choices for nodes that read them."""

    def __init__(
        self,
        plan: Layout,
        table: Table,
        now: int,
        answers: tuple[Mapping[str, NDArray[np.unsignedinteger[Any]]], Mapping[str, Decision]] = ({}, {}),
    ) -> None:
        self.plan, self.table, self.now, self.answers = plan, table, now, answers
        self.fetches = {place: self._fetch(node) for place, node in plan.leaves}

    def _fetch(self, node: Node) -> Fetch:
        columns, rows = self.table.columns, self.table.rows
        if node.op == "known":
            return _known(columns[str(node.atom)], rows)
        if node.op == "unknown":
            return _unknown(columns[str(node.atom)])
        if node.op == "absent":
            absent = columns[str(node.atom)].absent
            assert absent is not None  # asked only of columns that have it
            return lambda first, last: absent[first:last]
        return self._read(node) if node.op in ("only", "any") else self._atom(node.atom)

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
            return _packing(lambda some, out: np.equal(column.data[some], code, out), rows)
        if isinstance(atom, t.Since):
            return _packing(against(columns[atom.fact].data, ">=", atom.minute), rows)
        if not facts_of(atom):
            always = _truth(atom, self.now)
            return lambda first, last: np.full(last - first, 2**64 - 1 if always else 0, np.uint64)
        return _packing(comparison(atom, columns, self.now), rows)

    def planes(self, first: int, last: int) -> dict[int, Bits]:
        """Return the wanted planes of a chunk."""
        plan, fetches, size = self.plan, self.fetches, last - first
        bank: list[Any] = [None] * plan.size
        bank[ZERO], bank[ONE] = np.zeros(size, np.uint64), np.full(size, 2**64 - 1, np.uint64)
        for slot in plan.buffers:
            bank[slot] = np.empty(size, np.uint64)
        for operation, left, right, out in plan.steps:
            if operation is None:
                bank[out] = fetches[left](first, last)
            else:
                operation(bank[left], bank[right], bank[out])
        return {node: bank[slot] for node, slot in plan.outs.items()}


def _packing(fill: Any, rows: int) -> Fetch:
    def fetch(first: int, last: int) -> Any:
        start, stop = first * WORD, min(last * WORD, rows)
        room = np.empty((last - first) * WORD, np.bool_)
        if len(room) > stop - start:
            room[stop - start :] = False
            fill(slice(start, stop), room[: stop - start])
        else:
            fill(slice(start, stop), room)
        return np.packbits(room, None, "little").view(np.uint64)

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
