"""Which rules are left once a few facts, such as platform and claim, are fixed, or only some decisions asked for?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import structs

from hejie.rulebook import terms as t
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.values import ABSENT

FIXED = ("platform", "law", "claim")  # few values, almost always known, in nearly every condition


def specialised(edition: Edition, fixed: Mapping[str, Any]) -> tuple[Edition, tuple[int, ...]]:
    """Return the edition without rules that cannot hold, conditions simplified, and where each was before."""
    conditions = [with_fixed(rule.condition, fixed) for rule in edition.rules]
    kept = tuple(place for place, condition in enumerate(conditions) if condition != t.FALSE)
    rules = tuple(
        structs.replace(rule, condition=conditions[old])
        for rule, old in zip(_moved(edition, kept), kept, strict=True)
    )
    return Edition(rules, edition.order), kept


def only(edition: Edition, decisions: Collection[str]) -> Edition:
    """Return the rules of some decisions. A decision that reads another needs it too, see `reads`."""
    kept = [place for place, rule in enumerate(edition.rules) if rule.decides in decisions]
    return Edition(_moved(edition, kept), tuple(name for name in edition.order if name in decisions))


def reads(edition: Edition, decision: str) -> frozenset[str]:
    """Return a decision with all that it reads, directly or through others."""
    read, found, todo = readings(edition), set[str](), [decision]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += read[name]
    return frozenset(found)


def readings(edition: Edition) -> dict[str, set[str]]:
    """Return for each decision those that its rules read themselves."""
    found: dict[str, set[str]] = {name: set() for name in edition.order}
    for rule in edition.rules:
        found[rule.decides] |= {
            atom.decision for atom in t.atoms(rule.condition) if isinstance(atom, t.Reads)
        }
    return found


def _moved(edition: Edition, kept: Sequence[int]) -> tuple[LiveRule, ...]:
    moved = {old: new for new, old in enumerate(kept)}
    return tuple(
        structs.replace(
            edition.rules[old],
            beaten_by=tuple(moved[winner] for winner in edition.rules[old].beaten_by if winner in moved),
        )
        for old in kept
    )


def with_fixed(condition: t.Truth, fixed: Mapping[str, Any]) -> t.Truth:
    """Return a condition simplified for fixed values of enum facts."""

    def atom(node: t.Atom) -> t.Truth:
        if isinstance(node, t.Among) and node.fact in fixed:
            value = fixed[node.fact]
            return t.Always(value is not ABSENT and value in node.values)
        return node

    return t.rebuild(condition, atom)
