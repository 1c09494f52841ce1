"""How is one case judged in microseconds: rules turned into a straight Python function?

The function is written from typed terms only. Facts enter as subscripts of a quoted name, codes and outcomes as
numbers or quoted text, so nothing an author writes becomes code. Each condition has two rails: surely true and
possibly true. An unknown fact is None; an absent one is not-a-number, with which every comparison is false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import CONFLICT, UNCOVERED, Answer
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.schema import Decision

Judge = Callable[[Mapping[str, Any], int], dict[str, Answer]]
Masks = Mapping[str, int]  # choice -> its possible outcomes, a bit each (see outcome_bits)
Trace = Callable[[Mapping[str, Any], int], tuple[dict[str, Answer], list[int], Masks]]
Tests = Callable[[Mapping[str, Any], int, Masks], tuple[bool | None, ...]]

OPEN, STANDS = 1, 2  # what the trace holds for each rule; 0 is out


def compile_judge(edition: Edition, decisions: Mapping[str, Decision]) -> Judge:
    """Return a function from plain values and a minute to the answers, equal to the reference interpreter."""
    judge: Judge = _compiled(_Writer(edition, decisions, traced=False))
    return judge


def compile_trace(edition: Edition, decisions: Mapping[str, Decision]) -> Trace:
    """Return a function that also tells for each rule whether it stands (2), is open (1) or is out (0)."""
    trace: Trace = _compiled(_Writer(edition, decisions, traced=True))
    return trace


def compile_tests(nodes: Sequence[t.Truth], decisions: Mapping[str, Decision]) -> Tests:
    """Return a function that tells of each condition whether it is true, false or unknown (None)."""
    writer = _Writer(Edition((), ()), decisions, traced=False)
    tests: Tests = _compiled(writer, writer.tests(nodes))
    return tests


def _compiled(writer: _Writer, source: str = "") -> Any:
    source = source or writer.write()
    space: dict[str, Any] = dict(writer.constants)
    exec(compile(source, "<rules>", "exec"), space)  # noqa: S102 - written from typed terms, see the module docstring
    return space["judge"]


class _Writer:
    def __init__(self, edition: Edition, decisions: Mapping[str, Decision], *, traced: bool) -> None:
        self.edition, self.decisions, self.traced = edition, decisions, traced
        self.lines: list[str] = []
        self.facts: dict[str, str] = {}
        self.masks: dict[str, str] = {}
        self.constants: dict[str, Any] = {
            "total": reference.total,
            "divided": _divided,
            "least": _least,
            "most": _most,
        }
        self.winners = {place for rule in edition.rules for place in rule.beaten_by}
        # A clause that settles several decisions, or a comparison in several clauses, is worked out once.
        self.repeated = Counter(rule.condition for rule in edition.rules)
        self.often = Counter(atom for condition in self.repeated for atom in t.atoms(condition))
        self.kept: dict[t.Truth, str] = {}

    def write(self) -> str:
        for number, name in enumerate(self.edition.order):
            self.decision(number, name)
        head = ["def judge(facts, now):", " get = facts.get"]
        head += [f" {local} = get({fact!r})" for fact, local in self.facts.items()]
        if self.traced:
            head.append(f" r = [0] * {len(self.edition.rules)}")
        answers = ", ".join(f"{name!r}: a{number}" for number, name in enumerate(self.edition.order))
        masks = ", ".join(f"{name!r}: {local}" for name, local in self.masks.items())
        tail = f" return {{{answers}}}, r, {{{masks}}}" if self.traced else f" return {{{answers}}}"
        return "\n".join([*head, *self.lines, tail])

    def tests(self, nodes: Sequence[t.Truth]) -> str:
        """Return the text of a function that tells the truth of some conditions."""
        self.masks = {name: f"masks[{name!r}]" for name in self.decisions}
        rails = [(self.truth(node, possibly=False), self.truth(node, possibly=True)) for node in nodes]
        facts = [f" {local} = facts.get({fact!r})" for fact, local in self.facts.items()]
        told = [f"  True if {surely} else None if {maybe} else False," for surely, maybe in rails]
        return "\n".join(["def judge(facts, now, masks):", *facts, " return (", *told, " )"])

    def decision(self, number: int, name: str) -> None:
        decision = self.decisions[name]
        mine = [place for place, rule in enumerate(self.edition.rules) if rule.decides == name]
        if decision.is_numeric:
            self.numeric(number, decision, mine)
        else:
            self.choice(number, decision, mine)

    def choice(self, number: int, decision: Decision, mine: list[int]) -> None:
        bits = outcome_bits(decision)
        self.masks[decision.name] = f"p{number}"
        self.constants[f"answer{number}"] = table = choice_table(decision)
        default = bits[decision.default or UNCOVERED]
        if not mine:
            self.constants[f"fixed{number}"] = table[default * 2]
            self.lines += [f" p{number} = {default}", f" a{number} = fixed{number}"]
            return
        self.lines.append(f" p{number} = s = k = 0")
        for place in self.winners_first(mine):
            rule = self.edition.rules[place]
            bit = bits[rule.outcome] if rule.outcome else 0
            self.rule(
                place,
                [f"p{number} |= {bit}"] * bool(bit) + ["k = 1"] * rule.stale,
                [f"s |= {bit}"] * bool(bit),
            )
        self.lines += [
            f" if s == 0: p{number} |= {default}",
            f" a{number} = answer{number}[p{number} * 2 + k] if s & (s - 1) == 0"
            f" else answer{number}.conflict(p{number}, k)",
        ]

    def numeric(self, number: int, decision: Decision, mine: list[int]) -> None:
        if not mine:
            self.constants[f"fixed{number}"] = reference.total(decision, [], False)
            self.lines.append(f" a{number} = fixed{number}")
            return
        self.constants[f"none{number}"] = reference.total(decision, [], False)
        self.constants[f"decision{number}"] = decision
        self.lines += [" k = False", " given = []"]
        for place in self.winners_first(mine):
            rule = self.edition.rules[place]
            stale = ["k = True"] * rule.stale
            value = [] if rule.amount is None else [f"v = {self.amount(rule.amount)}"]
            adds = (
                [] if rule.amount is None else ["given.append((v, True))"],
                [] if rule.amount is None else ["given.append((v, None))"],
            )
            self.rule(place, value + stale, adds[0], adds[1])
        self.lines.append(f" a{number} = total(decision{number}, given, k) if given or k else none{number}")

    def rule(self, place: int, possible: list[str], sure: list[str], unsure: list[str] | None = None) -> None:
        rule = self.edition.rules[place]
        maybe, surely = self.rails(rule)
        mark = f"r[{place}] = " if self.traced else f"r{place} = "
        kept = self.traced or place in self.winners
        sure = sure + [f"{mark}{STANDS}"] * kept
        unsure = (unsure or []) + [f"{mark}{OPEN}"] * kept
        if kept and not self.traced:
            self.lines.append(f" r{place} = 0")
        if maybe == "False":
            return
        self.lines.append(f" if {maybe}:")
        self.lines += [f"  {line}" for line in possible]
        if surely == maybe:
            self.lines += [f"  {line}" for line in sure] or ["  pass"]
            return
        if surely != "False" and (sure or unsure):
            self.lines.append(f"  if {surely}: " + ("; ".join(sure) or "pass"))
            if unsure:
                self.lines.append("  else: " + "; ".join(unsure))
        else:
            self.lines += [f"  {line}" for line in unsure] or ["  pass"]

    def rails(self, rule: LiveRule) -> tuple[str, str]:
        maybe, surely = self.condition(rule.condition)
        for winner in rule.beaten_by:
            state = f"r[{winner}]" if self.traced else f"r{winner}"
            maybe = _and(maybe, f"{state} != {STANDS}")
            surely = _and(surely, f"{state} == 0")
        return maybe, surely

    def condition(self, node: t.Truth) -> tuple[str, str]:
        if node in self.kept:
            return self.kept[node], f"{self.kept[node]} == 2"
        maybe, surely = self.truth(node, possibly=True), self.truth(node, possibly=False)
        if self.repeated[node] < 2 or maybe in ("True", "False"):
            return maybe, surely
        self.kept[node] = local = f"q{len(self.kept)}"
        self.lines.append(f" {local} = (2 if {surely} else 1) if {maybe} else 0")
        return local, f"{local} == 2"

    def winners_first(self, mine: list[int]) -> list[int]:
        order: list[int] = []
        stack = [(place, False) for place in reversed(mine)]
        while stack:
            place, ready = stack.pop()
            if place in order:
                continue
            if ready:
                order.append(place)
            else:
                stack.append((place, True))
                stack += [(winner, False) for winner in self.edition.rules[place].beaten_by]
        return order

    def truth(self, node: t.Truth, *, possibly: bool) -> str:
        match node:
            case t.All(parts):
                return _and(*(self.truth(part, possibly=possibly) for part in parts))
            case t.Some(parts):
                return _or(*(self.truth(part, possibly=possibly) for part in parts))
            case t.Opposite(part):
                inner = self.truth(part, possibly=not possibly)
                return {"True": "False", "False": "True"}.get(inner, f"(not ({inner}))")
            case t.Always(value):
                return str(possibly if value is None else value)
            case t.Reads(decision, outcomes):
                return self.reads(decision, outcomes, possibly)
            case t.KnownFact(fact):
                local = self.fact(fact)
                return f"({local} is not None and {local} == {local})"
            case t.Flag(fact):
                local = self.fact(fact)
                return f"({local} is None or {local} is True)" if possibly else f"{local} is True"
            case t.Among(fact, values):
                local = self.fact(fact)
                test = f"{local} == {values[0]!r}" if len(values) == 1 else f"{local} in {values!r}"
                return f"({local} is None or {test})" if possibly else f"{test}"
            case t.Since(fact, minute, guess):
                return self.since(fact, minute, guess, possibly)
            case t.Compare(op, left, right):
                if self.often[node] > 1 and len(t.facts_of(node)) > 1:
                    local = self.comparison(node)
                    return f"{local} != 0" if possibly else f"{local} == 2"
                return self.compare(op, left, right, possibly)

    def since(self, fact: str, minute: int, guess: bool, possibly: bool) -> str:
        if not fact:
            return f"now >= {minute}" if not (guess and possibly) else "True"
        local = self.fact(fact)
        if possibly:
            return f"{local} == {local}" if guess else f"({local} is None or {local} >= {minute})"
        return f"({local} is not None and {local} >= {minute})"

    def comparison(self, node: t.Compare) -> str:
        if node not in self.kept:
            names = [self.fact(name) for name in t.facts_of(node)]
            unknown = " or ".join(f"{name} is None" for name in names)
            present = " and ".join(f"{name} == {name}" for name in names)
            test = f"{self.number(node.left)} {node.op} {self.number(node.right)}"
            self.kept[node] = local = f"q{len(self.kept)}"
            self.lines.append(f" {local} = (1 if {present} else 0) if {unknown} else 2 if {test} else 0")
        return self.kept[node]

    def compare(self, op: str, left: t.Number, right: t.Number, possibly: bool) -> str:
        names = [self.fact(name) for name in t.facts_of(t.Compare(op, left, right))]
        test = f"{self.number(left)} {op} {self.number(right)}"
        if not names:
            return f"({test})"
        if not possibly:
            return "(" + " and ".join([f"{name} is not None" for name in names] + [test]) + ")"
        unknown = " or ".join([f"{name} is None" for name in names] + [test])
        if len(names) == 1:
            return f"({unknown})"
        present = " and ".join(f"{name} == {name}" for name in names)  # absent outweighs unknown
        return f"({present} and ({unknown}))"

    def reads(self, decision: str, outcomes: tuple[str, ...], possibly: bool) -> str:
        bits = outcome_bits(self.decisions[decision])
        inside = sum(bits[outcome] for outcome in set(outcomes))
        local = self.masks[decision]
        return f"{local} & {inside} != 0" if possibly else f"{local} & {sum(bits.values()) - inside} == 0"

    def amount(self, node: t.Number) -> str:
        names = [self.fact(name) for name in t.facts_of(node)]
        test = " or ".join(f"{name} is None or {name} != {name}" for name in names)
        return f"None if {test} else {self.number(node)}" if names else self.number(node)

    def number(self, node: t.Number) -> str:
        match node:
            case t.Const(value):
                return str(value) if value >= 0 else f"({value})"
            case t.Now():
                return "now"
            case t.FactValue(name):
                return self.fact(name)
            case t.Sum(left, right, sign):
                return f"({self.number(left)} {'+' if sign > 0 else '-'} {self.number(right)})"
            case t.Product(left, right):
                return f"({self.number(left)} * {self.number(right)})"
            case t.Quotient(left, right, "floor"):
                return f"({self.number(left)} // {self.number(right)})"
            case t.Quotient(left, right, rounding):
                return f"divided({self.number(left)}, {self.number(right)}, {rounding!r})"
            case t.Extreme(which, left, right):
                name = "least" if which == "min" else "most"
                return f"{name}({self.number(left)}, {self.number(right)})"
            case _:
                raise AssertionError(f"{node} was not bound to a date")

    def fact(self, name: str) -> str:
        return self.facts.setdefault(name, f"x{len(self.facts)}")


class ChoiceTable(dict[int, Answer]):
    """Answers of one decision by possible outcomes (a bit each) times two, plus one where stale; filled as met."""

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self.decision = decision

    def __missing__(self, key: int) -> Answer:
        self[key] = self.answer(key >> 1, key & 1)
        return self[key]

    def answer(self, possible: int, stale: int) -> Answer:
        """Return the answer with these outcomes possible and at most one of them sure."""
        bits = outcome_bits(self.decision)
        values = tuple(outcome for outcome in self.decision.outcomes if bits[outcome] & possible)
        certain = len(values) == 1 and not possible & bits[UNCOVERED]
        return Answer(self.decision.name, "decided" if certain else "pending", values, bool(stale))

    def conflict(self, possible: int, stale: int) -> Answer:
        """Return the answer where two rules surely hold with different outcomes."""
        return Answer(self.decision.name, CONFLICT, self.answer(possible, stale).values, bool(stale))


_TABLES: dict[tuple[object, ...], ChoiceTable] = {}


def choice_table(decision: Decision) -> ChoiceTable:
    """Return the answers of a decision, shared by all functions that decide it."""
    key = (decision.name, tuple(decision.outcomes), decision.default)
    return _TABLES.setdefault(key, ChoiceTable(decision))


def outcome_bits(decision: Decision) -> dict[str, int]:
    """Return a bit for every outcome, and one for the possibility that no rule speaks."""
    return {outcome: 1 << place for place, outcome in enumerate((*decision.outcomes, UNCOVERED))}


def _least(left: Any, right: Any) -> Any:
    return left if left != left or left <= right else right  # not-a-number, the absent, wins on either side


def _most(left: Any, right: Any) -> Any:
    return left if left != left or left >= right else right


def _divided(value: Any, by: int, rounding: str) -> Any:
    return value if value != value else reference.divided(value, by, rounding)


def _and(*parts: str) -> str:
    left = [part for part in parts if part != "True"]
    if "False" in left:
        return "False"
    return (
        " and ".join(f"({part})" if " or " in part and not part.startswith("(") else part for part in left)
        or "True"
    )


def _or(*parts: str) -> str:
    left = [part for part in parts if part != "False"]
    if "True" in left:
        return "True"
    return "(" + " or ".join(left) + ")" if left else "False"
