"""How does each rule read in another engine's language, with two truth values, every fact known?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hejie.rulebook import terms as t
from hejie.rulebook.editions import Edition
from hejie.rulebook.schema import Decision


class Syntax(NamedTuple):
    """The signs of a language; `{}` stands for the parts."""

    both: str
    either: str
    opposite: str
    equal: str
    fact: str
    flag: str
    code: str
    decision: str
    least: str
    most: str
    divided: str
    true: str
    false: str


NUMPY = Syntax(" & ", " | ", "~({})", "({} == {})", "f[{name!r}]", "f[{name!r}]", "{place}", "d[{name!r}]",
               "np.minimum({}, {})", "np.maximum({}, {})", "({} // {})", "np.True_", "np.False_")  # fmt: skip
POLARS = Syntax(" & ", " | ", "~({})", "({} == {})", "pl.col({name!r})", "pl.col({name!r})", "{place}",
                "pl.col('d_{name}')", "pl.min_horizontal({}, {})", "pl.max_horizontal({}, {})", "({} // {})",
                "pl.lit(True)", "pl.lit(False)")  # fmt: skip
SQL = Syntax(" AND ", " OR ", "NOT ({})", "({} = {})", '"{name}"', '"{name}"', "{place}", '"d_{name}"',
             "least({}, {})", "greatest({}, {})", "({} // {})", "TRUE", "FALSE")  # fmt: skip
CEL = Syntax(" && ", " || ", "!({})", "({} == {})", "{name}", "{name}", "'{code}'", "d_{name}",
             "({} < {} ? {0} : {1})", "({} > {} ? {0} : {1})", "({} / {})", "true", "false")  # fmt: skip
ZEN = Syntax(" and ", " or ", "not({})", "({} == {})", "{name}", "{name}", "'{code}'", "d_{name}",
             "min([{}, {}])", "max([{}, {}])", "floor({} / {})", "true", "false")  # fmt: skip


class Said(NamedTuple):
    """One decision: its rules (name, condition with what beats it, outcome) in order, winners first."""

    decision: str
    outcomes: list[str]
    rules: list[tuple[str, str, list[str], str]]  # name, condition, names of the rules that beat it, outcome


def said(
    edition: Edition,
    decisions: Mapping[str, Decision],
    syntax: Syntax,
    now: int,
    codes: Mapping[str, list[str]],
) -> list[Said]:
    """Return every decision in another language. `codes` are the values of each enum fact, as it is numbered."""
    told = []
    for name in edition.order:
        mine = _winners_first(
            edition, [place for place, rule in enumerate(edition.rules) if rule.decides == name]
        )
        rules = [
            (f"r{place}", condition(edition.rules[place].condition, syntax, now, codes, decisions),
             [f"r{winner}" for winner in edition.rules[place].beaten_by], edition.rules[place].outcome)
            for place in mine
        ]  # fmt: skip
        told.append(Said(name, list(decisions[name].outcomes), rules))
    return told


def condition(
    node: t.Truth, syntax: Syntax, now: int, codes: Mapping[str, list[str]], decisions: Mapping[str, Decision]
) -> str:
    """Return a condition in another language."""

    def told(part: t.Truth) -> str:
        return condition(part, syntax, now, codes, decisions)

    match node:
        case t.All(parts):
            return syntax.both.join(f"({told(part)})" for part in parts)
        case t.Some(parts):
            return syntax.either.join(f"({told(part)})" for part in parts)
        case t.Opposite(part):
            return syntax.opposite.format(told(part))
        case t.Always(value):
            return syntax.true if value else syntax.false
        case t.KnownFact():
            return syntax.true
        case t.Flag(fact):
            return syntax.flag.format(name=fact)
        case t.Among(fact, values):
            return _any(syntax, syntax.fact.format(name=fact), codes[fact], values)
        case t.Reads(decision, outcomes):
            return _any(
                syntax, syntax.decision.format(name=decision), list(decisions[decision].outcomes), outcomes
            )
        case t.Since(fact, minute, _):
            return f"({syntax.fact.format(name=fact)} >= {minute})"
        case t.Compare(op, left, right):
            a, b = (number(side, syntax, now) for side in (left, right))
            return syntax.equal.format(a, b) if op == "==" else f"({a} {op} {b})"


def _any(syntax: Syntax, left: str, order: list[str], values: tuple[str, ...]) -> str:
    places = [syntax.code.format(place=order.index(value), code=value) for value in values if value in order]
    return (
        "(" + syntax.either.join(syntax.equal.format(left, place) for place in places) + ")"
        if places
        else syntax.false
    )


def number(node: t.Number, syntax: Syntax, now: int) -> str:
    """Return an amount in another language."""
    match node:
        case t.Const(value):
            return str(value)
        case t.Now():
            return str(now)
        case t.FactValue(name):
            return syntax.fact.format(name=name)
        case t.Sum(left, right, sign):
            return f"({number(left, syntax, now)} {'+' if sign > 0 else '-'} {number(right, syntax, now)})"
        case t.Product(left, right):
            return f"({number(left, syntax, now)} * {number(right, syntax, now)})"
        case t.Quotient(left, right):
            return syntax.divided.format(number(left, syntax, now), number(right, syntax, now))
        case t.Extreme(which, left, right):
            a, b = number(left, syntax, now), number(right, syntax, now)
            form = syntax.least if which == "min" else syntax.most
            return form.replace("{0}", a).replace("{1}", b).format(a, b)
        case _:
            raise AssertionError(f"{node} was not bound to a date")


def _winners_first(edition: Edition, mine: list[int]) -> list[int]:
    order: list[int] = []
    while len(order) < len(mine):
        order += [
            place
            for place in mine
            if place not in order and all(winner in order for winner in edition.rules[place].beaten_by)
        ]
    return order
