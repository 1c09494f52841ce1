"""Is there such a case after all, where the quick search could not tell? Asked of a solver, if one is installed."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from hejie.rulebook import terms as t
from hejie.rulebook.answers import UNCOVERED
from hejie.rulebook.lint.search import Found, Wish, World, confirms, find

PATIENCE = 500  # milliseconds for one question


def decide(world: World, wishes: Sequence[Wish]) -> Found:
    """Search quickly, then ask the solver (extra `lint`) where the search had neither a case nor a proof."""
    found = find(world, wishes)
    if found.case is not None or found.impossible or solver() is None:
        return found
    return _asked(world, wishes)


@cache
def solver() -> Any:
    """Return the solver's module, or None where the extra is not installed."""
    try:
        return importlib.import_module("z3")
    except ImportError:
        return None


def _asked(world: World, wishes: Sequence[Wish]) -> Found:
    z3 = solver()
    translator = _Translator(z3, world)
    engine = z3.Solver()
    engine.set("timeout", PATIENCE)
    for condition, wanted in wishes:
        engine.add(translator.truth(condition) == wanted)
    engine.add(*translator.limits)
    answer = engine.check()
    if answer == z3.unsat:
        return Found(None, impossible=not translator.may_be_absent)
    if answer != z3.sat:
        return Found(None)
    case = translator.case(engine.model())
    return Found(case if confirms(world, wishes, case) else None)


class _Translator:
    def __init__(self, z3: Any, world: World) -> None:
        self.z3, self.world = z3, world
        self.names: dict[str, Any] = {}
        self.limits: list[Any] = []
        self.may_be_absent = False

    def truth(self, node: t.Truth) -> Any:
        z3 = self.z3
        match node:
            case t.All(parts):
                return z3.And(*map(self.truth, parts))
            case t.Some(parts):
                return z3.Or(*map(self.truth, parts))
            case t.Opposite(part):
                return z3.Not(self.truth(part))
            case t.Always(value):
                return z3.BoolVal(bool(value))
            case t.Flag(fact):
                return self.name(fact) == 1
            case t.KnownFact():
                self.may_be_absent = True  # the solver's facts all have values, so it proves nothing here
                return z3.BoolVal(True)
            case t.Among(fact, values):
                codes = list(self.world.facts[fact].values)
                return z3.Or(*(self.name(fact) == codes.index(value) for value in values))
            case t.Reads(decision, outcomes):
                codes = [*self.world.decisions[decision].outcomes, UNCOVERED]
                return z3.Or(*(self.decision(decision) == codes.index(value) for value in outcomes))
            case t.Since(fact, minute):
                return (self.name(fact) if fact else z3.IntVal(self.world.now)) >= minute
            case t.Compare(op, left, right):
                a, b = self.number(left), self.number(right)
                return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "==": a == b}[op]

    def number(self, node: t.Number) -> Any:
        z3 = self.z3
        match node:
            case t.Const(value):
                return z3.IntVal(value)
            case t.Now():
                return z3.IntVal(self.world.now)
            case t.FactValue(name):
                return self.name(name)
            case t.Sum(left, right, sign):
                return self.number(left) + sign * self.number(right)
            case t.Product(left, right):
                return self.number(left) * self.number(right)
            case t.Quotient(left, right, rounding):
                return self.divided(self.number(left), self.number(right), rounding)
            case t.Extreme(which, left, right):
                a, b = self.number(left), self.number(right)
                return z3.If(a <= b, a, b) if which == "min" else z3.If(a >= b, a, b)
            case t.Param(name):
                raise AssertionError(f"the parameter {name} was not bound to a date")

    def divided(self, value: Any, by: Any, rounding: str) -> Any:
        """Return a quotient, rounded as the interpreter does; the solver's own division rounds down."""
        if rounding == "ceil":
            return -(-value / by)
        if rounding == "half_up":
            up, down = (2 * value + by) / (2 * by), -((-2 * value + by) / (2 * by))
            return self.z3.If(value >= 0, up, down)
        return value / by

    def name(self, fact: str) -> Any:
        if fact not in self.names:
            kind = self.world.facts[fact]
            self.may_be_absent |= kind.if_missing == "absent"
            self.names[fact] = variable = self.z3.Int(fact)
            least, most = kind.least, kind.most
            if kind.type in ("bool", "enum"):
                least, most = 0, (1 if kind.type == "bool" else len(kind.values) - 1)
            self.limits.append(variable >= (least if least is not None else 0))
            if most is not None:
                self.limits.append(variable <= most)
        return self.names[fact]

    def decision(self, name: str) -> Any:
        key = f"({name})"
        if key not in self.names:
            self.names[key] = variable = self.z3.Int(key)
            self.limits += [variable >= 0, variable <= len(self.world.decisions[name].outcomes)]
        return self.names[key]

    def case(self, model: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, variable in self.names.items():
            value = model.eval(variable, model_completion=True).as_long()
            kind = self.world.facts.get(name)
            if kind is None:
                found[name] = [*self.world.decisions[name[1:-1]].outcomes, UNCOVERED][value]
            else:
                found[name] = (
                    bool(value)
                    if kind.type == "bool"
                    else list(kind.values)[value]
                    if kind.type == "enum"
                    else value
                )
        return found
