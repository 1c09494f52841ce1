"""Do all backends say the same? Random and boundary cases for comparing them with the reference interpreter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hejie.rulebook import terms as t
from hejie.rulebook.editions import Edition
from hejie.rulebook.linear import turning_point
from hejie.rulebook.schema import Definitions, FactKind
from hejie.rulebook.values import ABSENT

Below = Callable[
    [int], int
]  # a random number from 0 to n - 1; given by the caller, so that runs can be repeated


def facts_in(edition: Edition) -> dict[str, list[t.Atom]]:
    """Return every fact the rules read, with the atoms it sits in."""
    found: dict[str, list[t.Atom]] = {}
    for rule in edition.rules:
        for atom in t.atoms(rule.condition):
            for name in t.facts_of(atom):
                found.setdefault(name, []).append(atom)
        for name in t.facts_of(rule.amount) if rule.amount is not None else ():
            found.setdefault(name, [])
    return found


def random_case(
    edition: Edition, definitions: Definitions, now: int, below: Below, *, missing: int = 25, absent: int = 5
) -> dict[str, Any]:
    """Return random plain values; `missing` and `absent` in percent of the facts."""
    case: dict[str, Any] = {}
    for name, atoms in facts_in(edition).items():
        roll = below(100)
        if roll < missing:
            continue
        case[name] = (
            ABSENT if roll < missing + absent else random_value(definitions.facts[name], atoms, now, below)
        )
    return case


def random_value(kind: FactKind, atoms: list[t.Atom], now: int, below: Below) -> Any:
    """Return a random value, mostly near the numbers that rules compare it with."""
    if kind.type == "bool":
        return below(2) == 1
    if kind.type == "enum":
        codes = list(kind.values)
        return codes[below(len(codes))]
    if kind.type == "text":
        return "text"
    near = sorted(
        {
            leaf.value
            for atom in atoms
            if isinstance(atom, t.Compare)
            for side in (atom.left, atom.right)
            for leaf in t.leaves(side)
            if isinstance(leaf, t.Const)
        }
        | {0}
    )
    step = near[below(len(near))] + below(3) - 1
    if kind.type == "time":
        dates = [atom.minute for atom in atoms if isinstance(atom, t.Since)]
        if dates and below(4) == 0:
            return dates[below(len(dates))] + below(3) - 1
        return now - step - below(2) * below(20_000)
    return max(kind.least or 0, step + below(2) * below(5_000))


def boundary_cases(
    edition: Edition, definitions: Definitions, now: int, below: Below
) -> Iterator[dict[str, Any]]:
    """Yield, for every threshold of every comparison, cases just under it, on it and just over it."""
    for rule in edition.rules:
        for atom in t.atoms(rule.condition):
            if not isinstance(atom, t.Compare):
                continue
            for name in t.facts_of(atom):
                case = random_case(edition, definitions, now, below, missing=0, absent=0)
                case.update(_favour(rule.condition))
                turn = turning_point(atom, t.FactValue(name), case, now)
                for step in (-1, 0, 1) if turn is not None else ():
                    yield {**case, name: turn + step}  # type: ignore[operator]


def _favour(condition: t.Truth) -> dict[str, Any]:
    # Bring the case to where the comparison matters: the plain conjuncts around it hold.
    case: dict[str, Any] = {}
    for part in condition.parts if isinstance(condition, t.All) else (condition,):
        if isinstance(part, t.Among):
            case[part.fact] = part.values[0]
        elif isinstance(part, t.Flag):
            case[part.fact] = True
        elif isinstance(part, t.Opposite) and isinstance(part.part, t.Flag):
            case[part.part.fact] = False
    return case


def differences(left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the decisions two backends answer differently."""
    return {name: (left[name], right.get(name)) for name in left if left[name] != right.get(name)}
