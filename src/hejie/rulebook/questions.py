"""Which fact should be asked for next, of whom, at what cost, and what would each answer lead to?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.linear import turning_point
from hejie.rulebook.plans import Plan, Sight
from hejie.rulebook.scalar import OPEN
from hejie.rulebook.schema import Definitions, FactKind, Words
from hejie.rulebook.spans import moment
from hejie.rulebook.values import ABSENT, Plain


class Leaf(Struct, frozen=True):
    """What one answer would lead to: a value of the fact, and the outcomes or (low, high) then possible."""

    value: Any
    values: tuple[Any, ...]
    status: str


class Question(Struct, frozen=True):
    """A fact worth asking for: who can supply it, the cost (0-9), minutes it takes, and where each answer leads."""

    fact: str
    label: Words
    who: str
    cost: int
    sla: int
    evidence: str
    leaves: tuple[Leaf, ...]
    settles: bool  # some answer decides the question at once


def ask(
    plan: Plan, definitions: Definitions, facts: Plain, now: int, decision: str, never: Collection[str]
) -> tuple[Question, ...]:
    """Return the open questions of a decision, those that can settle it first, then by cost and time."""
    sight = plan.look(facts, now)
    before = sight.answers[decision]
    found: list[tuple[bool, Question]] = []
    for name, atoms in open_facts(plan, sight, decision).items():
        kind = definitions.facts[name]
        if name in never:
            continue
        values = candidates(kind, atoms, facts, now)
        leaves = tuple(_leaf(plan, {**facts, name: value}, now, decision, kind) for value in values)
        moves = any(leaf.values != before.values or leaf.status != before.status for leaf in leaves)
        settles = any(leaf.status == "decided" for leaf in leaves)
        found.append(
            (
                moves,
                Question(
                    name,
                    kind.label,
                    kind.ask.who,
                    kind.ask.cost,
                    kind.ask.sla,
                    kind.ask.evidence,
                    leaves,
                    settles,
                ),
            )
        )
    found.sort(key=lambda item: (not item[0], item[1].cost, item[1].sla, item[1].fact))
    return tuple(question for _, question in found)


def open_facts(plan: Plan, sight: Sight, decision: str) -> Mapping[str, list[t.Atom]]:
    """Return the unknown facts that keep a decision, or one it reads, open, with the atoms they sit in."""
    found: dict[str, list[t.Atom]] = {}
    sets, rules = plan.sets(sight.masks), plan.edition.rules
    todo, done = [decision], set[str]()
    while todo:
        name = todo.pop()
        done.add(name)
        for place in plan.deciding(name):
            rule, state = rules[place], sight.trace[place]
            if rule.amount is not None and state:
                _note(found, rule.amount, sight.facts)
            for part in (place, *rule.beaten_by) if state == OPEN else ():
                todo += _collect(rules[part].condition, sight.facts, sight.now, sets, found)
        todo = [item for item in todo if item not in done]
    return found


def _collect(
    node: t.Truth, facts: Plain, now: int, sets: reference.Sets, found: dict[str, list[t.Atom]]
) -> list[str]:
    # Only parts that are themselves open matter: a false part of an open 'or' asks nothing.
    if reference.truth(node, facts, now, sets) is not None:
        return []
    if isinstance(node, t.All | t.Some):
        return [name for part in node.parts for name in _collect(part, facts, now, sets, found)]
    if isinstance(node, t.Opposite):
        return _collect(node.part, facts, now, sets, found)
    if isinstance(node, t.Reads):
        return [node.decision]
    for name in t.facts_of(node):
        if name not in facts:
            found.setdefault(name, []).append(node)
    return []


def _note(found: dict[str, list[t.Atom]], amount: t.Number, facts: Plain) -> None:
    for name in t.facts_of(amount):
        if name not in facts:
            found.setdefault(name, [])


def candidates(kind: FactKind, atoms: list[t.Atom], facts: Plain, now: int) -> list[Any]:
    """Return the answers worth telling apart: each code, yes and no, or one value on each side of every threshold."""
    if kind.type == "bool":
        return [True, False]
    if kind.type == "enum":
        named = {value for atom in atoms if isinstance(atom, t.Among) for value in atom.values}
        return [value for value in kind.values if value in named] + [
            v for v in kind.values if v not in named
        ][:1]
    points: set[int] = set()
    for atom in atoms:
        if isinstance(atom, t.Since):
            points |= {atom.minute - 1, atom.minute}
        elif isinstance(atom, t.Compare):
            turn = turning_point(atom, t.FactValue(kind.name), facts, now)
            points |= set() if turn is None else {turn - 1, turn, turn + 1}
    least, most = kind.least, kind.most
    inside = sorted(p for p in points if (least is None or p >= least) and (most is None or p <= most))
    ends: list[Any] = [*inside, ABSENT] if kind.if_missing == "absent" else list(inside)
    return ends


def _leaf(plan: Plan, facts: Plain, now: int, decision: str, kind: FactKind) -> Leaf:
    answer, value = plan.judge(facts, now)[decision], facts[kind.name]
    shown = "absent" if value is ABSENT else moment(value).isoformat() if kind.type == "time" else value
    return Leaf(shown, answer.values, answer.status)
