"""What do rules mean? A small, slow, readable interpreter; every faster backend is certified against it."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from hejie.rulebook import terms as t
from hejie.rulebook.answers import CONFLICT, DECIDED, PENDING, UNCOVERED, Answer
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.schema import Decision
from hejie.rulebook.values import ABSENT, Plain

_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq}
Maybe = bool | None  # True, False, or None for "cannot be known from these facts"
Sets = Mapping[str, frozenset[str]]  # decision -> outcomes still possible


class Verdict(Struct, frozen=True):
    """The answers, and for every rule of the edition whether it stands after exceptions and overrides."""

    answers: dict[str, Answer]
    standing: tuple[Maybe, ...]
    sets: dict[str, frozenset[str]]


def judge(edition: Edition, decisions: Mapping[str, Decision], facts: Plain, now: int) -> Verdict:
    """Answer every decision, each after those it reads. `now` is in minutes since 1970 UTC."""
    sets: dict[str, frozenset[str]] = {}
    answers: dict[str, Answer] = {}
    standing: list[Maybe] = [False] * len(edition.rules)
    for name in edition.order:
        mine = [place for place, rule in enumerate(edition.rules) if rule.decides == name]
        for place, state in stand(edition, mine, facts, now, sets).items():
            standing[place] = state
        applied = [(edition.rules[place], standing[place]) for place in mine if standing[place] is not False]
        if decisions[name].is_numeric:
            answers[name] = total(
                decisions[name], amounts(applied, facts, now), any(rule.stale for rule, _ in applied)
            )
        else:
            answers[name], sets[name] = choose(decisions[name], applied)
    return Verdict(answers, tuple(standing), sets)


def stand(edition: Edition, mine: list[int], facts: Plain, now: int, sets: Sets) -> dict[int, Maybe]:
    """Return for each rule whether its condition holds and nothing that beats it stands."""

    @cache
    def holds(place: int) -> Maybe:
        rule = edition.rules[place]
        own = truth(rule.condition, facts, now, sets)
        return all_of([own, *(not_(holds(winner)) for winner in rule.beaten_by)])

    return {place: holds(place) for place in mine}


def choose(decision: Decision, applied: list[tuple[LiveRule, Maybe]]) -> tuple[Answer, frozenset[str]]:
    """Return the outcomes of every rule that may stand, and the default where none surely does."""
    sure = {rule.outcome for rule, state in applied if state and rule.outcome}
    possible = {rule.outcome for rule, state in applied if rule.outcome}
    if not sure:
        possible.add(decision.default or UNCOVERED)
    values = tuple(outcome for outcome in decision.outcomes if outcome in possible)
    certain = len(possible) == 1 and UNCOVERED not in possible
    status = CONFLICT if len(sure) > 1 else DECIDED if certain else PENDING
    return Answer(decision.name, status, values, any(rule.stale for rule, _ in applied)), frozenset(possible)


def total(decision: Decision, applied: list[tuple[int | None, Maybe]], stale: bool) -> Answer:
    """Return the lowest and highest amount still possible under the policy `sum`, `min` or `max`."""
    low, high = _sum(applied) if decision.policy == "sum" else _extreme(decision, applied)
    covered = decision.policy == "sum" or decision.default is not None or any(state for _, state in applied)
    status = DECIDED if covered and low is not None and low == high else PENDING
    return Answer(decision.name, status, (low, high), stale)


def _sum(applied: list[tuple[int | None, Maybe]]) -> tuple[int | None, int | None]:
    # An amount that cannot be reckoned yet is at least nothing: penalties and points are never negative.
    sure = sum(amount for amount, state in applied if state and amount is not None)
    low = sure + sum(min(0, amount) for amount, state in applied if not state and amount is not None)
    high = sure + sum(max(0, amount) for amount, state in applied if not state and amount is not None)
    return low, None if any(amount is None for amount, _ in applied) else high


def _extreme(decision: Decision, applied: list[tuple[int | None, Maybe]]) -> tuple[int | None, int | None]:
    pick = max if decision.policy == "max" else min
    known = [amount for amount, _ in applied if amount is not None]
    sure = [amount for amount, state in applied if state and amount is not None]
    unsure = any(amount is None for amount, _ in applied)
    if not any(state for _, state in applied):
        ends = known + ([int(decision.default)] if decision.default is not None else [])
        low, high = (min(ends), max(ends)) if ends else (None, None)
        return (low, None) if unsure and pick is max else (None, high) if unsure else (low, high)
    surest = pick(sure) if sure else None
    widest = pick(known) if known else None
    if pick is max:
        return surest, None if unsure else widest
    return None if unsure else widest, surest


def amounts(applied: list[tuple[LiveRule, Maybe]], facts: Plain, now: int) -> list[tuple[int | None, Maybe]]:
    """Return what each rule that may stand gives; rules that only block another give nothing."""
    return [(amount_of(rule, facts, now), state) for rule, state in applied if rule.amount is not None]


def amount_of(rule: LiveRule, facts: Plain, now: int) -> int | None:
    """Return what a numeric rule gives, or None where a fact it needs is missing."""
    value: Any = number(rule.amount, facts, now) if rule.amount is not None else None
    return None if value is None or value is ABSENT else int(value)


def truth(node: t.Truth, facts: Plain, now: int, sets: Sets) -> Maybe:
    """Return the Kleene truth of a condition."""
    match node:
        case t.All(parts):
            return all_of([truth(part, facts, now, sets) for part in parts])
        case t.Some(parts):
            return not_(all_of([not_(truth(part, facts, now, sets)) for part in parts]))
        case t.Opposite(part):
            return not_(truth(part, facts, now, sets))
        case t.Always(value):
            return value
        case t.Flag(fact):
            return _atom(facts.get(fact), lambda value: bool(value))
        case t.Among(fact, values):
            return _atom(facts.get(fact), lambda value: value in values)
        case t.KnownFact(fact):
            return facts.get(fact, ABSENT) is not ABSENT
        case t.Since(fact, minute, guess):
            at = facts.get(fact) if fact else now
            began = _atom(at, lambda at: at >= minute)
            return None if guess and began is False and at is not ABSENT else began
        case t.Reads(decision, outcomes):
            return _inside(sets[decision], outcomes)
        case t.Compare(op, left, right):
            return _compare(op, number(left, facts, now), number(right, facts, now))


def _atom(value: Any, holds: Any) -> Maybe:
    if value is None:
        return None
    return False if value is ABSENT else bool(holds(value))


def _inside(possible: frozenset[str], outcomes: tuple[str, ...]) -> Maybe:
    if possible <= set(outcomes):
        return True
    return None if possible & set(outcomes) else False


def _compare(op: str, left: Any, right: Any) -> Maybe:
    if left is ABSENT or right is ABSENT:
        return False
    if left is None or right is None:
        return None
    return bool(_ORDER[op](left, right))


def number(node: t.Number, facts: Plain, now: int) -> Any:
    """Return the value of an amount: an int, ABSENT, or None where a fact is unknown. Absent outweighs unknown."""
    match node:
        case t.Const(value):
            return value
        case t.Now():
            return now
        case t.FactValue(name):
            return facts.get(name)
        case t.Sum(left, right, sign):
            return _strict(number(left, facts, now), number(right, facts, now), lambda a, b: a + sign * b)
        case t.Product(left, right):
            return _strict(number(left, facts, now), number(right, facts, now), lambda a, b: a * b)
        case t.Quotient(left, right, rounding):
            return _strict(
                number(left, facts, now), number(right, facts, now), lambda a, b: divided(a, b, rounding)
            )
        case t.Extreme(which, left, right):
            return _strict(
                number(left, facts, now), number(right, facts, now), min if which == "min" else max
            )
        case t.Param(name):
            raise AssertionError(f"the parameter {name} was not bound to a date")


def _strict(left: Any, right: Any, reckon: Any) -> Any:
    if left is ABSENT or right is ABSENT:
        return ABSENT
    return None if left is None or right is None else reckon(left, right)


def divided(value: int, by: int, rounding: str) -> int:
    """Divide whole numbers with declared rounding; half_up rounds a half away from zero."""
    if rounding == "ceil":
        return -(-value // by)
    if rounding == "half_up":
        return (2 * value + by) // (2 * by) if value >= 0 else -((-2 * value + by) // (2 * by))
    return value // by


def not_(value: Maybe) -> Maybe:
    """Kleene negation."""
    return None if value is None else not value


def all_of(values: list[Maybe]) -> Maybe:
    """Kleene conjunction: one false settles it, one unknown leaves it open."""
    if False in values:
        return False
    return None if None in values else True
