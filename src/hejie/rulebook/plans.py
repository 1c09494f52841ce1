"""How are the rules made ready for one platform, law and claim, once, at the first case that needs them?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from hejie.rulebook.answers import Answer
from hejie.rulebook.editions import Edition
from hejie.rulebook.mistakes import BeforeFirstDate
from hejie.rulebook.scalar import Judge, Masks, Trace, compile_judge, compile_trace, outcome_bits
from hejie.rulebook.schema import Decision
from hejie.rulebook.spans import moment
from hejie.rulebook.specialise import FIXED, only, reads, specialised
from hejie.rulebook.values import Plain

Ready = TypeVar("Ready")


class Sight(NamedTuple):
    """What the rules of a plan came to in one case: answers, the state of each rule, what each choice may be."""

    facts: Plain
    now: int
    answers: dict[str, Answer]
    trace: list[int]
    masks: Masks


class Plan:
    """The rules left for one platform, law and claim, and the functions made of them, each when first needed."""

    def __init__(self, edition: Edition, decisions: Mapping[str, Decision], fixed: Mapping[str, Any]) -> None:
        self.edition, self.kept = specialised(edition, fixed)
        self.decisions = decisions
        self._prepared: dict[str, Any] = {}
        self.too_early = next((rule for rule in self.edition.rules if rule.too_early), None)

    @cached_property
    def judge(self) -> Judge:
        """Answers from plain values and a minute."""
        return compile_judge(self.edition, self.decisions)

    @cached_property
    def trace(self) -> Trace:
        """Answers, and for each rule whether it stands."""
        return compile_trace(self.edition, self.decisions)

    def judge_only(self, decision: str) -> Judge:
        """Return the function that answers one decision and those it reads, for when many answers are compared."""
        return self.prepared(
            f"judge {decision}",
            lambda: compile_judge(only(self.edition, reads(self.edition, decision)), self.decisions),
        )

    def look(self, facts: Plain, now: int) -> Sight:
        """Return what the rules come to in a case."""
        return Sight(facts, now, *self.trace(facts, now))

    @cached_property
    def _deciding(self) -> dict[str, tuple[int, ...]]:
        places = enumerate(self.edition.rules)
        found: dict[str, list[int]] = {name: [] for name in self.edition.order}
        for place, rule in places:
            found[rule.decides].append(place)
        return {name: tuple(mine) for name, mine in found.items()}

    def deciding(self, decision: str) -> tuple[int, ...]:
        """Return the places of the rules of one decision."""
        return self._deciding[decision]

    def sets(self, masks: Masks) -> dict[str, frozenset[str]]:
        """Return what each choice may be, as the interpreter holds it."""
        return {
            name: frozenset([code for code, bit in self._bits[name] if bit & mask])
            for name, mask in masks.items()
        }

    @cached_property
    def _bits(self) -> dict[str, tuple[tuple[str, int], ...]]:
        return {name: tuple(outcome_bits(decision).items()) for name, decision in self.decisions.items()}

    def prepared(self, name: str, make: Callable[[], Ready]) -> Ready:
        """Return what others prepare from this plan, made once and kept with it."""
        if name not in self._prepared:
            self._prepared[name] = make()
        ready: Ready = self._prepared[name]
        return ready

    def refuse_too_early(self, now: int) -> None:
        """Raise BeforeFirstDate where a rule that may apply has no number for this time yet."""
        if self.too_early is not None and self.too_early.too_early is not None:
            param, first = self.too_early.too_early
            raise BeforeFirstDate(f"The parameter {param!r}", moment(now).date().isoformat(), first)


class Plans:
    """The plans of one edition."""

    def __init__(self, edition: Edition, decisions: Mapping[str, Decision]) -> None:
        self.edition, self.decisions = edition, decisions
        self._ready: dict[tuple[Any, Any, Any], Plan] = {}

    def plan(self, values: Mapping[str, Any]) -> Plan:
        """Return the plan for the platform, law and claim of a case."""
        get = values.get
        key = (get("platform"), get("law"), get("claim"))
        plan = self._ready.get(key)
        if plan is None:
            fixed = {name: values[name] for name in FIXED if name in values}
            plan = self._ready[key] = Plan(self.edition, self.decisions, fixed)
        return plan
