"""Which rules stand, are open or are beaten in a case, and what did each part of their conditions see?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.clocks import Deeming
from hejie.rulebook.editions import LiveRule
from hejie.rulebook.plans import Plan, Sight
from hejie.rulebook.scalar import STANDS, Tests, compile_tests
from hejie.rulebook.schema import Definitions, Source, Words
from hejie.rulebook.spans import moment
from hejie.rulebook.values import ABSENT

NEAREST = 3  # how many thresholds are worth a reader's time


class Cited(Struct, frozen=True):
    """A source as a reader needs it."""

    id: str
    title: Words
    date: str
    publisher: str
    grade: str
    checked_on: str
    says: Words


class Because(Struct, frozen=True):
    """One part of a condition: true, false or unknown (None), with the facts and numbers it read."""

    atom: str
    truth: bool | None
    facts: Mapping[str, Any]
    params: Mapping[str, int]
    missing: tuple[str, ...] = ()


class Reason(Struct, frozen=True):
    """A rule that stands or may stand."""

    rule: str
    version: str
    gives: str | int | None
    says: Words
    sources: tuple[Cited, ...]
    because: tuple[Because, ...]
    stale: bool = False


class Beaten(Struct, frozen=True):
    """A rule whose condition holds (`sure`) or may hold, and what beats it."""

    rule: str
    by: str
    relation: str
    says: Words
    sure: bool = True


class Near(Struct, frozen=True):
    """How far a comparison is from changing: left minus right, in its unit."""

    atom: str
    margin: int
    unit: str


class Grounds:
    """What the rules of one decision saw in one case."""

    def __init__(
        self, definitions: Definitions, decision: str, plan: Plan, sight: Sight, deemed: tuple[Deeming, ...]
    ) -> None:
        self.definitions, self.decision, self.plan, self.deemed = definitions, decision, plan, deemed
        self.facts, self.now, self.trace = sight.facts, sight.now, sight.trace
        self.masks, self.known = sight.masks, set(sight.facts)
        self.cards = cards(plan, definitions)

    def reasons(self, state: int) -> tuple[Reason, ...]:
        """Return the rules in one state, as reasons."""
        return tuple(
            self.reason(place) for place in self.plan.deciding(self.decision) if self.trace[place] == state
        )

    def reason(self, place: int) -> Reason:
        """Return one rule with what it saw."""
        rule, card = self.plan.edition.rules[place], self.cards[place]
        if card.untold is not None and card.names.isdisjoint(self.known):
            return card.untold
        gives = rule.outcome if rule.amount is None else reference.amount_of(rule, self.facts, self.now)
        return Reason(
            rule.id,
            rule.version,
            gives,
            card.says,
            card.sources,
            tuple(map(self.because, card.parts, card.test(self.facts, self.now, self.masks))),
            rule.stale,
        )

    def because(self, part: Part, truth: bool | None) -> Because:
        """Return one part of a condition with its truth."""
        if part.untold is not None and part.names.isdisjoint(self.known):
            return part.untold
        get = self.facts.get
        seen: dict[str, Any] = {
            name: "absent" if value is ABSENT else value
            for name in part.facts
            if (value := get(name)) is not None
        }
        for name in part.times:
            if isinstance(seen.get(name), int):
                seen[name] = moment(seen[name]).isoformat()
        missing = (
            tuple(name for name in part.facts if name not in seen) if len(seen) < len(part.facts) else ()
        )
        return Because(part.text, truth, seen, part.params, missing)

    def beaten(self) -> tuple[Beaten, ...]:
        """Return the rules that would speak but for a rule that stands."""
        found = []
        for place in self.plan.deciding(self.decision):
            rule = self.plan.edition.rules[place]
            winner = next((by for by in rule.beaten_by if self.trace[by] == STANDS), None)
            truths = () if winner is None else self.cards[place].test(self.facts, self.now, self.masks)
            if winner is None or False in truths:
                continue
            by = self.plan.edition.rules[winner].id
            relation = "exception" if self.definitions.rules[by].parent == rule.id else "override"
            found.append(Beaten(rule.id, by, relation, self.cards[place].says, None not in truths))
        return tuple(found)

    def near(self) -> tuple[Near, ...]:
        """Return the known comparisons of this decision closest to their threshold."""
        found: dict[str, Near] = {}
        for place in self.plan.deciding(self.decision):
            for atom in t.atoms(self.plan.edition.rules[place].condition):
                if isinstance(atom, t.Compare) and atom.text not in found:
                    left, right = (
                        reference.number(side, self.facts, self.now) for side in (atom.left, atom.right)
                    )
                    if isinstance(left, int) and isinstance(right, int):
                        found[atom.text] = Near(
                            atom.text, left - right, "min" if atom.unit == "time" else atom.unit
                        )
        return tuple(sorted(found.values(), key=lambda near: abs(near.margin))[:NEAREST])


class Part(Struct, frozen=True):
    """A conjunct of a condition with all that can be prepared about it.

    `untold` is what there is to say where none of its facts is known, which is most parts of most open rules; None
    where even that takes the hour or an earlier decision.
    """

    node: t.Truth
    text: str
    facts: tuple[str, ...]
    names: frozenset[str]
    params: Mapping[str, int]
    times: tuple[str, ...]
    untold: Because | None


class Card(Struct, frozen=True):
    """What can be prepared about a rule before any case comes. `test` tells the truths of all its parts at once."""

    parts: tuple[Part, ...]
    test: Tests
    says: Words
    sources: tuple[Cited, ...]
    names: frozenset[str]
    untold: Reason | None


class Cards(dict[int, Card]):
    """The cards of a plan's rules by place, each made when first looked at."""

    def __init__(self, plan: Plan, definitions: Definitions) -> None:
        super().__init__()
        self.rules, self.definitions = plan.edition.rules, definitions

    def __missing__(self, place: int) -> Card:
        self[place] = _card(self.rules[place], self.definitions)
        return self[place]


