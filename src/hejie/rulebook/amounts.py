"""How are sums, least and largest amounts reckoned for many rows, with both ends where something is still open?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import DECIDED, PENDING, Answer
from hejie.rulebook.column_math import evaluate
from hejie.rulebook.schema import Decision
from hejie.rulebook.tables import Bits, Table, bits_at, set_rows

LOW_OPEN, HIGH_OPEN, UNCOVERED, STALE = 1, 2, 4, 8  # marks of a row

_FAR = 2**62

PaidRule = tuple[t.Number | None, Bits, Bits]  # amount, surely stands, may stand


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


def total_rows(
    decision: Decision,
    rules: Sequence[PaidRule],
    stale: Sequence[Bits],
    table: Table,
    now: int,
    into: Amounts,
    start: int,
    stop: int,
) -> None:
    """Write the amounts of one chunk. Only rows where some rule may stand are reckoned."""
    touched = _any([possible for _, _, possible in rules])
    if touched is not None:
        rows = set_rows(touched, stop - start)
        if len(rows):
            ends = _Ends(len(rows))
            for amount, sure, possible in rules:
                _add(ends, amount, bits_at(sure, rows), bits_at(possible, rows), rows + start, table, now)
            low, high, marks = _sum(ends) if decision.policy == "sum" else _extreme(decision, ends)
            into.low[rows + start], into.high[rows + start], into.marks[rows + start] = low, high, marks
    old = _any(stale)
    if old is not None:
        into.marks[set_rows(old, stop - start) + start] |= STALE


class _Ends:
    """What the rules add up to, row by row."""

    def __init__(self, rows: int) -> None:
        self.sum_low, self.sum_high = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
        self.least, self.most = np.full(rows, _FAR, np.int64), np.full(rows, -_FAR, np.int64)
        self.sure_least, self.sure_most = np.full(rows, _FAR, np.int64), np.full(rows, -_FAR, np.int64)
        self.any_sure, self.unsure = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)


def _add(
    ends: _Ends,
    amount: t.Number | None,
    sure: NDArray[np.bool_],
    possible: NDArray[np.bool_],
    rows: NDArray[np.intp],
    table: Table,
    now: int,
) -> None:
    assert amount is not None
    where = np.flatnonzero(possible)
    value, there = _values(amount, rows[where], table, now)
    ends.any_sure[where] |= sure[where]
    ends.unsure[where[~there]] = True
    where, value = where[there], value[there]
    certain = sure[where]
    ends.sum_low[where] += np.where(certain, value, np.minimum(value, 0))
    ends.sum_high[where] += np.where(certain, value, np.maximum(value, 0))
    ends.least[where] = np.minimum(ends.least[where], value)
    ends.most[where] = np.maximum(ends.most[where], value)
    where, value = where[certain], value[certain]
    ends.sure_least[where] = np.minimum(ends.sure_least[where], value)
    ends.sure_most[where] = np.maximum(ends.sure_most[where], value)


def _values(
    amount: t.Number, rows: NDArray[np.intp], table: Table, now: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    there = np.ones(len(rows), np.bool_)
    for name in t.facts_of(amount):
        column = table.columns.get(name)
        if column is None:
            return np.zeros(len(rows), np.int64), np.zeros(len(rows), np.bool_)
        if column.known is not None:
            there &= bits_at(column.known, rows)
    value: Any = evaluate(amount, lambda name: table.columns[name].data[rows], now, np.int64)
    return np.broadcast_to(np.asarray(value, np.int64), rows.shape), there


def _sum(ends: _Ends) -> tuple[Any, Any, Any]:
    return ends.sum_low, ends.sum_high, np.where(ends.unsure, HIGH_OPEN, 0).astype(np.uint8)


def _extreme(decision: Decision, ends: _Ends) -> tuple[Any, Any, Any]:
    largest = decision.policy == "max"
    surest = ends.sure_most if largest else ends.sure_least
    widest = ends.most if largest else ends.least
    near, far = np.where(ends.any_sure, surest, 0), np.where(ends.any_sure, widest, 0)
    low, high = (near, far) if largest else (far, near)
    none = ~ends.any_sure
    least, most = ends.least, ends.most
    if decision.default is not None:
        least, most = np.minimum(least, int(decision.default)), np.maximum(most, int(decision.default))
    low, high = np.where(none, least, low), np.where(none, most, high)
    low_open = (np.abs(low) == _FAR) | (ends.unsure & (~ends.any_sure | True) if not largest else False)
    high_open = (np.abs(high) == _FAR) | (ends.unsure if largest else False)
    marks = np.where(low_open, LOW_OPEN, 0) | np.where(high_open, HIGH_OPEN, 0)
    if decision.default is None:
        marks |= np.where(none, UNCOVERED, 0)
    return low, high, marks.astype(np.uint8)


def _any(planes: Sequence[Bits]) -> Bits | None:
    found: Bits | None = None
    for plane in planes:
        found = plane if found is None else found | plane
    return found
