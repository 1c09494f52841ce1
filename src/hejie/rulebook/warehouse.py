"""How is the same rulebook run inside a data base, as one SELECT over a table with a column per fact?

SQL's own third truth value is ours: NULL is unknown, AND, OR and NOT are Kleene's. A fact that may be absent has a
second column `<fact>_absent`. Times are minutes since 1970 UTC, money minor units, codes text. Each step is
materialised, because data bases that paste steps into each other would grow the text beyond any memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hejie.rulebook import terms as t
from hejie.rulebook.answers import UNCOVERED
from hejie.rulebook.editions import Edition
from hejie.rulebook.mistakes import NoSuch
from hejie.rulebook.scalar import outcome_bits
from hejie.rulebook.schema import Decision, Definitions

_DIALECTS = {  # whole division, larger, smaller
    "sqlite": ("({a} / {b})", "max", "min"),
    "duckdb": ("({a} // {b})", "greatest", "least"),
    "postgres": ("({a} / {b})", "greatest", "least"),
}
_LOW, _HIGH = "-4000000000000000000", "4000000000000000000"


def export_sql(
    definitions: Definitions, edition: Edition, now: int, *, table: str = "cases", dialect: str = "sqlite"
) -> str:
    """Return one SELECT that answers every decision for every row of a table.

    For a choice: `<decision>` (decided outcome or NULL), `<decision>_status`, `<decision>_possible` (a bit for each
    outcome in declared order, one more for 'no rule speaks'). For an amount: `_low`, `_high`, `_status`. Also `_stale`.
    """
    if dialect not in _DIALECTS:
        raise NoSuch("SQL dialect", dialect, _DIALECTS)
    return _Select(definitions, edition, now, dialect).write(table)


class _Select:
    def __init__(self, definitions: Definitions, edition: Edition, now: int, dialect: str) -> None:
        self.definitions, self.edition, self.now = definitions, edition, now
        self.divide, self.larger, self.smaller = _DIALECTS[dialect]
        self.decisions: Mapping[str, Decision] = definitions.decisions

    def write(self, table: str) -> str:
        steps: list[tuple[str, str, list[str]]] = []
        last = _quoted(table)
        for number, name in enumerate(self.edition.order):
            mine = self.winners_first(
                [place for place, rule in enumerate(self.edition.rules) if rule.decides == name]
            )
            for depth, layer in enumerate(self.layers(mine)):
                steps.append(
                    (f"s{number}_{depth}", last, [f"{self.standing(place)} AS r{place}" for place in layer])
                )
                last = f"s{number}_{depth}"
            columns = self.amount(name, mine) if self.decisions[name].is_numeric else self.choice(name, mine)
            steps.append((f"d{number}", last, columns))
            last = f"d{number}"
            if not self.decisions[name].is_numeric:
                steps.append((f"a{number}", last, self.told(name)))
                last = f"a{number}"
        head = f"-- Hejie rulebook for questions asked at minute {self.now} (since 1970 UTC)\nWITH\n"
        body = ",\n".join(_step(step, source, columns) for step, source, columns in steps)
        return f"{head}{body}\nSELECT *\nFROM {last}\n"

    def layers(self, mine: Sequence[int]) -> list[list[int]]:
        done: dict[int, int] = {}
        for place in mine:
            done[place] = 1 + max(
                (done[winner] for winner in self.edition.rules[place].beaten_by), default=-1
            )
        return [[place for place in mine if done[place] == depth] for depth in sorted(set(done.values()))]

    def winners_first(self, mine: Sequence[int]) -> list[int]:
        order: list[int] = []
        left = list(mine)
        while left:
            ready = [
                place
                for place in left
                if all(winner in order for winner in self.edition.rules[place].beaten_by)
            ]
            order += ready
            left = [place for place in left if place not in ready]
        return order

    def standing(self, place: int) -> str:
        rule = self.edition.rules[place]
        return " AND ".join(
            [f"({self.truth(rule.condition)})", *(f"NOT r{winner}" for winner in rule.beaten_by)]
        )

    def choice(self, name: str, mine: Sequence[int]) -> list[str]:
        decision, rules = self.decisions[name], self.edition.rules
        bits = outcome_bits(decision)
        sure, possible = [], []
        for outcome in decision.outcomes:
            places = [place for place in mine if rules[place].outcome == outcome]
            if places:
                maybe, surely = (" OR ".join(map(test, places)) for test in (_possible, _sure))
                possible.append(f"CASE WHEN {maybe} THEN {bits[outcome]} ELSE 0 END")
                sure.append(f"CASE WHEN {surely} THEN {bits[outcome]} ELSE 0 END")
        default = bits[decision.default or UNCOVERED]
        all_sure = f"({' + '.join(sure) or '0'})"
        return [
            f"({' + '.join(possible) or '0'}) | CASE WHEN {all_sure} = 0 THEN {default} ELSE 0 END AS {name}_possible",
            f"{all_sure} AS {name}_sure",
            f"{self.stale(mine)} AS {name}_stale",
        ]

    def told(self, name: str) -> list[str]:
        decision = self.decisions[name]
        bits = outcome_bits(decision)
        one = " ".join(f"WHEN {bit} THEN {_text(outcome)}" for outcome, bit in bits.items() if outcome)
        sure = f"{name}_sure"
        alone = ", ".join(str(bit) for outcome, bit in bits.items() if outcome)
        return [
            f"CASE {name}_possible {one} END AS {_quoted(name)}",
            f"CASE WHEN ({sure} & ({sure} - 1)) <> 0 THEN 'conflict' WHEN {name}_possible IN ({alone}) THEN 'decided' "
            f"ELSE 'pending' END AS {name}_status",
        ]

    def amount(self, name: str, mine: Sequence[int]) -> list[str]:
        decision = self.decisions[name]
        paying = [
            (place, self.value(node))
            for place in mine
            if (node := self.edition.rules[place].amount) is not None
        ]
        low, high = self.sum(paying) if decision.policy == "sum" else self.extreme(decision, paying)
        covered = decision.policy == "sum" or decision.default is not None
        any_sure = " OR ".join(_sure(place) for place, _ in paying) or "1 = 0"
        also = "" if covered else f" AND ({any_sure})"
        return [
            f"{low} AS {name}_low",
            f"{high} AS {name}_high",
            f"CASE WHEN ({low}) = ({high}){also} THEN 'decided' ELSE 'pending' END AS {name}_status",
            f"{self.stale(mine)} AS {name}_stale",
        ]

    def sum(self, paying: Sequence[tuple[int, str]]) -> tuple[str, str]:
        def part(place: int, value: str, sign: str) -> str:
            sure = f"WHEN {_sure(place)} THEN coalesce({value}, 0)"
            return f"CASE {sure} WHEN {_possible(place)} AND {value} {sign} 0 THEN {value} ELSE 0 END"

        low = " + ".join(part(place, value, "<") for place, value in paying) or "0"
        high = " + ".join(part(place, value, ">") for place, value in paying) or "0"
        unsure = self.unsure(paying)
        return low, f"CASE WHEN {unsure} THEN NULL ELSE {high} END" if paying else high

    def extreme(self, decision: Decision, paying: Sequence[tuple[int, str]]) -> tuple[str, str]:
        if not paying:
            return decision.default or "NULL", decision.default or "NULL"
        largest = decision.policy == "max"
        sure = (self.largest if largest else self.smallest)(
            [f"CASE WHEN {_sure(place)} THEN {value} END" for place, value in paying]
        )
        known = [f"CASE WHEN {_possible(place)} THEN {value} END" for place, value in paying]
        ends = known + ([decision.default] if decision.default is not None else [])
        none = f"NOT ({' OR '.join(_sure(place) for place, _ in paying)})"
        unsure = self.unsure(paying)
        far, near = (self.largest, self.smallest) if largest else (self.smallest, self.largest)
        closed = f"CASE WHEN {unsure} THEN NULL WHEN {none} THEN {far(ends)} ELSE {far(known)} END"
        open_ = f"CASE WHEN {none} THEN {near(ends)} ELSE {sure} END"
        return (open_, closed) if largest else (closed, open_)

    def largest(self, values: Sequence[str]) -> str:
        return self._pick(self.larger, values, _LOW)

    def smallest(self, values: Sequence[str]) -> str:
        return self._pick(self.smaller, values, _HIGH)

    def _pick(self, pick: str, values: Sequence[str], never: str) -> str:
        listed = ", ".join(f"coalesce({value}, {never})" for value in [*values, "NULL"])
        return f"nullif({pick}({listed}), {never})"

    def unsure(self, paying: Sequence[tuple[int, str]]) -> str:
        return " OR ".join(f"({_possible(place)} AND {value} IS NULL)" for place, value in paying) or "1 = 0"

    def stale(self, mine: Sequence[int]) -> str:
        old = [_possible(place) for place in mine if self.edition.rules[place].stale]
        return f"CASE WHEN {' OR '.join(old)} THEN 1 ELSE 0 END" if old else "0"

    def truth(self, node: t.Truth) -> str:
        match node:
            case t.All(parts):
                return " AND ".join(f"({self.truth(part)})" for part in parts)
            case t.Some(parts):
                return " OR ".join(f"({self.truth(part)})" for part in parts)
            case t.Opposite(part):
                return f"NOT ({self.truth(part)})"
            case t.Always(value):
                return "NULL = 0" if value is None else "1 = 1" if value else "1 = 0"
            case t.Reads(decision, outcomes):
                return self.reads(decision, outcomes)
            case t.KnownFact(fact):
                return f"{_quoted(fact)} IS NOT NULL AND NOT {self.absent([fact])}"
            case t.Flag(fact):
                return self.guarded([fact], f"{_quoted(fact)} = (1 = 1)")
            case t.Among(fact, values):
                return self.guarded([fact], f"{_quoted(fact)} IN ({', '.join(map(_text, values))})")
            case t.Since(fact, minute, guess):
                later = f"{_quoted(fact) if fact else self.now} >= {minute}"
                return self.guarded(
                    [fact] if fact else [], f"CASE WHEN {later} THEN 1 = 1 END" if guess else later
                )
            case t.Compare(op, left, right):
                return self.compare("=" if op == "==" else op, left, right, t.facts_of(node))

    def compare(self, op: str, left: t.Number, right: t.Number, facts: Sequence[str]) -> str:
        test = f"{self.number(left)} {op} {self.number(right)}"
        if any(isinstance(part, t.Extreme) for side in (left, right) for part in _parts(side)):
            unknown = " OR ".join(f"{_quoted(fact)} IS NULL" for fact in facts) or "1 = 0"
            test = f"CASE WHEN {unknown} THEN NULL ELSE {test} END"
        return self.guarded(facts, test)

    def guarded(self, facts: Sequence[str], test: str) -> str:
        absentable = [fact for fact in facts if self.definitions.facts[fact].if_missing == "absent"]
        return f"CASE WHEN {self.absent(absentable)} THEN 1 = 0 ELSE {test} END" if absentable else test

    def absent(self, facts: Sequence[str]) -> str:
        marks = [
            f"coalesce({_quoted(fact + '_absent')}, 1 = 0)"
            for fact in facts
            if self.definitions.facts[fact].if_missing == "absent"
        ]
        return f"({' OR '.join(marks)})" if marks else "(1 = 0)"

    def reads(self, decision: str, outcomes: Sequence[str]) -> str:
        bits = outcome_bits(self.decisions[decision])
        inside = sum(bits[outcome] for outcome in set(outcomes))
        outside = sum(bits.values()) - inside
        column = f"{decision}_possible"
        return (
            f"CASE WHEN ({column} & {outside}) = 0 THEN 1 = 1 WHEN ({column} & {inside}) = 0 THEN 1 = 0 END"
        )

    def value(self, node: t.Number) -> str:
        facts = t.facts_of(node)
        missing = [f"{_quoted(fact)} IS NULL" for fact in facts] + [self.absent([fact]) for fact in facts]
        return (
            f"CASE WHEN {' OR '.join(missing)} THEN NULL ELSE {self.number(node)} END"
            if facts
            else self.number(node)
        )

    def number(self, node: t.Number) -> str:
        match node:
            case t.Const(value):
                return str(value)
            case t.Now():
                return str(self.now)
            case t.FactValue(name):
                return _quoted(name)
            case t.Sum(left, right, sign):
                return f"({self.number(left)} {'+' if sign > 0 else '-'} {self.number(right)})"
            case t.Product(left, right):
                return f"({self.number(left)} * {self.number(right)})"
            case t.Extreme(which, left, right):
                return f"{self.smaller if which == 'min' else self.larger}({self.number(left)}, {self.number(right)})"
            case t.Quotient(left, right, rounding):
                return self.quotient(self.number(left), self.number(right), rounding)
            case _:
                raise AssertionError(f"{node} was not bound to a date")

    def quotient(self, a: str, b: str, rounding: str) -> str:
        whole = self.divide  # rounds towards zero in SQL, so each sign has its own form
        up = whole.format(a=f"({a} + {b} - 1)", b=b)
        down = "-" + whole.format(a=f"({b} - 1 - {a})", b=b)
        if rounding == "ceil":
            return f"CASE WHEN {a} >= 0 THEN {up} ELSE -{whole.format(a=f'(-{a})', b=b)} END"
        if rounding == "half_up":
            half = whole.format(a=f"(2 * abs({a}) + {b})", b=f"(2 * {b})")
            return f"CASE WHEN {a} >= 0 THEN {half} ELSE -{half} END"
        return f"CASE WHEN {a} >= 0 THEN {whole.format(a=a, b=b)} ELSE {down} END"


def _parts(node: t.Number) -> list[t.Number]:
    if isinstance(node, t.Sum | t.Product | t.Quotient | t.Extreme):
        return [node, *_parts(node.left), *_parts(node.right)]
    return [node]


def _step(step: str, source: str, columns: Sequence[str]) -> str:
    return f"{step} AS MATERIALIZED (SELECT *, {', '.join(columns)} FROM {source})"  # noqa: S608 - names are quoted


def _sure(place: int) -> str:
    return f"CASE WHEN r{place} THEN 1 ELSE 0 END = 1"


def _possible(place: int) -> str:
    return f"CASE WHEN NOT r{place} THEN 0 ELSE 1 END = 1"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
