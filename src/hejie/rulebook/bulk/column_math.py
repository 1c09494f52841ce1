"""How is a comparison reckoned over a whole column, exactly, in the narrowest numbers that hold it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.bulk.tables import Column
from hejie.rulebook.linear import slope
from hejie.rulebook.mistakes import RulebookError
from hejie.rulebook.reference import number

Array = NDArray[Any]

UFUNC: dict[str, Callable[..., Any]] = {
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


class Limited(NamedTuple):
    """Numbers of each row beside one limit: `<`, `>=` or `==`."""

    numbers: t.Number
    op: str
    limit: int


class Numbers(NamedTuple):
    """The numbers of any rows, all of one kind."""

    kind: Any
    of: Callable[[slice], Array]


@lru_cache(_KEPT)
def limited(atom: t.Compare, now: int) -> Limited | None:
    """Return a comparison as numbers beside a limit, or None where both sides, or none, differ from row to row."""
    left, right = facts_of(atom.left), facts_of(atom.right)
    alone = _of_one_column(atom, (*left, *right), now)
    if alone is not None:
        return alone
    if bool(left) == bool(right):
        return None
    if left:
        return _whole(atom.left, atom.op, number(atom.right, {}, now))
    return _whole(atom.right, _MIRRORED[atom.op], number(atom.left, {}, now))


def _of_one_column(atom: t.Compare, facts: tuple[str, ...], now: int) -> Limited | None:
    # x - 4320 < 0 and now - x > 4320 are one comparison with a constant, no arithmetic over rows.
    if len(facts) != 1:
        return None
    fact = t.FactValue(facts[0])
    grow = slope(t.Sum(atom.left, atom.right, -1), fact)
    if grow not in (1, -1):
        return None
    rest = number(atom.left, {fact.name: 0}, now) - number(atom.right, {fact.name: 0}, now)
    return _whole(fact, atom.op if grow == 1 else _MIRRORED[atom.op], -rest * grow)


def _whole(numbers: t.Number, op: str, limit: int) -> Limited:
    # Between whole numbers, at most 5 is less than 6.
    steps = {"<=": ("<", 1), ">": (">=", 1)}
    plain, step = steps.get(op, (op, 0))
    return Limited(numbers, plain, limit + step)


def numbers_of(node: t.Number, columns: Mapping[str, Column], now: int) -> Numbers:
    """Return how an amount is reckoned for some rows, in the narrowest numbers that hold it."""
    if isinstance(node, t.FactValue):
        data = columns[node.name].data
        return Numbers(data.dtype, lambda rows: data[rows])
    kind = _narrowest(node, columns, now)
    if kind is None:
        raise TooLarge(node)
    return Numbers(kind, lambda rows: evaluate(node, lambda name: columns[name].data[rows], now, kind))


def beside(atom: t.Compare, columns: Mapping[str, Column], now: int) -> Callable[[slice], Any]:
    """Return how two sides that both differ from row to row are compared; unknown and absent rows get any value."""
    kinds = [_narrowest(side, columns, now) for side in (atom.left, atom.right)]
    if None in kinds:
        raise TooLarge(atom.text or atom.op)
    kind, compare = max(kinds, key=lambda kind: np.dtype(kind).itemsize), UFUNC[atom.op]

    def truths(rows: slice) -> Any:
        get = lambda name: columns[name].data[rows]  # noqa: E731 - the rows of one chunk
        return compare(evaluate(atom.left, get, now, kind), evaluate(atom.right, get, now, kind))

    return truths


def _narrowest(node: t.Number, columns: Mapping[str, Column], now: int) -> Any:
    for kind, limit in ((np.int32, 2**31), (np.int64, 2**63)):
        if bounds(node, columns, now, limit) is not None:
            return kind
    return None


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


def bounds(node: t.Number, columns: Mapping[str, Column], now: int, limit: int) -> tuple[int, int] | None:
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
