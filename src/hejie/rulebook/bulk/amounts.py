"""How are sums, least and largest amounts reckoned for many rows, with both ends where something is still open?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import DECIDED, PENDING, Answer
from hejie.rulebook.bulk.column_math import evaluate
from hejie.rulebook.bulk.tables import WORD, Bits, Table, bits_at, set_rows, words
from hejie.rulebook.schema import Decision

LOW_OPEN, HIGH_OPEN, UNCOVERED, STALE = 1, 2, 4, 8  # marks of a row

_FAR = 2**62

PaidRule = tuple[t.Number, Bits, Bits]  # amount, surely stands, may stand
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Amounts(Struct):
    """Both ends of an amount for all rows, and marks for an open end, an uncovered row and a stale ground."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    marks: NDArray[np.uint8]

    @classmethod
    def empty(cls, decision: Decision, rows: int) -> Amounts:
        """Return what holds where no rule speaks."""
        low, high = reference.total(decision, [], False).values
        marks = (LOW_OPEN | HIGH_OPEN | UNCOVERED) if low is None else 0
        return cls(
            np.full(rows, low or 0, np.int64),
            np.full(rows, high or 0, np.int64),
            np.full(rows, marks, np.uint8),
        )

    def answer(self, decision: Decision, row: int) -> Answer:
        """Return the answer of one row."""
        marks = int(self.marks[row])
        low = None if marks & LOW_OPEN else int(self.low[row])
        high = None if marks & HIGH_OPEN else int(self.high[row])
        decided = low is not None and low == high and not marks & UNCOVERED
        return Answer(decision.name, DECIDED if decided else PENDING, (low, high), bool(marks & STALE))


class Chunk(NamedTuple):
    """Some rows of a table in front of us, and where their amounts are written."""

    table: Table
    now: int
    into: Amounts
    span: slice


def total_rows(decision: Decision, rules: Sequence[PaidRule], stale: Sequence[Bits], here: Chunk) -> None:
    """Write the amounts of one chunk. For each rule only the rows on which it may stand are looked at."""
    table, now, into, span = here
    chunk = Amounts(into.low[span], into.high[span], into.marks[span])
    count = span.stop - span.start
    rules = _write_settled(rules, chunk, here)
    given = [(amount, *_rows(sure, possible, count)) for amount, sure, possible in rules]
    given = [(amount, rows, certain) for amount, rows, certain in given if len(rows)]
    if given and decision.policy == "sum":
        for amount, rows, certain in given:
            _add(chunk, rows, certain, *values_at(amount, rows + span.start, table, now))
    elif given:
        ends = _Ends(count)
        for amount, rows, certain in given:
            ends.add(rows, certain, *values_at(amount, rows + span.start, table, now))
        touched = np.flatnonzero(ends.touched)
        chunk.low[touched], chunk.high[touched], chunk.marks[touched] = ends.close(decision, touched)
    old = any_of(stale)
    if old is not None:
        chunk.marks[set_rows(old, count)] |= STALE


def _write_settled(rules: Sequence[PaidRule], chunk: Amounts, here: Chunk) -> list[PaidRule]:
    """Write the rows on which one rule surely stands and no other may, most of all; return the rules with the rest."""
    once = twice = np.zeros(1, np.uint64)
    for _, _, possible in rules:
        once, twice = once | possible, twice | (once & possible)
    left: list[PaidRule] = []
    for amount, sure, possible in rules:
        settled = sure & ~twice & _known(amount, here)
        rows = set_rows(settled, len(chunk.low))
        if len(rows):
            value, _ = values_at(amount, rows + here.span.start, here.table, here.now)
            chunk.low[rows], chunk.high[rows], chunk.marks[rows] = value, value, 0
        rest = possible & ~settled
        left.append((amount, rest if sure is possible else sure & ~settled, rest))
    return left