def cards(plan: Plan, definitions: Definitions) -> Cards:
    """Return the prepared cards of a plan's rules."""
    return plan.prepared("cards", lambda: Cards(plan, definitions))


def _card(rule: LiveRule, definitions: Definitions) -> Card:
    written = definitions.rules[rule.id]
    nodes = rule.condition.parts if isinstance(rule.condition, t.All) else (rule.condition,)
    nodes = tuple(node for node in nodes if node != t.TRUE)
    test = compile_tests(nodes, definitions.decisions)
    blank = test({}, 0, dict.fromkeys(definitions.decisions, 0))
    parts = tuple(_part(node, truth, definitions) for node, truth in zip(nodes, blank, strict=True))
    sources = tuple(cited(definitions.sources[name]) for name in written.sources)
    because = tuple(part.untold for part in parts if part.untold is not None)
    untold = None
    if rule.amount is None and len(because) == len(parts):
        untold = Reason(rule.id, rule.version, rule.outcome, written.says, sources, because, rule.stale)
    names = frozenset(name for part in parts for name in part.facts)
    return Card(parts, test, written.says, sources, names, untold)


def _part(node: t.Truth, blank: bool | None, definitions: Definitions) -> Part:
    facts, text, params = t.facts_of(node), rendered(node), _bound_params(node)
    times = tuple(name for name in facts if definitions.facts[name].type == "time")
    rests_on_facts = all(isinstance(atom, t.Always) or t.facts_of(atom) for atom in t.atoms(node))
    untold = Because(text, blank, {}, params, facts) if rests_on_facts else None
    return Part(node, text, facts, frozenset(facts), params, times, untold)


def _bound_params(node: t.Truth) -> dict[str, int]:
    found: dict[str, int] = {}
    for atom in t.atoms(node):
        if isinstance(atom, t.Compare):
            for leaf in (*t.leaves(atom.left), *t.leaves(atom.right)):
                if isinstance(leaf, t.Const) and leaf.param:
                    found[leaf.param] = leaf.value
    return found


def cited(source: Source) -> Cited:
    """Return a source as a reader needs it."""
    return Cited(
        source.id,
        source.title,
        source.dated.isoformat() if source.dated else "undated",
        source.publisher,
        source.grade,
        source.checked_on.isoformat() if source.checked_on else "",
        source.says,
    )


def rendered(node: t.Truth) -> str:
    """Write a condition as an author would."""
    match node:
        case t.All(parts):
            return " and ".join(_wrapped(part) for part in parts)
        case t.Some(parts):
            return " or ".join(_wrapped(part) for part in parts)
        case t.Opposite(part):
            return f"not {_wrapped(part)}"
        case t.Always(value):
            return {True: "always", False: "never", None: "not known whether it held then"}[value]
        case t.Flag(fact):
            return fact
        case t.KnownFact(fact):
            return f"known({fact})"
        case t.Among(fact, values):
            return _among(fact, values)
        case t.Reads(decision, outcomes):
            return _among(decision, outcomes)
        case t.Since(fact, minute, _):
            return f"{fact or 'now'} >= {moment(minute).isoformat()}"
        case t.Compare(_, _, _, text):
            return text


def _among(name: str, values: tuple[str, ...]) -> str:
    return f"{name} == '{values[0]}'" if len(values) == 1 else f"{name} in {values}"


def _wrapped(node: t.Truth) -> str:
    return f"({rendered(node)})" if isinstance(node, t.All | t.Some) else rendered(node)
