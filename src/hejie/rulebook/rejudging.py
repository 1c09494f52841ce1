"""After a change of rules, which cases come out differently, without judging all of them again?"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.bulk import Prepared, Results
from hejie.rulebook.circuits import ZERO, Comparison
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.leaves import Answers
from hejie.rulebook.planes import CHUNK, Runner, gaps_in, laid_out
from hejie.rulebook.tables import WORD, Table, only, set_rows, take, words


class Rejudged(Struct):
    """The rows a change can touch, with their new answers; all other rows keep theirs."""

    rows: NDArray[np.intp]
    answers: Results

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
        results.edition = self.answers.edition


def rejudge(new: Prepared, table: Table, now: int, before: Results) -> Rejudged:
    """Judge again, under a new edition, only rows on which some changed rule comes out differently.

    `before` are the answers of the same table at the same time. A row on which every changed condition has the same
    truth as before, and no standing rule changed what it gives, has the same answers as before.
    """
    rows = touched_rows(before.edition, new.edition, table, now, before)
    if not len(rows):
        return Rejudged(rows, new.judge(Table(0, {}), now))
    needed = {name for rule in new.edition.rules for name in _facts(rule)}
    return Rejudged(rows, new.judge(take(only(table, needed), rows), now))


def touched_rows(old: Edition, new: Edition, table: Table, now: int, before: Results) -> NDArray[np.intp]:
    """Return the rows on which a rule that differs between the editions has another truth or gives something else."""
    pairs = changed(old, new)
    names = {
        name for pair in pairs for rule in pair if rule is not None for name in t.facts_of(rule.condition)
    }
    circuit = Comparison(gaps_in(table, names))
    plane = ZERO
    for left, right in pairs:
        one = left.condition if left else t.FALSE
        other = right.condition if right else t.FALSE
        plane = circuit.either(plane, circuit.differs(one, other))
        if left and right and _gives(left, old) != _gives(right, new):
            plane = circuit.either(plane, circuit.either(circuit.rails(one)[1], circuit.rails(other)[1]))
    if plane == ZERO:
        return np.zeros(0, np.intp)
    runner = Runner(laid_out(circuit, {plane}), table, now, Answers(before.choices, before.decisions))
    found = [
        _rows(runner, plane, start, min(start + CHUNK, table.rows)) for start in range(0, table.rows, CHUNK)
    ]
    return np.concatenate(found)


def changed(old: Edition, new: Edition) -> list[tuple[LiveRule | None, LiveRule | None]]:
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


def _rows(runner: Runner, plane: int, start: int, stop: int) -> NDArray[np.intp]:
    return set_rows(runner.planes(start // WORD, words(stop))[plane], stop - start) + start


def _gives(rule: LiveRule, edition: Edition) -> tuple[object, ...]:
    beaten_by = frozenset((edition.rules[place].id, edition.rules[place].version) for place in rule.beaten_by)
    return rule.decides, rule.outcome, rule.amount, rule.stale, beaten_by


def _facts(rule: LiveRule) -> tuple[str, ...]:
    return t.facts_of(rule.condition) + (t.facts_of(rule.amount) if rule.amount is not None else ())
