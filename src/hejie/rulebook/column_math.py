"""How is a comparison reckoned over a whole column, exactly, in the narrowest numbers that hold it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.linear import slope
from hejie.rulebook.mistakes import RulebookError
from hejie.rulebook.reference import number
from hejie.rulebook.tables import Column

Array = NDArray[Any]
Fill = Callable[
    [slice, NDArray[np.bool_]], None
]  # writes the truth of a comparison for some rows into a buffer

_UFUNC: dict[str, Callable[..., Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
}
# The same comparisons come with every table, so what can be told of them without one is kept.
_KEPT = 1 << 12
facts_of = lru_cache(_KEPT)(t.facts_of)
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


class TooLarge(RulebookError):
    """An amount that could leave 64 bits for the numbers in this table."""

    def __init__(self, node: object) -> None:
        super().__init__(
            f"Reckoning {node} over these cases could leave 64 bits and give a wrong amount. "
            "Correct the outsized number, or give the fact a 'range'."
        )


def comparison(atom: t.Compare, columns: Mapping[str, Column], now: int) -> Fill:
    """Return how to fill a buffer with the truth of a comparison; unknown and absent rows get any value."""
    short = _with_one_column(atom, now)
    if short is not None:
        return against(columns[short.fact].data, short.op, short.limit)
    ends = {name: Ends(columns[name].least, columns[name].most) for name in facts_of(atom)}
    kind = _narrowest(atom, now, tuple(ends.items()))
    if kind is None:
        raise TooLarge(atom.text or atom.op)
    compare = _UFUNC[atom.op]

    def fill(rows: slice, out: NDArray[np.bool_]) -> None:
        get = lambda name: columns[name].data[rows]  # noqa: E731 - the rows of one chunk
        compare(evaluate(atom.left, get, now, kind), evaluate(atom.right, get, now, kind), out=out)

    return fill


class Ends(NamedTuple):
    """The least and the most number of a column."""

    least: int
    most: int


@lru_cache(_KEPT)
def _narrowest(atom: t.Compare, now: int, ends: tuple[tuple[str, Ends], ...]) -> type[Any] | None:
    difference = t.Sum(atom.left, atom.right, -1)
    for kind, limit in ((np.int32, 2**31), (np.int64, 2**63)):
        if bounds(difference, dict(ends), now, limit) is not None:
            return kind
    return None


class _OneColumn(NamedTuple):
    """A comparison of one fact with a number."""

    fact: str
    op: str
    limit: int


@lru_cache(_KEPT)
def _with_one_column(atom: t.Compare, now: int) -> _OneColumn | None:
    # x - 4320 < 0 and now - x > 4320 are one comparison with a constant, no arithmetic over rows.
    names = [
        leaf.name
        for side in (atom.left, atom.right)
        for leaf in t.leaves(side)
        if isinstance(leaf, t.FactValue)
    ]
    if len(names) != 1:
        return None
    grow = slope(t.Sum(atom.left, atom.right, -1), t.FactValue(names[0]))
    if grow not in (1, -1):
        return None
    rest = number(atom.left, {names[0]: 0}, now) - number(atom.right, {names[0]: 0}, now)
    op = atom.op if grow == 1 else _MIRRORED[atom.op]
    return _OneColumn(names[0], op, -rest * grow)


def against(data: Array, op: str, limit: int) -> Fill:
    """Return how to compare one column with a constant, clipped to what the column can hold."""
    compare = _UFUNC[op]
    info = np.iinfo(data.dtype)
    if not info.min <= limit <= info.max:
        always = bool(compare(0, limit)) if op != "==" else False
        return lambda _rows, out: out.fill(always)
    return lambda rows, out: compare(data[rows], limit, out=out)


def evaluate(node: t.Number, get: Callable[[str], Array], now: int, kind: type[Any]) -> Any:
    """Return an amount for some rows."""
    match node:
        case t.Const(value):
            return kind(value)
        case t.Now():
            return kind(now)
        case t.FactValue(name):
            return get(name).astype(kind, copy=False)
        case t.Sum(left, right, sign):
            reckon = np.add if sign > 0 else np.subtract
            return reckon(evaluate(left, get, now, kind), evaluate(right, get, now, kind))
        case t.Product(left, right):
            return np.multiply(evaluate(left, get, now, kind), evaluate(right, get, now, kind))
        case t.Extreme(which, left, right):
            pick = np.minimum if which == "min" else np.maximum
            return pick(evaluate(left, get, now, kind), evaluate(right, get, now, kind))
        case t.Quotient(left, right, rounding):
            return _divided(evaluate(left, get, now, kind), evaluate(right, get, now, kind), rounding)
        case _:
            raise AssertionError(f"{node} was not bound to a date")


def _divided(value: Any, by: Any, rounding: str) -> Any:
    if rounding == "ceil":
        return -np.floor_divide(-value, by)
    if rounding == "half_up":
        return np.where(value >= 0, (2 * value + by) // (2 * by), -((-2 * value + by) // (2 * by)))
    return np.floor_divide(value, by)


def check(node: t.Number, columns: Mapping[str, Column], now: int) -> None:
    """Raise TooLarge where an amount could leave 64 bits."""
    if bounds(node, columns, now, 2**63) is None:
        raise TooLarge(node)


def bounds(
    node: t.Number, columns: Mapping[str, Column] | Mapping[str, Ends], now: int, limit: int
) -> tuple[int, int] | None:
    """Return the least and most an amount can be in this table, or None where a step could pass the limit."""
    match node:
        case t.Const(value):
            ends = [value]
        case t.Now():
            ends = [now]
        case t.FactValue(name):
            ends = [columns[name].least, columns[name].most]
        case (
            t.Sum(left, right) | t.Product(left, right) | t.Quotient(left, right) | t.Extreme(_, left, right)
        ):
            a, b = bounds(left, columns, now, limit), bounds(right, columns, now, limit)
            if a is None or b is None:
                return None
            ends = [_step(node, x, y) for x in a for y in b]
        case _:
            return None
    return (min(ends), max(ends)) if -limit < min(ends) and max(ends) < limit else None


def _step(node: t.Number, left: int, right: int) -> int:
    match node:
        case t.Sum(_, _, sign):
            return left + sign * right
        case t.Product():
            return left * right
        case t.Quotient():
            return (
                2 * abs(left) + abs(right) if node.rounding == "half_up" else left // right if right else left
            )
        case t.Extreme(which):
            return min(left, right) if which == "min" else max(left, right)
        case _:
            return left