def _known(amount: t.Number, here: Chunk) -> Any:
    """Return the rows of a chunk on which an amount can be reckoned: bits, or one number for all rows."""
    known: Any = ~np.uint64(0)
    here_words = slice(here.span.start // WORD, words(here.span.stop))
    for name in t.facts_of(amount):
        column = here.table.columns.get(name)
        if column is None:
            return np.uint64(0)
        if column.known is not None:
            known = known & column.known[here_words]
    return known


def values_at(amount: t.Number, rows: Rows, table: Table, now: int) -> tuple[Any, Flags | None]:
    """Return an amount for some rows (one number where it is the same for all), and where it can be reckoned."""
    there: Flags | None = None
    for name in t.facts_of(amount):
        column = table.columns.get(name)
        if column is None:
            return 0, np.zeros(len(rows), np.bool_)
        if column.known is not None:
            known = bits_at(column.known, rows)
            there = known if there is None else there & known
    value = evaluate(amount, lambda name: table.columns[name].data[rows], now, np.int64)
    return value, None if there is None or there.all() else there


def _rows(sure: Bits, possible: Bits, count: int) -> tuple[Rows, Flags | None]:
    rows = set_rows(possible, count)
    return rows, None if sure is possible else bits_at(sure, rows)


def _add(chunk: Amounts, rows: Rows, certain: Flags | None, value: Any, there: Flags | None) -> None:
    if there is not None:
        chunk.marks[rows[~there]] |= HIGH_OPEN
        rows, value = rows[there], value[there] if np.ndim(value) else value
        certain = None if certain is None else certain[there]
    low = value if certain is None else np.where(certain, value, np.minimum(value, 0))
    high = value if certain is None else np.where(certain, value, np.maximum(value, 0))
    chunk.low[rows] += low
    chunk.high[rows] += high


class _Ends:
    """The least and largest amounts so far, of all rules and of those that surely stand, row by row."""

    def __init__(self, count: int) -> None:
        self.least, self.most = np.full(count, _FAR, np.int64), np.full(count, -_FAR, np.int64)
        self.sure_least, self.sure_most = np.full(count, _FAR, np.int64), np.full(count, -_FAR, np.int64)
        self.touched, self.any_sure, self.unsure = (np.zeros(count, np.bool_) for _ in range(3))

    def add(self, rows: Rows, certain: Flags | None, value: Any, there: Flags | None) -> None:
        """Take one rule in: the rows on which it may stand, where it surely does, and what it gives."""
        self.touched[rows] = True
        self.any_sure[rows if certain is None else rows[certain]] = True
        if there is not None:
            self.unsure[rows[~there]] = True
            rows, value = rows[there], value[there] if np.ndim(value) else value
            certain = None if certain is None else certain[there]
        _keep(self.least, self.most, rows, value)
        if certain is not None:
            rows, value = rows[certain], value[certain] if np.ndim(value) else value
        _keep(self.sure_least, self.sure_most, rows, value)

    def close(self, decision: Decision, touched: Rows) -> tuple[Any, Any, Any]:
        """Return low, high and marks of the touched rows."""
        largest = decision.policy == "max"
        none, unsure = ~self.any_sure[touched], self.unsure[touched]
        least, most = self.least[touched], self.most[touched]
        near, far = (self.sure_most[touched], most) if largest else (self.sure_least[touched], least)
        if decision.default is not None:
            least, most = np.minimum(least, int(decision.default)), np.maximum(most, int(decision.default))
        low, high = (near, far) if largest else (far, near)
        low, high = np.where(none, least, low), np.where(none, most, high)
        open_low = (np.abs(low) == _FAR) | (unsure & (not largest))
        open_high = (np.abs(high) == _FAR) | (unsure & largest)
        marks = open_low * np.uint8(LOW_OPEN) | open_high * np.uint8(HIGH_OPEN)
        if decision.default is None:
            marks |= none * np.uint8(UNCOVERED)
        return low, high, marks


def _keep(least: Any, most: Any, rows: Rows, value: Any) -> None:
    least[rows] = np.minimum(least[rows], value)
    most[rows] = np.maximum(most[rows], value)


def any_of(planes: Sequence[Bits]) -> Bits | None:
    """Return the rows set in any of the planes."""
    found: Bits | None = None
    for plane in planes:
        found = plane if found is None else found | plane
    return found
