"""Can these bounds on numbers and on differences of two numbers hold together, and with which numbers?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from hejie.rulebook import terms as t
from hejie.rulebook.linear import slope
from hejie.rulebook.reference import number


class Bound(Struct, frozen=True):
    """more - less <= most; an empty name is zero."""

    more: str
    less: str
    most: int


def bound_of(atom: t.Atom, wanted: bool, now: int) -> list[Bound]:
    """Return a comparison as bounds, or nothing where it is not one between at most two numbers."""
    if isinstance(atom, t.Since):
        if not atom.fact:
            return []
        return [Bound("", atom.fact, -atom.minute)] if wanted else [Bound(atom.fact, "", atom.minute - 1)]
    if not isinstance(atom, t.Compare):
        return []
    names = t.facts_of(atom)
    difference = t.Sum(atom.left, atom.right, -1)
    slopes = {name: slope(difference, t.FactValue(name)) for name in names}
    grows = sorted(grow or 0 for grow in slopes.values())
    if grows not in ([-1, 1], [1], [-1]):
        return []
    zero = dict.fromkeys(names, 0)
    rest = number(atom.left, zero, now) - number(atom.right, zero, now)
    more = next((name for name, grow in slopes.items() if grow == 1), "")
    less = next((name for name, grow in slopes.items() if grow == -1), "")
    upper, lower = (
        Bound(more, less, -rest),
        Bound(less, more, rest),
    )  # more - less + rest is at most / at least 0
    strict_upper, strict_lower = Bound(more, less, -rest - 1), Bound(less, more, rest - 1)
    table = {
        ("<", True): [strict_upper],
        ("<=", True): [upper],
        (">", True): [strict_lower],
        (">=", True): [lower],
        ("<", False): [lower],
        ("<=", False): [strict_lower],
        (">", False): [upper],
        (">=", False): [strict_upper],
        ("==", True): [upper, lower],
        ("==", False): [],
    }
    return table[atom.op, wanted]


def solve(start: Mapping[str, int], bounds: Iterable[Bound]) -> dict[str, int] | None:
    """Return numbers near `start` that keep all bounds (shortest paths, Bellman and Ford), or None where none do."""
    high = {"": 0, **start}
    nodes, edges = list(high), [*bounds]
    for _ in range(len(nodes)):
        moved = False
        for edge in edges:
            if high[edge.less] + edge.most < high[edge.more]:
                high[edge.more] = high[edge.less] + edge.most
                moved = True
        if not moved:
            break
    else:
        return None
    return {name: high[name] - high[""] for name in nodes if name}
