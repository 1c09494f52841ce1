"""What does the text of a condition or an amount mean? A whitelisted corner of Python syntax, typed, with units."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from msgspec import Struct

from hejie.rulebook import terms as t
from hejie.rulebook.mistakes import (
    Circular,
    NotInTheLanguage,
    Place,
    RuleFileMistake,
    UnitsDoNotMatch,
    UnknownName,
)
from hejie.rulebook.schema import Decision, Derived, FactKind, Parameter
from hejie.rulebook.spans import dimension

LONGEST = 4000  # signs
DEEPEST = 40
ANY = "*"  # the unit of a bare zero, which fits everything

_ORDER = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


class Scope(Struct):
    """The names an expression may use."""

    facts: Mapping[str, FactKind]
    derived: Mapping[str, Derived]
    params: Mapping[str, Parameter]
    decisions: Mapping[str, Decision]
    opened: tuple[str, ...] = ()  # derived facts being read just now, to find circles

    def names(self) -> set[str]:
        """Return every name, for hints."""
        return {*self.facts, *self.derived, *self.params, *self.decisions, "now"}


def read_condition(text: str, place: Place, scope: Scope) -> t.Truth:
    """Return the condition a text states. Raises RuleFileMistake with what to write instead; never runs the text."""
    return _Reader(place, scope).truth(_parsed(text, place))


def read_number(text: str, place: Place, scope: Scope, rounding: str = "floor") -> tuple[t.Number, str]:
    """Return the amount a text states and its unit (`time`, `min`, `g`, `money`, `pct`, or '' for a plain number)."""
    return _Reader(place, scope, rounding).number(_parsed(text, place))


def literals(text: str, place: Place) -> list[int]:
    """Return the numbers written out in a text; lint wants them in parameters instead."""
    return [
        node.value
        for node in ast.walk(_parsed(text, place))
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool)
    ]


def _parsed(text: str, place: Place) -> ast.expr:
    if len(text) > LONGEST:
        raise NotInTheLanguage(
            place, text, f"it has more than {LONGEST} signs; name parts of it under 'derived'"
        )
    if not text.isascii():
        raise NotInTheLanguage(
            place, text, "names and codes are plain a-z letters; full-width signs look alike but are not"
        )
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval").body
        _check_depth(tree, place, text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotInTheLanguage(place, text, getattr(error, "msg", "") or "it cannot be parsed") from error
    return tree


def _check_depth(tree: ast.expr, place: Place, text: str) -> None:
    level: list[ast.AST] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise NotInTheLanguage(place, text, f"it is nested deeper than {DEEPEST} levels")
        level = [child for node in level for child in ast.iter_child_nodes(node)]


class _Reader:
    def __init__(self, place: Place, scope: Scope, rounding: str = "floor") -> None:
        self.place, self.scope, self.rounding = place, scope, rounding

    def truth(self, node: ast.expr) -> t.Truth:
        if isinstance(node, ast.BoolOp):
            join = t.both if isinstance(node.op, ast.And) else t.either
            return join(*(self.truth(value) for value in node.values))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return t.opposite(self.truth(node.operand))
        if isinstance(node, ast.Compare):
            return self.comparison(node)
        if isinstance(node, ast.Call):
            return self.known(node)
        if isinstance(node, ast.Name | ast.Attribute):
            return self.flag(node)
        raise self.refuse(node, "a yes-or-no statement is needed here")

    def flag(self, node: ast.expr) -> t.Truth:
        name = self.name(node)
        if name == "always":
            return t.TRUE
        if name in self.scope.derived:
            reader, tree = self.derived(name)
            return reader.truth(tree)
        fact = self.scope.facts.get(name)
        if fact is None:
            raise UnknownName(self.place, name, "fact", self.scope.names())
        if fact.type != "bool":
            raise self.refuse(node, f"{name} is {fact.type}, not a yes-or-no fact; compare it with something")
        return t.Flag(name)

    def known(self, node: ast.Call) -> t.Truth:
        if (
            not isinstance(node.func, ast.Name)
            or node.func.id != "known"
            or len(node.args) != 1
            or node.keywords
        ):
            raise self.refuse(node, "only known(fact), min(...) and max(...) can be called")
        name = self.name(node.args[0])
        if name not in self.scope.facts:
            raise UnknownName(self.place, name, "fact", self.scope.facts)
        return t.KnownFact(name)

    def comparison(self, node: ast.Compare) -> t.Truth:
        if len(node.ops) != 1:
            raise self.refuse(node, "a chain of comparisons; write 'a < b and b < c'")
        op, right = node.ops[0], node.comparators[0]
        words = self.words(right)
        if words is not None:
            truth = self.membership(node.left, words, isinstance(op, ast.In | ast.NotIn), node)
            if isinstance(op, ast.Eq | ast.In):
                return truth
            if isinstance(op, ast.NotEq | ast.NotIn):
                return t.opposite(truth)
            raise self.refuse(node, "codes have no order; use ==, != or in")
        if type(op) not in _ORDER:
            raise self.refuse(node, "'in' needs a list of quoted codes")
        (left, left_unit), (other, other_unit) = self.number(node.left), self.number(right)
        if ANY not in (left_unit, other_unit) and left_unit != other_unit:
            raise UnitsDoNotMatch(self.place, ast.unparse(node), left_unit, other_unit)
        sign = _ORDER[type(op)]
        unit = other_unit if left_unit == ANY else left_unit
        same = t.Compare(
            "==" if sign == "!=" else sign, left, other, ast.unparse(node).replace("!=", "=="), unit
        )
        return t.opposite(same) if sign == "!=" else same

    def words(self, node: ast.expr) -> tuple[str, ...] | None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return (node.value,)
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            values = [
                item.value
                for item in node.elts
                if isinstance(item, ast.Constant) and isinstance(item.value, str)
            ]
            if len(values) != len(node.elts) or not values:
                raise self.refuse(node, "a list holds quoted codes only")
            return tuple(values)
        return None

    def membership(self, left: ast.expr, words: tuple[str, ...], listed: bool, node: ast.expr) -> t.Truth:
        name = self.name(left)
        decision = self.scope.decisions.get(name)
        fact = self.scope.facts.get(name)
        codes = decision.outcomes if decision and not decision.is_numeric else fact.values if fact else None
        if codes is None or (fact and fact.type != "enum"):
            if fact is None and decision is None:
                raise UnknownName(self.place, name, "fact", self.scope.names())
            raise self.refuse(node, f"{name} has no codes to compare with")
        if len(words) == 1 and not listed and len(words[0]) == 0:
            raise self.refuse(node, "an empty code; use known(...) to ask whether there is a value")
        for word in words:
            if word not in codes:
                raise UnknownName(self.place, word, f"value of {name}", codes)
        return t.Reads(name, words) if decision else t.Among(name, words)

    def number(self, node: ast.expr) -> tuple[t.Number, str]:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, int)
            and not isinstance(node.value, bool)
        ):
            if abs(node.value) >= 10**15:
                raise self.refuse(node, "the number is too large to stay exact")
            return t.Const(node.value), ANY if node.value == 0 else ""
        if isinstance(node, ast.BinOp):
            return self.arithmetic(node)
        if isinstance(node, ast.Call):
            return self.extreme(node)
        if isinstance(node, ast.Name | ast.Attribute):
            return self.quantity(node)
        raise self.refuse(node, "an amount is needed here")

    def quantity(self, node: ast.expr) -> tuple[t.Number, str]:
        name = self.name(node)
        if name == "now":
            return t.Now(), "time"
        if name in self.scope.derived:
            reader, tree = self.derived(name)
            return reader.number(tree)
        if name in self.scope.params:
            unit = self.scope.params[name].unit
            if unit == "working_day":
                raise self.refuse(node, "working days need a calendar: use them as the length of a clock")
            return t.Param(name), dimension(unit)
        fact = self.scope.facts.get(name)
        if fact is None:
            raise UnknownName(self.place, name, "fact or parameter", self.scope.names())
        if fact.type not in ("int", "money", "time"):
            raise self.refuse(node, f"{name} is {fact.type}, not an amount")
        return t.FactValue(name), "time" if fact.type == "time" else dimension(fact.unit)

    def arithmetic(self, node: ast.BinOp) -> tuple[t.Number, str]:
        (left, a), (right, b) = self.number(node.left), self.number(node.right)
        if isinstance(node.op, ast.Add | ast.Sub):
            plus = isinstance(node.op, ast.Add)
            return t.Sum(left, right, 1 if plus else -1), self.sum_unit(node, a, b, plus=plus)
        if isinstance(node.op, ast.Mult):
            return t.Product(left, right), self.product_unit(node, a, b)
        if isinstance(node.op, ast.FloorDiv):
            if not isinstance(right, t.Param) and not (isinstance(right, t.Const) and right.value > 0):
                raise self.refuse(node, "the divisor must be a positive number or a parameter, never a fact")
            return t.Quotient(left, right, self.rounding), self.quotient_unit(node, a, b, right)
        raise self.refuse(node, "only + - * and // are reckoned; '/' would leave fractions of a minor unit")

    def sum_unit(self, node: ast.BinOp, a: str, b: str, *, plus: bool) -> str:
        if ANY in (a, b):
            return b if a == ANY else a
        if a == "time" and b == "min":
            return "time"
        if plus and a == "min" and b == "time":
            return "time"
        if a == b and (a != "time" or not plus):
            return "min" if a == "time" else a
        raise UnitsDoNotMatch(self.place, ast.unparse(node), a, b)

    def product_unit(self, node: ast.BinOp, a: str, b: str) -> str:
        a, b = a.replace(ANY, "") if a == ANY else a, "" if b == ANY else b
        for one, other in ((a, b), (b, a)):
            if one == "" and other != "time":
                return other
            if one == "pct" and other not in ("time", "pct"):
                return f"{other}*pct"
        raise UnitsDoNotMatch(self.place, ast.unparse(node), a, b)

    def quotient_unit(self, node: ast.BinOp, a: str, b: str, divisor: t.Number) -> str:
        if a.endswith("*pct") and divisor == t.Const(100):
            return a.removesuffix("*pct")
        if (a == b and a != "time") or (a, b) == ("time", "min"):
            return ""  # of a time: how many such spans it is after 1970, such as the number of its day
        if b == "" and a != "time":
            return a
        raise UnitsDoNotMatch(self.place, ast.unparse(node), a, b)

    def extreme(self, node: ast.Call) -> tuple[t.Number, str]:
        which = node.func.id if isinstance(node.func, ast.Name) else ""
        if which not in ("min", "max") or len(node.args) < 2 or node.keywords:
            raise self.refuse(node, "only known(fact), min(a, b) and max(a, b) can be called")
        result, unit = self.number(node.args[0])
        for argument in node.args[1:]:
            value, other = self.number(argument)
            if ANY not in (unit, other) and unit != other:
                raise UnitsDoNotMatch(self.place, ast.unparse(node), unit, other)
            result, unit = t.Extreme(which, result, value), other if unit == ANY else unit
        return result, unit

    def derived(self, name: str) -> tuple[_Reader, ast.expr]:
        scope = self.scope
        if name in scope.opened:
            raise Circular(scope.derived[name].place, "derived facts", [*scope.opened, name])
        entry = scope.derived[name]
        inner = Scope(scope.facts, scope.derived, scope.params, scope.decisions, (*scope.opened, name))
        return _Reader(entry.place, inner, self.rounding), _parsed(entry.expression, entry.place)

    def name(self, node: ast.expr) -> str:
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            raise self.refuse(node, "a name is needed here")
        name = ".".join([node.id, *reversed(parts)])
        if "__" in name:
            raise self.refuse(node, "names do not contain two underscores")
        return name

    def refuse(self, node: ast.AST, why: str) -> RuleFileMistake:
        try:
            shown = ast.unparse(node)
        except (ValueError, RecursionError):
            shown = type(node).__name__
        return NotInTheLanguage(self.place, shown, why)
