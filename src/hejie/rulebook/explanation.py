"""Why is the answer what it is: which rules stand, are open or are beaten, by which facts, and what would change it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.clocks import Deeming
from hejie.rulebook.editions import LiveRule
from hejie.rulebook.flips import Flip
from hejie.rulebook.plans import Plan
from hejie.rulebook.questions import Question
from hejie.rulebook.scalar import OPEN, STANDS
from hejie.rulebook.schema import Definitions, Source, Words
from hejie.rulebook.spans import moment
from hejie.rulebook.values import ABSENT, Plain

NEAREST = 3  # how many thresholds are worth a reader's time


class Cited(Struct, frozen=True):
    """A source as a reader needs it."""

    id: str
    title: str
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
    """A rule whose condition holds or may hold, and what beats it."""

    rule: str
    by: str
    relation: str
    says: Words


class Near(Struct, frozen=True):
    """How far a comparison is from changing: left minus right, in its unit."""

    atom: str
    margin: int
    unit: str


class Later(Struct, frozen=True):
    """What is worked out only when read: questions and the next flip."""

    ask: Callable[[], tuple[Question, ...]]
    flip: Callable[[], Flip | None]
    tell: Callable[[Explanation, str, bool], tuple[str, ...]]


class Explanation:
    """The answer to one decision with its reasons. `ask`, `near` and `next_flip` are worked out when first read."""

    def __init__(
        self,
        definitions: Definitions,
        answer: Answer,
        rulebook: str,
        as_of: str,
        grounds: Grounds,
        later: Later,
    ) -> None:
        self.definitions, self.answer, self.rulebook, self.as_of = definitions, answer, rulebook, as_of
        self._grounds, self._later, self._tell = grounds, later, later.tell
        self.fired, self.open = grounds.reasons(STANDS), grounds.reasons(OPEN)
        self.deemed = grounds.deemed
        self.platform = str(grounds.facts.get("platform", ""))
        currency = grounds.facts.get("currency")
        self.currency = currency if isinstance(currency, str) else ""

    @cached_property
    def beaten(self) -> tuple[Beaten, ...]:
        """Rules that would speak but for an exception or an override."""
        return self._grounds.beaten()

    @cached_property
    def near(self) -> tuple[Near, ...]:
        """The comparisons closest to changing."""
        return self._grounds.near()

    @cached_property
    def ask(self) -> tuple[Question, ...]:
        """Facts still worth asking for, with what each answer would lead to."""
        return self._later.ask()

    @cached_property
    def next_flip(self) -> Flip | None:
        """When the answer changes next if no fact does, and why."""
        return self._later.flip()

    def to_dict(self, *, whole: bool = True) -> dict[str, Any]:
        """Return the explanation as plain data; without `whole`, without what has to be worked out."""
        answer = self.answer
        short = {
            "decision": answer.decision,
            "status": answer.status,
            "values": answer.values,
            "stale": answer.stale,
            "rulebook": self.rulebook,
            "as_of": self.as_of,
            "fired": self.fired,
            "open": self.open,
            "deemed": self.deemed,
        }
        if whole:
            short |= {"beaten": self.beaten, "near": self.near, "ask": self.ask, "next_flip": self.next_flip}
        plain: dict[str, Any] = msgspec.to_builtins(short)
        return plain

    def sentences(self, language: str, *, whole: bool = True) -> tuple[str, ...]:
        """Return the explanation as sentences in zh-CN or en."""
        return self._tell(self, language, whole)

    def to_json(self, *, whole: bool = True) -> str:
        """Return the explanation as JSON text."""
        return msgspec.json.encode(self.to_dict(whole=whole)).decode()


class Grounds:
    """What the rules of one decision saw in one case."""

    def __init__(
        self,
        definitions: Definitions,
        plan: Plan,
        decision: str,
        facts: Plain,
        now: int,
        trace: list[int],
        deemed: tuple[Deeming, ...],
    ) -> None:
        self.definitions, self.plan, self.decision = definitions, plan, decision
        self.facts, self.now, self.trace, self.deemed = facts, now, trace, deemed
        self.cards = cards(plan, definitions)
        self.mine = [place for place, rule in enumerate(plan.edition.rules) if rule.decides == decision]

    @cached_property
    def sets(self) -> reference.Sets:
        """What each earlier choice may still be."""
        return reference.judge(self.plan.edition, self.definitions.decisions, self.facts, self.now).sets

    def reasons(self, state: int) -> tuple[Reason, ...]:
        """Return the rules in one state, as reasons."""
        return tuple(self.reason(place) for place in self.mine if self.trace[place] == state)

    def reason(self, place: int) -> Reason:
        """Return one rule with what it saw."""
        rule, card = self.plan.edition.rules[place], self.cards[place]
        gives = rule.outcome if rule.amount is None else reference.amount_of(rule, self.facts, self.now)
        return Reason(
            rule.id,
            rule.version,
            gives,
            card.says,
            card.sources,
            tuple(self.because(part) for part in card.parts),
            rule.stale,
        )

    def because(self, part: Part) -> Because:
        """Return one part of a condition with its truth."""
        get = self.facts.get
        sets = self.sets if part.reads else {}
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
        return Because(
            part.text, reference.truth(part.node, self.facts, self.now, sets), seen, part.params, missing
        )

    def beaten(self) -> tuple[Beaten, ...]:
        """Return the rules that would speak but for a rule that stands."""
        found = []
        for place in self.mine:
            rule = self.plan.edition.rules[place]
            winner = next((by for by in rule.beaten_by if self.trace[by] == STANDS), None)
            if winner is None or reference.truth(rule.condition, self.facts, self.now, self.sets) is False:
                continue
            by = self.plan.edition.rules[winner].id
            relation = "exception" if self.definitions.rules[by].parent == rule.id else "override"
            found.append(Beaten(rule.id, by, relation, self.cards[place].says))
        return tuple(found)

    def near(self) -> tuple[Near, ...]:
        """Return the known comparisons of this decision closest to their threshold."""
        found: dict[str, Near] = {}
        for place in self.mine:
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
    """A conjunct of a condition with all that can be prepared about it."""

    node: t.Truth
    text: str
    facts: tuple[str, ...]
    params: Mapping[str, int]
    reads: bool
    times: tuple[str, ...] = ()


class Card(Struct, frozen=True):
    """What can be prepared about a rule before any case comes."""

    parts: tuple[Part, ...]
    says: Words
    sources: tuple[Cited, ...]


def cards(plan: Plan, definitions: Definitions) -> tuple[Card, ...]:
    """Return the prepared cards of a plan's rules, made once."""
    ready: tuple[Card, ...] | None = getattr(plan, "cards", None)
    if ready is None:
        ready = tuple(_card(rule, definitions) for rule in plan.edition.rules)
        plan.cards = ready  # type: ignore[attr-defined]
    return ready


def _card(rule: LiveRule, definitions: Definitions) -> Card:
    written = definitions.rules[rule.id]
    nodes = rule.condition.parts if isinstance(rule.condition, t.All) else (rule.condition,)
    parts = tuple(_part(node, definitions) for node in nodes if node != t.TRUE)
    return Card(parts, written.says, tuple(cited(definitions.sources[name]) for name in written.sources))


def _part(node: t.Truth, definitions: Definitions) -> Part:
    reads = any(isinstance(atom, t.Reads) for atom in t.atoms(node))
    facts = t.facts_of(node)
    times = tuple(name for name in facts if definitions.facts[name].type == "time")
    return Part(node, rendered(node), facts, _bound_params(node), reads, times)


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
