"""Which rules are left once a few facts, such as platform and claim, are fixed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from hejie.rulebook import terms as t
from hejie.rulebook.editions import Edition
from hejie.rulebook.values import ABSENT

FIXED = ("platform", "law", "claim")  # few values, almost always known, in nearly every condition


def specialised(edition: Edition, fixed: Mapping[str, Any]) -> tuple[Edition, tuple[int, ...]]:
    """Return the edition without rules that cannot hold, conditions simplified, and where each was before."""

    conditions = [with_fixed(rule.condition, fixed) for rule in edition.rules]
    kept = tuple(place for place, condition in enumerate(conditions) if condition != t.FALSE)
    moved = {old: new for new, old in enumerate(kept)}
    rules = tuple(
        structs.replace(
            edition.rules[old],
            condition=conditions[old],
            beaten_by=tuple(moved[winner] for winner in edition.rules[old].beaten_by if winner in moved),
        )
        for old in kept
    )
    return Edition(rules, edition.order), kept


def with_fixed(condition: t.Truth, fixed: Mapping[str, Any]) -> t.Truth:
    """Return a condition simplified for fixed values of enum facts."""

    def atom(node: t.Atom) -> t.Truth:
        if isinstance(node, t.Among) and node.fact in fixed:
            value = fixed[node.fact]
            return t.Always(value is not ABSENT and value in node.values)
        return node

    return t.rebuild(condition, atom)
