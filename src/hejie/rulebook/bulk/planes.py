"""How is a circuit run over a table, a chunk of rows at a time, with planes reused as soon as they are free?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from hejie.rulebook.bulk.circuits import ONE, ZERO, Gaps, Node, Wiring
from hejie.rulebook.bulk.leaves import ALL, NO_ANSWERS, Answers, Leaves, Sheets
from hejie.rulebook.bulk.tables import Bits, Table
from hejie.rulebook.schema import Decision

CHUNK = 1 << 18  # rows: a plane of 32 kB stays in the fastest memory


def layout(decision: Decision) -> tuple[type[np.unsignedinteger[Any]], int, int]:
    """Return the number that holds a choice for a row, and its bits for conflict and stale; the others are outcomes."""
    kinds = ((np.uint8, 8), (np.uint16, 16), (np.uint32, 32), (np.uint64, 64))
    # One bit more than there are outcomes tells that no rule speaks.
    kind, width = next((kind, width) for kind, width in kinds if len(decision.outcomes) + 3 <= width)
    return kind, width - 2, width - 1


_LOGIC = ("and", "or", "andnot")

Operation = Callable[[Any, Any, Any], Any]  # over two planes, into a third


def gaps_in(table: Table, names: Iterable[str]) -> Gaps:
    """Return which of the facts are unknown or absent in some row, or have no column at all."""
    columns, wanted = table.columns, frozenset(names)
    return Gaps(
        frozenset(name for name in wanted if name not in columns or columns[name].known is not None),
        frozenset(name for name in wanted if name in columns and columns[name].absent is not None),
        frozenset(name for name in wanted if name not in columns),
    )


Step = tuple[
    Operation, int, int, int
]  # an operation over what lies in two slots, and the slot it is written to


class Layout(NamedTuple):
    """In which order planes are reckoned, and where each lies meanwhile; independent of any table.

    Slots are used again as soon as nobody needs what lies there, but for those of leaves, which are fetched together.
    """

    steps: tuple[Step, ...]
    leaves: Leaves
    before: int  # how many slots come first: never, always and the leaves
    buffers: int  # how many slots follow that need room of their own
    outs: Mapping[int, int]  # wanted node -> its slot


def laid_out(circuit: Wiring, wanted: set[int]) -> Layout:
    """Return how to reckon the wanted nodes and all they rest on."""
    needed = _needed(circuit.nodes, wanted)
    leaves = [node for node in needed if circuit.nodes[node].op not in _LOGIC]
    slots = {node: slot for slot, node in enumerate((ZERO, ONE, *leaves))}
    steps = _in_order(circuit.nodes, needed)
    last = {node: at for at, (_, *operands, _) in enumerate(steps) for node in operands}
    last |= dict.fromkeys(wanted | {ZERO, ONE}, len(steps))
    first_buffer, size, free, placed = len(slots), len(slots), list[int](), list[Step]()
    for at, (operation, one, other, node) in enumerate(steps):
        left, right = slots[one], slots[other]
        if last[one] == at and left >= first_buffer:
            free.append(left)
        if last[other] == at and right >= first_buffer and right != left:
            free.append(right)
        if not free:
            free.append(size)
            size += 1
        slots[node] = free.pop()
        placed.append((operation, left, right, slots[node]))
    return Layout(
        tuple(placed),
        Leaves((slots[node], circuit.nodes[node]) for node in leaves),
        first_buffer,
        size - first_buffer,
        {node: slots[node] for node in wanted | {ZERO, ONE}},
    )


def _in_order(nodes: Sequence[Node], needed: Sequence[int]) -> list[Step]:
    # 'left and not right' is reckoned as 'left and opposite', for an opposite is often needed more than once.
    steps, opposite = list[Step](), dict[int, int]()
    for place in needed:
        op, left, right, _ = nodes[place]
        if op == "andnot":
            if right not in opposite:
                opposite[right] = place if left == ONE else -right
                steps.append((np.bitwise_xor, right, ONE, opposite[right]))
            if opposite[right] != place:
                steps.append((np.bitwise_and, left, opposite[right], place))
        elif op in _LOGIC:
            steps.append((np.bitwise_and if op == "and" else np.bitwise_or, left, right, place))
    return steps


def _needed(nodes: Sequence[Node], wanted: set[int]) -> list[int]:
    needed = set(wanted)
    for place in range(len(nodes) - 1, ONE, -1):
        if place in needed and nodes[place].op in _LOGIC:
            needed |= {nodes[place].left, nodes[place].right}
    return sorted(needed - {ZERO, ONE})


class Bank:
    """Room for the planes of one chunk after another: taken once, for the first touch of memory is what costs."""

    def __init__(self) -> None:
        self._slots: list[Any] = []
        self._made_for: tuple[int, int] | None = None

    def slots(self, plan: Layout, size: int) -> list[Any]:
        """Return a place for each slot of a layout, for planes of so many words."""
        if self._made_for != (id(plan), size):
            room = np.empty((plan.buffers, size), np.uint64)
            never, always = np.zeros(size, np.uint64), np.full(size, ALL, np.uint64)
            self._slots = [never, always, *([None] * (plan.before - 2)), *room]
            self._made_for = id(plan), size
        return self._slots


class Runner:
    """A layout over one table. `answers` holds the numbers of choices for nodes that read them."""

    def __init__(self, plan: Layout, table: Table, now: int, answers: Answers = NO_ANSWERS) -> None:
        self.plan = plan
        self.sheets = Sheets(plan.leaves, table, now, answers)

    def planes(self, first: int, last: int, bank: Bank | None = None) -> dict[int, Bits]:
        """Return the wanted planes of a chunk, told by its words; with a bank they lie there until its next use."""
        slots = (bank or Bank()).slots(self.plan, last - first)
        self.sheets.fetch(first, last, slots)
        for operation, left, right, out in self.plan.steps:
            operation(slots[left], slots[right], slots[out])
        return {node: slots[slot] for node, slot in self.plan.outs.items()}
