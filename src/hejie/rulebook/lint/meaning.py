"""Which rules contradict each other, can never hold, or leave a gap, and by which case is it seen?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from hejie.rulebook import terms as t
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.lint.exact import decide
from hejie.rulebook.lint.finding import ERROR, NOTE, WARNING, Finding
from hejie.rulebook.lint.search import Wish, World, find
from hejie.rulebook.schema import Definitions
from hejie.rulebook.specialise import FIXED


def overlaps(definitions: Definitions, edition: Edition, world: World) -> Iterator[Finding]:
    """Yield pairs of rules that can both stand with different outcomes and no exception or override between them."""
    winners = {rule.id: {edition.rules[place].id for place in rule.beaten_by} for rule in edition.rules}
    choosing = [rule for rule in edition.rules if rule.outcome]
    scopes = {id(rule): scope(rule) for rule in choosing}
    for left, right in combinations(choosing, 2):
        if left.decides != right.decides or left.outcome == right.outcome or left.id == right.id:
            continue
        if (
            right.id in winners[left.id]
            or left.id in winners[right.id]
            or apart(scopes[id(left)], scopes[id(right)])
        ):
            continue
        wishes = [
            (left.condition, True),
            (right.condition, True),
            *_unbeaten(edition, left),
            *_unbeaten(edition, right),
        ]
        found = decide(world, wishes)
        if found.case is not None:
            place = definitions.rules[right.id].place
            yield Finding(
                "overlap",
                ERROR,
                place,
                right.id,
                f"gives {right.outcome} where {left.id} gives {left.outcome}, and neither beats the other: "
                "make one an exception, or name the other under 'overrides'",
                found.case,
            )


def unreachable(definitions: Definitions, edition: Edition, world: World) -> Iterator[Finding]:
    """Yield rules that no case can meet, and exceptions that never bite."""
    for rule in edition.rules:
        found = decide(world, [(rule.condition, True)])
        if not found.impossible:
            found = decide(world, [(rule.condition, True), *_unbeaten(edition, rule)])
        if found.impossible:
            written = definitions.rules[rule.id]
            kind = "exception-never-bites" if written.parent else "unreachable"
            yield Finding(
                kind,
                ERROR,
                written.place,
                rule.id,
                "no case can meet this condition unbeaten: see what contradicts",
            )


def gaps(definitions: Definitions, edition: Edition, world: World, decision: str) -> Iterator[Finding]:
    """Yield, for every platform (or law) and claim with rules for a decision, a case to which none of them speaks."""
    rules = [rule for rule in edition.rules if rule.decides == decision and rule.outcome]
    seen: dict[tuple[str, str, str], list[LiveRule]] = {}
    for rule in rules:
        fixed = scope(rule)
        for owner in ("platform", "law"):
            for name in sorted(fixed.get(owner, frozenset())):
                for claim in sorted(fixed.get("claim", frozenset())):
                    seen.setdefault((owner, name, claim), []).append(rule)
    for (owner, name, claim), _ in seen.items():
        here = [(t.Among(owner, (name,)), True), (t.Among("claim", (claim,)), True)]
        silent: list[Wish] = [
            (_within(rule, owner, name, claim), False)
            for rule in rules
            if not _elsewhere(rule, owner, name, claim)
        ]
        found = find(world, [*here, *silent])
        if found.case is not None:
            place = definitions.rules[seen[owner, name, claim][0].id].place
            yield Finding(
                "gap",
                NOTE,
                place,
                f"{name}, {claim}",
                f"no rule for {decision} speaks to this case",
                found.case,
            )


def caps(definitions: Definitions, edition: Edition, world: World) -> Iterator[Finding]:
    """Yield caps that no amount within the declared ranges can reach."""
    for rule in edition.rules:
        for node in _extremes(rule.amount) if rule.amount is not None else ():
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if (
                    isinstance(side, t.Const)
                    and side.param
                    and _never_binds(node.which, other, side.value, world)
                ):
                    yield Finding(
                        "cap-never-reached",
                        WARNING,
                        definitions.rules[rule.id].place,
                        rule.id,
                        f"{side.param} never matters: the other side stays within it for every amount the facts allow",
                    )


def scope(rule: LiveRule) -> Mapping[str, frozenset[str]]:
    """Return the platforms, laws and claims a rule is confined to by plain conjuncts."""
    found: dict[str, frozenset[str]] = {}
    for part in rule.condition.parts if isinstance(rule.condition, t.All) else (rule.condition,):
        if isinstance(part, t.Among) and part.fact in FIXED:
            found[part.fact] = found.get(part.fact, frozenset(part.values)) & frozenset(part.values)
    return found


def apart(left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether two scopes share no case."""
    return any(not codes & right[name] for name, codes in left.items() if name in right)


def _unbeaten(edition: Edition, rule: LiveRule) -> list[Wish]:
    return [
        (edition.rules[place].condition, False)
        for place in rule.beaten_by
        if not apart(scope(rule), scope(edition.rules[place]))
    ]


def _within(rule: LiveRule, owner: str, name: str, claim: str) -> t.Truth:
    def atom(node: t.Atom) -> t.Truth:
        if isinstance(node, t.Among) and node.fact in (owner, "claim"):
            return t.Always((name if node.fact == owner else claim) in node.values)
        return node

    return t.rebuild(rule.condition, atom)


def _elsewhere(rule: LiveRule, owner: str, name: str, claim: str) -> bool:
    return _within(rule, owner, name, claim) == t.FALSE


def _extremes(node: t.Number) -> Iterator[t.Extreme]:
    if isinstance(node, t.Extreme):
        yield node
    if isinstance(node, t.Sum | t.Product | t.Quotient | t.Extreme):
        yield from _extremes(node.left)
        yield from _extremes(node.right)


def _never_binds(which: str, other: t.Number, limit: int, world: World) -> bool:
    ends = _ends(other, world)
    if ends is None:
        return False
    return ends[1] < limit if which == "min" else ends[0] > limit


def _ends(node: t.Number, world: World) -> tuple[int, int] | None:
    match node:
        case t.Const(value):
            return value, value
        case t.FactValue(name):
            kind = world.facts[name]
            return None if kind.least is None or kind.most is None else (kind.least, kind.most)
        case (
            t.Sum(left, right) | t.Product(left, right) | t.Quotient(left, right) | t.Extreme(_, left, right)
        ):
            a, b = _ends(left, world), _ends(right, world)
            if a is None or b is None:
                return None
            found = [_reckon(node, x, y) for x in a for y in b]
            return min(found), max(found)
        case _:
            return None


def _reckon(node: t.Number, left: int, right: int) -> int:
    match node:
        case t.Sum(_, _, sign):
            return left + sign * right
        case t.Product():
            return left * right
        case t.Quotient():
            return left // right
        case t.Extreme(which):
            return min(left, right) if which == "min" else max(left, right)
        case _:
            return left
