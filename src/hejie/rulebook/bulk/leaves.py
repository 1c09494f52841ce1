"""How do the facts of a chunk of rows become planes: one bit a row for each comparison, flag and gap?

Comparisons of the same numbers in the same direction are reckoned together: the numbers are fetched once, compared
with all limits at once and packed at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.bulk.circuits import Node
from hejie.rulebook.bulk.column_math import UFUNC, Numbers, beside, limited, numbers_of
from hejie.rulebook.bulk.tables import NO_CODE, WORD, Bits, Table
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.schema import Decision

ROOM = 1 << 18  # truths, a byte each, reckoned before they are packed: as many as the nearest memory holds
ALL = np.uint64(2**64 - 1)

Fetch = Callable[[int, int], Any]  # first and last word of a chunk -> one plane, or several
Slots = tuple[int, ...]


class Answers(NamedTuple):
    """The numbers of choices that are there already, for leaves that read them."""

    numbers: Mapping[str, NDArray[np.unsignedinteger[Any]]]
    decisions: Mapping[str, Decision]


NO_ANSWERS = Answers({}, {})


class Together(NamedTuple):
    """Comparisons of the same numbers in the same direction."""

    numbers: t.Number
    op: str
    facts: tuple[str, ...]
    slots: list[int]
    atoms: list[t.Compare | t.Since]


class Leaves:
    """The leaves of a circuit, each with the slot for its plane, put together with those that are fetched alike."""

    def __init__(self, leaves: Iterable[tuple[int, Node]]) -> None:
        self.alone: list[tuple[int, Node]] = []
        self.codes: dict[str, list[tuple[int, str]]] = {}
        self.limits: dict[tuple[t.Number, str], Together] = {}
        for slot, node in leaves:
            match node.atom:
                case t.Among(fact, (value,)):
                    self.codes.setdefault(fact, []).append((slot, value))
                case t.Since(fact):
                    self._put_together(t.FactValue(fact), ">=", slot, node.atom)
                case t.Compare() if (found := limited(node.atom, 0)) is not None:
                    self._put_together(found.numbers, found.op, slot, node.atom)
                case _:
                    self.alone.append((slot, node))
        self._at: dict[int, list[list[int]]] = {}

    def _put_together(self, numbers: t.Number, op: str, slot: int, atom: t.Compare | t.Since) -> None:
        empty = Together(numbers, op, t.facts_of(numbers), [], [])
        together = self.limits.setdefault((numbers, op), empty)
        together.slots.append(slot)
        together.atoms.append(atom)

    def limits_at(self, now: int) -> list[list[int]]:
        """Return the limits at a minute, for each numbers in turn; those of the last minute asked for are kept."""
        if now not in self._at:
            self._at = {
                now: [[_limit(atom, now) for atom in together.atoms] for together in self.limits.values()]
            }
        return self._at[now]


def _limit(atom: t.Compare | t.Since, now: int) -> int:
    if isinstance(atom, t.Since):
        return atom.minute
    found = limited(atom, now)
    assert found is not None  # whether there is a limit does not hang on the minute
    return found.limit


class Sheets:
    """The leaves of a circuit over one table: stored planes to be cut out, and others to be reckoned."""

    def __init__(self, leaves: Leaves, table: Table, now: int, answers: Answers) -> None:
        self.stored: list[tuple[int, Bits]] = []
        self.reckoned: list[tuple[Slots, Fetch]] = []
        self.table, self.now = table, now
        for fact, values in leaves.codes.items():
            self._add_codes(fact, values)
        for together, limits in zip(leaves.limits.values(), leaves.limits_at(now), strict=True):
            if self._there(together.facts, together.slots):
                numbers = numbers_of(together.numbers, table.columns, now)
                self._add_limits(numbers, together.op, together.slots, limits)
        for slot, node in leaves.alone:
            if node.op in ("only", "any"):
                self._add(slot, _packed(_reading(node, answers), table.rows))
            else:
                self._add_alone(slot, node)

    def fetch(self, first: int, last: int, into: list[Any]) -> None:
        """Put the planes of a chunk, told by its words, into their slots."""
        for slot, bits in self.stored:
            into[slot] = bits[first:last]
        for slots, fetch in self.reckoned:
            for slot, plane in zip(slots, fetch(first, last), strict=True):
                into[slot] = plane

    def _there(self, facts: Iterable[str], slots: Sequence[int]) -> bool:
        """Tell whether facts have columns; without one, a fact is unknown in every row and nothing surely true."""
        if all(fact in self.table.columns for fact in facts):
            return True
        for slot in slots:
            self._add(slot, _same(met=False))
        return False

    def _add(self, slot: int, fetch: Fetch) -> None:
        self.reckoned.append(((slot,), lambda first, last: (fetch(first, last),)))

    def _add_codes(self, fact: str, values: Sequence[tuple[int, str]]) -> None:
        slots = [slot for slot, _ in values]
        if not self._there([fact], slots):
            return
        column = self.table.columns[fact]
        nobodys = NO_CODE - 1  # for a value that the table does not know
        places = {code: place for place, code in enumerate(column.codes)}
        codes = [places.get(value, nobodys) for _, value in values]
        numbers = Numbers(column.data.dtype, column.data.__getitem__)
        self._add_limits(numbers, "==", slots, codes)

    def _add_limits(self, numbers: Numbers, op: str, slots: Sequence[int], limits: Sequence[int]) -> None:
        info = np.iinfo(numbers.kind)
        least, most = int(info.min), int(info.max)
        if least <= min(limits) and max(limits) <= most:
            values = np.array(limits, numbers.kind)[:, None]
            self.reckoned.append((tuple(slots), _compared(numbers, UFUNC[op], values, self.table.rows)))
            return
        for slot, limit in zip(slots, limits, strict=True):
            if least <= limit <= most:
                self._add_limits(numbers, op, [slot], [limit])
            else:  # all of these numbers are on the same side of it
                self._add(slot, _same(met=op != "==" and bool(UFUNC[op](0, limit))))

    def _add_alone(self, slot: int, node: Node) -> None:
        if isinstance(node.atom, t.Compare):
            self._add_two_sided(slot, node.atom)
            return
        column = self.table.columns.get(node.atom.fact if isinstance(node.atom, t.Flag) else str(node.atom))
        bits = (
            {"atom": column.data, "known": column.known, "absent": column.absent}[node.op] if column else None
        )
        if bits is not None:
            self.stored.append((slot, bits))
        else:
            self._add(slot, _same(met=column is not None and node.op == "known"))

    def _add_two_sided(self, slot: int, atom: t.Compare) -> None:
        facts = t.facts_of(atom)
        if self._there(facts, [slot]):
            truths = beside(atom, self.table.columns, self.now)
            self._add(
                slot,
                _packed(truths, self.table.rows) if facts else _same(met=bool(truths(slice(0, 1)))),
            )


def _compared(numbers: Numbers, compare: Any, limits: NDArray[Any], rows: int) -> Fetch:
    def truths(first: int, last: int) -> Any:
        start, stop = first * WORD, min(last * WORD, rows)
        found = np.empty((len(limits), (last - first) * WORD), np.bool_)
        compare(numbers.of(slice(start, stop)), limits, out=found[:, : stop - start])
        found[:, stop - start :] = False
        return np.packbits(found, 1, "little").view(np.uint64)

    step = max(ROOM // len(limits) // WORD, 1)

    def fetch(first: int, last: int) -> Any:
        if last - first <= step:
            return truths(first, last)
        planes = np.empty((len(limits), last - first), np.uint64)
        for begin in range(first, last, step):
            end = min(begin + step, last)
            planes[:, begin - first : end - first] = truths(begin, end)
        return planes

    return fetch


def _reading(node: Node, answers: Answers) -> Callable[[slice], Any]:
    assert isinstance(node.atom, tuple)
    decision, outcomes = str(node.atom[0]), set(node.atom[1])
    numbers, bits = answers.numbers[decision], outcome_bits(answers.decisions[decision])
    inside = sum(bits[outcome] for outcome in outcomes)
    if node.op == "any":
        mask = numbers.dtype.type(inside)
        return lambda rows: numbers[rows] & mask != 0
    outside = numbers.dtype.type(sum(bits.values()) - inside)
    return lambda rows: numbers[rows] & outside == 0


def _packed(truths: Callable[[slice], Any], rows: int) -> Fetch:
    def fetch(first: int, last: int) -> Any:
        octets = np.packbits(truths(slice(first * WORD, min(last * WORD, rows))), None, "little")
        plane = np.zeros((last - first) * (WORD // 8), np.uint8)
        plane[: len(octets)] = octets
        return plane.view(np.uint64)

    return fetch


def _same(*, met: bool) -> Fetch:
    return lambda first, last: np.full(last - first, ALL if met else 0, np.uint64)
