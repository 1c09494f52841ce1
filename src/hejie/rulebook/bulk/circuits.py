"""How do rules become a straight run of bit operations over many cases at once?

Every condition has two rails, surely true and possibly true; each rail is a plane with one bit a case, so one
instruction settles 64 cases. Equal parts are reckoned once. Where no case lacks a fact both rails are one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hejie.rulebook import terms as t
from hejie.rulebook.answers import UNCOVERED
from hejie.rulebook.editions import Edition
from hejie.rulebook.schema import Decision

ZERO, ONE = 0, 1  # the first two nodes of every circuit: never, always


class Node(NamedTuple):
    """One operation: `and`, `or`, `andnot` over earlier nodes, or `atom`, `known`, `absent` over a fact."""

    op: str
    left: int = 0
    right: int = 0
    atom: object = None


class Choice(NamedTuple):
    """Where the planes of a choice lie: possible and sure by outcome, and those that tell conflict and staleness."""

    possible: dict[str, int]
    conflict: int
    stale: int


class Gaps(NamedTuple):
    """Which facts are unknown or absent in some case of a table; `missing` ones in all."""

    unknown: frozenset[str]
    absent: frozenset[str]
    missing: frozenset[str]

    def cover(self, other: Gaps) -> bool:
        """Tell whether a circuit for these gaps is right for a table with those."""
        return self.unknown >= other.unknown and self.absent >= other.absent and self.missing <= other.missing

    def joined(self, other: Gaps) -> Gaps:
        """Return the gaps that cover both."""
        return Gaps(self.unknown | other.unknown, self.absent | other.absent, self.missing & other.missing)


class Wiring:
    """Nodes in an order in which each uses only earlier ones; equal nodes are kept once."""

    def __init__(self, gaps: Gaps) -> None:
        self.gaps = gaps
        self.nodes: list[Node] = [Node("never"), Node("always")]
        self._seen: dict[Node, int] = {node: place for place, node in enumerate(self.nodes)}
        self._rails: dict[t.Truth, tuple[int, int]] = {}

    def reads(self, decision: str, outcomes: tuple[str, ...]) -> tuple[int, int]:
        """Return the rails of 'an earlier decision came out as one of these', read from the answers in hand."""
        only = self.add(Node("only", atom=(decision, outcomes)))
        return only, self.add(Node("any", atom=(decision, outcomes)))

    def rails(self, node: t.Truth) -> tuple[int, int]:
        """Return the nodes for surely and possibly true."""
        found = self._rails.get(node)
        if found is None:
            found = self._rails[node] = self._wired(node)
        return found

    def _wired(self, node: t.Truth) -> tuple[int, int]:
        match node:
            case t.All(parts):
                return self._fold(parts, self.both, ONE)
            case t.Some(parts):
                return self._fold(parts, self.either, ZERO)
            case t.Opposite(part):
                sure, possible = self.rails(part)
                return self.andnot(ONE, possible), self.andnot(ONE, sure)
            case t.Always(value):
                return (ONE, ONE) if value else (ZERO, ZERO) if value is False else (ZERO, ONE)
            case t.Reads(decision, outcomes):
                return self.reads(decision, outcomes)
            case t.KnownFact(fact):
                return (self.known(fact),) * 2
            case t.Among(fact, values):
                pairs = [self.atom(t.Among(fact, (value,))) for value in values]
                sure = possible = ZERO
                for one, other in pairs:
                    sure, possible = self.either(sure, one), self.either(possible, other)
                return sure, possible
            case _:
                return self.atom(node)

    def _fold(
        self, parts: tuple[t.Truth, ...], join: Callable[[int, int], int], start: int
    ) -> tuple[int, int]:
        # From the left, so that rules with the same platform and claim in front share that part.
        sure = possible = start
        for part in parts:
            one, other = self.rails(part)
            sure, possible = join(sure, one), join(possible, other)
        return sure, possible

    def atom(self, node: t.Atom) -> tuple[int, int]:
        """Return the rails of a comparison: surely true where all is known, possibly where something is not."""
        facts = t.facts_of(node)
        unsure = [fact for fact in facts if fact in self.gaps.unknown]
        unknown = absent = ZERO
        for fact in unsure:
            unknown = self.either(unknown, self.andnot(ONE, self.known(fact)))
            absent = self.either(absent, self.absent(fact))
        sure, possible = ZERO, self.andnot(unknown, absent)
        if not self.gaps.missing.intersection(facts):
            sure = self.add(Node("atom", atom=t.plain_atom(node)))
            for fact in unsure if isinstance(node, t.Compare | t.Since) else ():
                sure = self.both(sure, self.known(fact))
            possible = self.either(sure, possible)
        if isinstance(node, t.Since) and node.guess:
            possible = self.andnot(ONE, absent)
        return sure, possible

    def known(self, fact: str) -> int:
        """Return the node for 'this fact is known'."""
        if fact in self.gaps.missing:
            return ZERO
        return self.add(Node("known", atom=fact)) if fact in self.gaps.unknown else ONE

    def absent(self, fact: str) -> int:
        """Return the node for 'this fact is known not to exist'."""
        return self.add(Node("absent", atom=fact)) if fact in self.gaps.absent else ZERO

    def both(self, left: int, right: int) -> int:
        """Return the node for 'left and right'."""
        if ZERO in (left, right):
            return ZERO
        if left == right or right == ONE:
            return left
        return right if left == ONE else self.add(Node("and", min(left, right), max(left, right)))

    def either(self, left: int, right: int) -> int:
        """Return the node for 'left or right'."""
        if ONE in (left, right):
            return ONE
        if left == right or right == ZERO:
            return left
        return right if left == ZERO else self.add(Node("or", min(left, right), max(left, right)))

    def andnot(self, left: int, right: int) -> int:
        """Return the node for 'left and not right'."""
        if right == ZERO:
            return left
        if left in (ZERO, right) or right == ONE:
            return ZERO
        before = self.nodes[right]
        if left == ONE and before.op == "andnot" and before.left == ONE:
            return before.right
        return self.add(Node("andnot", left, right))

    def add(self, node: Node) -> int:
        """Return the place of a node, adding it where it is new."""
        place = self._seen.get(node)
        if place is None:
            place = self._seen[node] = len(self.nodes)
            self.nodes.append(node)
        return place


class Circuit(Wiring):
    """All rules of an edition: for each whether it surely or possibly stands, for each choice its outcomes."""

    def __init__(self, edition: Edition, decisions: Mapping[str, Decision], gaps: Gaps) -> None:
        super().__init__(gaps)
        self.edition, self.decisions = edition, decisions
        self.choices: dict[str, Choice] = {}
        self.sure: list[int] = [ZERO] * len(edition.rules)
        self.possible: list[int] = [ZERO] * len(edition.rules)
        for name in edition.order:
            mine = [place for place, rule in enumerate(edition.rules) if rule.decides == name]
            done: set[int] = set()
            for place in mine:
                self._stand(place, done)
            if not decisions[name].is_numeric:
                self.choices[name] = self._choice(decisions[name], mine)

    def reads(self, decision: str, outcomes: tuple[str, ...]) -> tuple[int, int]:
        """Return the rails: surely when nothing else is possible, possibly when one of these is."""
        if decision not in self.choices:
            return super().reads(decision, outcomes)
        inside = outside = ZERO
        for outcome, plane in self.choices[decision].possible.items():
            if outcome in outcomes:
                inside = self.either(inside, plane)
            else:
                outside = self.either(outside, plane)
        return self.andnot(ONE, outside), inside

    def _stand(self, place: int, done: set[int]) -> None:
        if place in done:
            return
        done.add(place)
        rule = self.edition.rules[place]
        sure, possible = self.rails(rule.condition)
        beaten = maybe_beaten = ZERO  # joined first, for many rules are beaten by the same others
        for winner in rule.beaten_by:
            self._stand(winner, done)
            beaten = self.either(beaten, self.sure[winner])
            maybe_beaten = self.either(maybe_beaten, self.possible[winner])
        self.sure[place] = self.andnot(sure, maybe_beaten)
        self.possible[place] = self.andnot(possible, beaten)

    def _choice(self, decision: Decision, mine: list[int]) -> Choice:
        possible: dict[str, int] = {}
        sure: dict[str, int] = {}
        stale = ZERO
        for place in mine:
            rule = self.edition.rules[place]
            if rule.outcome:
                possible[rule.outcome] = self.either(possible.get(rule.outcome, ZERO), self.possible[place])
                sure[rule.outcome] = self.either(sure.get(rule.outcome, ZERO), self.sure[place])
            if rule.stale:
                stale = self.either(stale, self.possible[place])
        once, twice = ZERO, ZERO
        for plane in sure.values():
            twice = self.either(twice, self.both(once, plane))
            once = self.either(once, plane)
        default = decision.default or UNCOVERED
        possible[default] = self.either(possible.get(default, ZERO), self.andnot(ONE, once))
        return Choice(possible, twice, stale)


class Comparison(Wiring):
    """Conditions of two editions side by side, over answers that are there already."""

    def may_differ(self, left: t.Truth, right: t.Truth) -> int:
        """Return the node for 'the two conditions may come out differently here': never less than where they do."""
        if left == right:
            return ZERO
        match left, right:
            case t.Opposite(one), t.Opposite(other):
                return self.may_differ(one, other)
            case (t.All(ones), t.All(others)) | (t.Some(ones), t.Some(others)) if len(ones) == len(others):
                plane = ZERO
                for one, other in zip(ones, others, strict=True):
                    plane = self.either(plane, self.may_differ(one, other))
                return plane if isinstance(left, t.Some) else self.both(plane, self._guard(ones, others))
            case _:
                pairs = zip(self.rails(left), self.rails(right), strict=True)
                return self.either(*(self._xor(one, other) for one, other in pairs))

    def _guard(self, ones: Sequence[t.Truth], others: Sequence[t.Truth]) -> int:
        # What both ask of platform and claim costs little, for many rules ask it, and leaves few rows.
        plane = ONE
        for one, other in zip(ones, others, strict=True):
            if one == other and isinstance(one, t.Among):
                plane = self.both(plane, self.rails(one)[1])
        return plane

    def _xor(self, left: int, right: int) -> int:
        return self.either(self.andnot(left, right), self.andnot(right, left))
