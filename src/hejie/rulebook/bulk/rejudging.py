"""After a change of rules, which cases come out differently, without judging all of them again?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook import specialise
from hejie.rulebook import terms as t
from hejie.rulebook.bulk.circuits import ZERO, Comparison
from hejie.rulebook.bulk.judging import Prepared, Results
from hejie.rulebook.bulk.leaves import Answers
from hejie.rulebook.bulk.planes import CHUNK, Bank, Runner, gaps_in, laid_out
from hejie.rulebook.bulk.tables import WORD, Table, only, set_rows, take, words
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.schema import Decision

Pair = tuple[LiveRule | None, LiveRule | None]  # a rule before and after; None where it is not there


class Rejudged(Struct):
    """The rows a change may touch, with the new answers to the decisions it reaches; all else stays as it was."""

    rows: NDArray[np.intp]
    answers: Results
    edition: Edition

    def apply(self, results: Results) -> None:
        """Write the new answers over the old ones."""
        for name, numbers in self.answers.choices.items():
            results.choices[name][self.rows] = numbers
        for name, amounts in self.answers.amounts.items():
            mine = results.amounts[name]
            mine.low[self.rows], mine.high[self.rows], mine.marks[self.rows] = (
                amounts.low,
                amounts.high,
                amounts.marks,
            )
        results.edition = self.edition


class Change:
    """The step from one edition to another, ready for any table: the rules that differ, the decisions they reach."""

    def __init__(self, old: Edition, new: Edition, decisions: Mapping[str, Decision]) -> None:
        self.old, self.new, self.decisions = old, new, decisions
        self.pairs = changed(old, new)
        read = specialise.readings(new)
        decided = {rule.decides for pair in self.pairs for rule in pair if rule is not None}
        self.reached = reached(read, decided)
        self.reads = {name for decision in self.reached for name in read[decision]} - self.reached
        self.ready = Prepared(specialise.only(new, self.reached), decisions)

    def rejudge(self, table: Table, now: int, before: Results) -> Rejudged:
        """Judge again only rows on which some changed rule may come out differently.

        `before` are the answers of the same table at the same time. A row on which every changed condition has the
        same truth as before, and no standing rule changed what it gives, has the same answers as before.
        """
        rows = self.touched_rows(table, now, before)
        some = take(only(table, self.ready.facts), rows) if len(rows) else Table(0, {})
        read = {name: before.choices[name][rows] for name in self.reads}
        return Rejudged(rows, self.ready.judge(some, now, answers=Answers(read, self.decisions)), self.new)

    def touched_rows(self, table: Table, now: int, before: Results) -> NDArray[np.intp]:
        """Return the rows on which a rule that differs may have another truth or gives something else."""
        facts = {fact for pair in self.pairs for rule in pair if rule for fact in t.facts_of(rule.condition)}
        circuit = Comparison(gaps_in(table, facts))
        plane = ZERO
        for left, right in self.pairs:
            plane = circuit.either(plane, self._touched(circuit, left, right))
        if plane == ZERO:
            return np.zeros(0, np.intp)
        answers, bank = Answers(before.choices, before.decisions), Bank()
        runner = Runner(laid_out(circuit, {plane}), table, now, answers)
        found = []
        for start in range(0, table.rows, CHUNK):
            stop = min(start + CHUNK, table.rows)
            bits = runner.planes(start // WORD, words(stop), bank)[plane]
            found.append(set_rows(bits, stop - start) + start)
        return np.concatenate(found)

    def _touched(self, circuit: Comparison, left: LiveRule | None, right: LiveRule | None) -> int:
        one, other = (rule.condition if rule else t.FALSE for rule in (left, right))
        if left and right and _gives(left, self.old) != _gives(right, self.new):
            return circuit.either(circuit.rails(one)[1], circuit.rails(other)[1])
        return circuit.may_differ(one, other)


def changed(old: Edition, new: Edition) -> list[Pair]:
    """Return the rules that are not the same in both editions, paired by id and version."""
    before = {(rule.id, rule.version): rule for rule in old.rules}
    after = {(rule.id, rule.version): rule for rule in new.rules}
    return [
        (before.get(key), after.get(key))
        for key in {**before, **after}
        if key not in before
        or key not in after
        or (before[key].condition, _gives(before[key], old))
        != (after[key].condition, _gives(after[key], new))
    ]


def reached(readings: Mapping[str, set[str]], decisions: set[str]) -> frozenset[str]:
    """Return decisions with all that read them, directly or through others; each comes after those it reads."""
    found = set(decisions)
    for name, read in readings.items():
        if read & found:
            found.add(name)
    return frozenset(found)


def _gives(rule: LiveRule, edition: Edition) -> tuple[object, ...]:
    beaten_by = frozenset((edition.rules[place].id, edition.rules[place].version) for place in rule.beaten_by)
    return rule.decides, rule.outcome, rule.amount, rule.stale, beaten_by
