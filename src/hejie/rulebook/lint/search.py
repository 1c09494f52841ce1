"""Is there a case in which these conditions come out as wanted, and which is a small one?

First the ways to make a condition true are listed as sets of plain comparisons. A way falls when two of its codes,
flags, intervals or differences contradict. A way that stands is turned into a case, mended where a comparison with more
than two facts is still wrong, and believed only after the reference interpreter has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

from msgspec import Struct

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import UNCOVERED
from hejie.rulebook.linear import turning_point
from hejie.rulebook.lint.differences import Bound, bound_of, solve
from hejie.rulebook.schema import Decision, FactKind
from hejie.rulebook.values import ABSENT

MOST_WAYS = 400
MOST_REPAIRS = 60

Literal = tuple[t.Atom, bool]
Wish = tuple[t.Truth, bool]


class Found(Struct, frozen=True):
    """What a search came to: a case, or the proof that there is none, or neither."""

    case: Mapping[str, Any] | None
    impossible: bool = False


class World(Struct, frozen=True):
    """What a case may consist of."""

    facts: Mapping[str, FactKind]
    decisions: Mapping[str, Decision]
    now: int


def find(world: World, wishes: Sequence[Wish]) -> Found:
    """Look for a case with known (or absent) facts in which every condition is as wanted."""
    tried = 0
    for literals in islice(_ways_of_all(wishes), MOST_WAYS + 1):
        tried += 1
        if tried > MOST_WAYS:
            return Found(None)
        case = _case(world, literals)
        if case is None:
            continue
        case = _mended(world, wishes, literals, case)
        if case is not None:
            return Found(_smallest(world, wishes, case))
        tried = MOST_WAYS + 1  # stood, but no case was found: no proof either way
    return Found(None, impossible=tried <= MOST_WAYS)


def confirms(world: World, wishes: Sequence[Wish], case: Mapping[str, Any]) -> bool:
    """Tell whether the reference interpreter sees every condition as wanted."""
    sets = {name: frozenset({case.get(f"({name})", UNCOVERED)}) for name in world.decisions}
    return all(reference.truth(condition, case, world.now, sets) is wanted for condition, wanted in wishes)


def _ways_of_all(wishes: Sequence[Wish]) -> Iterator[tuple[Literal, ...]]:
    for parts in product(*(list(islice(ways(condition, wanted), MOST_WAYS)) for condition, wanted in wishes)):
        yield tuple(dict.fromkeys(literal for part in parts for literal in part))


def ways(node: t.Truth, wanted: bool) -> Iterator[tuple[Literal, ...]]:
    """Yield sets of comparisons that make a condition come out as wanted."""
    match node:
        case t.Opposite(part):
            yield from ways(part, not wanted)
        case t.All(parts) | t.Some(parts) if isinstance(node, t.All) == wanted:
            for chosen in product(*(list(islice(ways(part, wanted), MOST_WAYS)) for part in parts)):
                yield tuple(literal for part in chosen for literal in part)
        case t.All(parts) | t.Some(parts):
            for part in parts:
                yield from ways(part, wanted)
        case t.Always(value):
            if value is None or value is wanted:
                yield ()
        case _:
            yield ((node, wanted),)


def _case(world: World, literals: Sequence[Literal]) -> dict[str, Any] | None:
    case: dict[str, Any] = {}
    bounds: list[Bound] = []
    hidden = {atom.fact for atom, wanted in literals if isinstance(atom, t.KnownFact) and not wanted}
    if not _codes(world, literals, case) or any(_reads(atom, hidden) for atom, _ in literals):
        return None
    absent = _absent(world, literals)
    for atom, wanted in literals:
        if isinstance(atom, t.Compare | t.Since) and not absent & set(t.facts_of(atom)):
            bounds += bound_of(atom, wanted, world.now)
    numbers = {
        name
        for atom, _ in literals
        for name in t.facts_of(atom)
        if world.facts[name].type in ("int", "money", "time") and name not in absent | hidden
    }
    for name in numbers:
        bounds += _range(world.facts[name], name)
    solved = solve(
        {name: world.now if world.facts[name].type == "time" else 0 for name in sorted(numbers)}, bounds
    )
    return None if solved is None else {**case, **solved, **dict.fromkeys(absent, ABSENT)}


def _reads(atom: t.Atom, hidden: set[str]) -> bool:
    return not isinstance(atom, t.KnownFact) and bool(hidden & set(t.facts_of(atom)))


def _range(kind: FactKind, name: str) -> list[Bound]:
    least = kind.least if kind.least is not None else None if kind.type == "time" else 0
    found = [] if least is None else [Bound("", name, -least)]
    return found + ([Bound(name, "", kind.most)] if kind.most is not None else [])


def _absent(world: World, literals: Sequence[Literal]) -> set[str]:
    # A fact that usually does not exist makes every comparison with it false by not existing.
    wanted = {name for atom, true in literals if true for name in t.facts_of(atom)}
    denied = {name for atom, true in literals if not true for name in t.facts_of(atom)}
    return {name for name in denied - wanted if world.facts[name].if_missing == "absent"}


def _codes(world: World, literals: Sequence[Literal], case: dict[str, Any]) -> bool:
    open_codes: dict[str, set[str]] = {}
    for atom, wanted in literals:
        match atom:
            case t.Flag(fact):
                if case.setdefault(fact, wanted) is not wanted:
                    return False
            case t.Among(fact, values):
                codes = open_codes.setdefault(fact, set(world.facts[fact].values))
                codes &= set(values) if wanted else codes - set(values)
            case t.Reads(decision, outcomes):
                codes = open_codes.setdefault(
                    f"({decision})", {*world.decisions[decision].outcomes, UNCOVERED}
                )
                codes &= set(outcomes) if wanted else codes - set(outcomes)
    for name, codes in open_codes.items():
        if not codes:
            return False
        order = (
            list(world.facts[name].values)
            if name in world.facts
            else [*world.decisions[name[1:-1]].outcomes, UNCOVERED]
        )
        case[name] = next(code for code in order if code in codes)
    return True


def _mended(
    world: World, wishes: Sequence[Wish], literals: Sequence[Literal], case: dict[str, Any]
) -> dict[str, Any] | None:
    for turn in range(MOST_REPAIRS):
        if confirms(world, wishes, case):
            return case
        wrong = [
            (atom, wanted)
            for atom, wanted in literals
            if isinstance(atom, t.Compare) and reference.truth(atom, case, world.now, {}) is not wanted
        ]
        if not wrong:
            return None
        atom, wanted = wrong[turn % len(wrong)]
        if not _mend(world, atom, wanted, case, turn):
            return None
    return None


def _mend(world: World, atom: t.Compare, wanted: bool, case: dict[str, Any], turn: int) -> bool:
    names = [name for name in t.facts_of(atom) if case.get(name) is not ABSENT]
    for name in names[turn % len(names) :] + names[: turn % len(names)] if names else ():
        before = case.get(name)
        point = turning_point(atom, t.FactValue(name), {**dict.fromkeys(names, 0), **case}, world.now)
        for value in () if point is None else (point, point + 1, point - 1):
            kind = world.facts[name]
            if value < (kind.least or 0) or (kind.most is not None and value > kind.most):
                continue
            case[name] = value
            if reference.truth(atom, case, world.now, {}) is wanted:
                return True
        case[name] = before
    return False


def _smallest(world: World, wishes: Sequence[Wish], case: dict[str, Any]) -> dict[str, Any]:
    small = dict(case)
    for name in list(small):
        less = {key: value for key, value in small.items() if key != name}
        if confirms(world, wishes, less):
            small = less
    return small
