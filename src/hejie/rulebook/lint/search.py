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
MOST_STEPS = 20_000  # ways of single conditions that are held against those chosen before
MOST_REPAIRS = 60

Literal = tuple[t.Atom, bool]
Way = tuple[Literal, ...]
Codes = dict[str, frozenset[Any]]  # what a fact or a decision can still be, where something was said of it
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
    listed = [list(islice(ways(condition, wanted), MOST_WAYS + 1)) for condition, wanted in wishes]
    proves = all(len(some) <= MOST_WAYS for some in listed)
    # What can be true in the fewest ways goes first: what it rules out need not be tried for all the others.
    for tried, (literals, codes) in enumerate(_together(world, sorted(listed, key=len))):
        if tried == MOST_WAYS or literals is None:
            return Found(None)
        case = _case(world, literals, codes)
        if case is None:
            continue
        case = _mended(world, wishes, literals, case)
        if case is not None:
            return Found(_smallest(world, wishes, case))
        proves = False  # stood, but no case was found: no proof either way
    return Found(None, impossible=proves)


def confirms(world: World, wishes: Sequence[Wish], case: Mapping[str, Any]) -> bool:
    """Tell whether the reference interpreter sees every condition as wanted."""
    sets = {name: frozenset({case.get(f"({name})", UNCOVERED)}) for name in world.decisions}
    return all(reference.truth(condition, case, world.now, sets) is wanted for condition, wanted in wishes)


def _together(world: World, listed: Sequence[Sequence[Way]]) -> Iterator[tuple[Way | None, Codes]]:
    """Yield the ways in which all conditions agree on codes and flags; None where there were too many to look at."""
    steps = 0
    waiting: list[tuple[int, Way, Codes]] = [(0, (), {})]
    while waiting:
        at, literals, codes = waiting.pop()
        if at == len(listed):
            yield tuple(dict.fromkeys(literals)), codes
            continue
        steps += len(listed[at])
        if steps > MOST_STEPS:
            yield None, {}
            return
        agreeing = ((way, _narrowed(world, codes, way)) for way in reversed(listed[at]))
        waiting += [(at + 1, literals + way, left) for way, left in agreeing if left is not None]


def ways(node: t.Truth, wanted: bool) -> Iterator[Way]:
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


def _case(world: World, literals: Way, codes: Codes) -> dict[str, Any] | None:
    hidden = {atom.fact for atom, wanted in literals if isinstance(atom, t.KnownFact) and not wanted}
    read = [(atom, wanted, t.facts_of(atom)) for atom, wanted in literals]
    if hidden and any(not isinstance(atom, t.KnownFact) and hidden & set(names) for atom, _, names in read):
        return None
    # A fact that usually does not exist makes every comparison with it false by not existing.
    wishes = {name for _, wanted, names in read if wanted for name in names}
    denied = {name for _, wanted, names in read if not wanted for name in names}
    absent = {name for name in denied - wishes if world.facts[name].if_missing == "absent"}
    bounds: list[Bound] = []
    for atom, wanted, names in read:
        if isinstance(atom, t.Compare | t.Since) and absent.isdisjoint(names):
            bounds += bound_of(atom, wanted, world.now)
    numbers = {
        name
        for name in (wishes | denied) - absent - hidden
        if world.facts[name].type in ("int", "money", "time")
    }
    for name in numbers:
        bounds += _range(world.facts[name], name)
    solved = solve(
        {name: world.now if world.facts[name].type == "time" else 0 for name in sorted(numbers)}, bounds
    )
    if solved is None:
        return None
    case = {
        name: next(code for code in _all_codes(world, name) if code in left) for name, left in codes.items()
    }
    return {**case, **solved, **dict.fromkeys(absent, ABSENT)}


def _range(kind: FactKind, name: str) -> list[Bound]:
    least = kind.least if kind.least is not None else None if kind.type == "time" else 0
    found = [] if least is None else [Bound("", name, -least)]
    return found + ([Bound(name, "", kind.most)] if kind.most is not None else [])


def _narrowed(world: World, codes: Codes, way: Way) -> Codes | None:
    """Return what facts and decisions can still be when this way is taken too; None where nothing is left of one."""
    found = dict(codes)
    for atom, wanted in way:
        match atom:
            case t.Flag(name):
                said: frozenset[Any] = frozenset({True})
            case t.Among(name, values):
                said = frozenset(values)
            case t.Reads(decision, outcomes):
                name, said = f"({decision})", frozenset(outcomes)
            case _:
                continue
        before = found[name] if name in found else frozenset(_all_codes(world, name))
        left = before & said if wanted else before - said
        if not left:
            return None
        found[name] = left
    return found


def _all_codes(world: World, name: str) -> Sequence[Any]:
    if name.startswith("("):
        return [*world.decisions[name[1:-1]].outcomes, UNCOVERED]
    kind = world.facts[name]
    return (False, True) if kind.type == "bool" else list(kind.values)


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
