"""At which value of one fact, or of now, does a comparison change its truth?"""

from __future__ import annotations

from hejie.rulebook import terms as t
from hejie.rulebook.reference import number
from hejie.rulebook.values import Plain


def slope(node: t.Number, leaf: t.Number) -> int | None:
    """Return how much an amount grows with a leaf (0 where it does not occur), or None where it is not linear in it."""
    if node == leaf:
        return 1
    if isinstance(node, t.Sum):
        left, right = slope(node.left, leaf), slope(node.right, leaf)
        return None if left is None or right is None else left + node.sign * right
    if isinstance(node, t.Product):
        left, right = slope(node.left, leaf), slope(node.right, leaf)
        if left == 0 and right == 0:
            return 0
        for factor, other in ((node.left, right), (node.right, left)):
            if isinstance(factor, t.Const) and other is not None:
                return factor.value * other
        return None
    if isinstance(node, t.Quotient | t.Extreme):
        return 0 if slope(node.left, leaf) == 0 and slope(node.right, leaf) == 0 else None
    return 0


def turning_point(atom: t.Compare, leaf: t.Number, facts: Plain, now: int) -> int | None:
    """Return the value of the leaf at which both sides are equal, rounded down, or None where it cannot be told."""
    grow = slope(t.Sum(atom.left, atom.right, -1), leaf)
    if not grow:
        return None
    at_zero = dict(facts)
    clock = now
    if isinstance(leaf, t.FactValue):
        at_zero[leaf.name] = 0
    else:
        clock = 0
    left, right = number(atom.left, at_zero, clock), number(atom.right, at_zero, clock)
    if not isinstance(left, int) or not isinstance(right, int):
        return None
    return (right - left) // grow
