"""Which fact should be asked for next, of whom, at what cost, and what would each answer lead to?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.linear import turning_point
from hejie.rulebook.plans import Plan, Sight
from hejie.rulebook.reasons import Card, cards
from hejie.rulebook.scalar import OPEN
from hejie.rulebook.schema import Definitions, FactKind, Words
from hejie.rulebook.spans import moment
from hejie.rulebook.specialise import reads
from hejie.rulebook.values import ABSENT, Plain

FIRST = "claim"  # until it is known, every other question is asked of the wrong rules


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
    """Return the open questions of a decision, those that can settle it first, then by cost and time.

    Where nobody knows what the complaint is about, that is the only question.
    """
    sight = plan.look(facts, now)
    before, judge = sight.answers[decision], plan.judge_only(decision)
    still_open = _first(plan, sight, decision) if FIRST not in never else {}
    still_open = still_open or open_facts(plan, definitions, sight, decision)
    found: list[Question] = []
    for name in still_open.keys() - never:
        kind = definitions.facts[name]
        values = candidates(kind, still_open[name], facts, now)
        leaves = tuple(_leaf(judge({**facts, name: value}, now)[decision], value, kind) for value in values)
        found.append(_question(kind, leaves))
    return tuple(sorted(found, key=lambda item: (not _moves(item, before), item.cost, item.sla, item.fact)))


def _question(kind: FactKind, leaves: tuple[Leaf, ...]) -> Question:
    asked, settles = kind.ask, any(leaf.status == "decided" for leaf in leaves)
    return Question(kind.name, kind.label, asked.who, asked.cost, asked.sla, asked.evidence, leaves, settles)


def _moves(question: Question, before: Answer) -> bool:
    return any((leaf.values, leaf.status) != (before.values, before.status) for leaf in question.leaves)


def _first(plan: Plan, sight: Sight, decision: str) -> Mapping[str, list[t.Atom]]:
    """Return the first question with its comparisons, where rules of a decision, or of those it reads, hang on it."""
    if FIRST in sight.facts:
        return {}

    def asking() -> list[tuple[int, t.Atom]]:
        places = [place for name in reads(plan.edition, decision) for place in plan.deciding(name)]
        found = [(place, atom) for place in places for atom in t.atoms(plan.edition.rules[place].condition)]
        return [(place, atom) for place, atom in found if FIRST in t.facts_of(atom)]

    open_ = [atom for place, atom in plan.prepared(f"first {decision}", asking) if sight.trace[place] == OPEN]
    return {FIRST: open_} if open_ else {}


def open_facts(
    plan: Plan, definitions: Definitions, sight: Sight, decision: str
) -> Mapping[str, list[t.Atom]]:
    """Return the unknown facts that keep a decision, or one it reads, open, with the atoms they sit in."""
    search = _Search(plan, definitions, sight)
    todo, done = [decision], set[str]()
    while todo:
        name = todo.pop()
        done.add(name)
        todo += search.decision(name)
        todo = [item for item in todo if item not in done]
    return search.found


class _Search:
    """What keeps the decisions of one case open: facts with the atoms they sit in, found rule by rule."""

    def __init__(self, plan: Plan, definitions: Definitions, sight: Sight) -> None:
        self.plan, self.sight, self.cards = plan, sight, cards(plan, definitions)
        self.found: dict[str, list[t.Atom]] = {}
        self.looked: set[int] = set()

    def decision(self, name: str) -> list[str]:
        """Note the open facts of the rules of a decision; return the earlier decisions that keep it open."""
        others: list[str] = []
        for place in self.plan.deciding(name):
            rule, state = self.plan.edition.rules[place], self.sight.trace[place]
            if rule.amount is not None and state:
                self.note(t.facts_of(rule.amount))
            for part in {place, *rule.beaten_by} - self.looked if state == OPEN else ():
                self.looked.add(part)
                others += self.rule(self.cards[part])
        return others

    def rule(self, card: Card) -> list[str]:
        """Note the open facts of one rule; return the decisions that keep it open."""
        truths = card.test(self.sight.facts, self.sight.now, self.sight.masks)
        if False in truths:
            return []
        others = []
        for part, truth in zip(card.parts, truths, strict=True):
            if truth is None:
                others += self.part(part.node, part.facts)
        return others

    def part(self, node: t.Truth, facts: Sequence[str]) -> list[str]:
        """Note the open facts of an open part; in an open 'or' only parts that are themselves open matter."""
        if isinstance(node, t.All | t.Some):
            return [name for inner in node.parts for name in self.open_part(inner)]
        if isinstance(node, t.Opposite):
            return self.open_part(node.part)
        if isinstance(node, t.Reads):
            return [node.decision]
        self.note(facts, node)
        return []

    def open_part(self, node: t.Truth) -> list[str]:
        """Note the open facts of a part within another, where it is open."""
        seen = self.sight
        if reference.truth(node, seen.facts, seen.now, self.sets) is not None:
            return []
        return self.part(node, t.facts_of(node))

    @cached_property
    def sets(self) -> reference.Sets:
        """What each choice may be."""
        return self.plan.sets(self.sight.masks)

    def note(self, facts: Sequence[str], *atoms: t.Atom) -> None:
        """Note which of these facts are unknown."""
        for name in facts:
            if name not in self.sight.facts:
                self.found.setdefault(name, []).extend(atoms)


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


def _leaf(answer: Answer, value: Any, kind: FactKind) -> Leaf:
    shown = "absent" if value is ABSENT else moment(value).isoformat() if kind.type == "time" else value
    return Leaf(shown, answer.values, answer.status)
