"""Which answers to how many cases change from one rulebook to another, and how much money are they about?

Cases are laid side by side and judged at once by the first rulebook; by the second only those that its changed rules
may touch. What was counted over some cases can be added to what was counted over others, also in other processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct

from hejie.casefile.facts import Fact
from hejie.rulebook.answers import Answer
from hejie.rulebook.book import Rulebook
from hejie.rulebook.bulk.judging import Prepared, Results
from hejie.rulebook.bulk.rejudging import Change
from hejie.rulebook.bulk.tables import table_of
from hejie.rulebook.clocks import deem_alike
from hejie.rulebook.spans import minute
from hejie.rulebook.values import Plain

AT_ONCE = (
    10_000  # cases side by side: their values as Python objects take some 40 MB, and each more costs the same
)
MONEY = ("amount", "paid_amount")  # what a case is about: what is asked back, else what was paid


class Impact(Struct, frozen=True):
    """How many cases change from one answer to another, and how much money they are about."""

    decision: str
    platform: str
    claim: str
    before: str
    after: str
    cases: int
    money: Mapping[str, int]  # currency -> minor units


class _Turn(NamedTuple):
    """One answer that becomes another."""

    decision: str
    platform: str
    claim: str
    before: str
    after: str


class Tally:
    """What was counted so far."""

    def __init__(self) -> None:
        self.counts: Counter[_Turn] = Counter()
        self.sums: dict[_Turn, Counter[str]] = {}

    def count(self, turn: _Turn, currency: str, value: object) -> None:
        """Count one case, and the money it is about where that is known."""
        self.counts[turn] += 1
        if isinstance(value, int):
            self.sums.setdefault(turn, Counter())[currency] += value

    def add(self, other: Tally) -> None:
        """Add what was counted over other cases."""
        self.counts.update(other.counts)
        for turn, sums in other.sums.items():
            self.sums.setdefault(turn, Counter()).update(sums)

    def impacts(self) -> tuple[Impact, ...]:
        """Return what changes, most cases first."""
        most = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Impact(*turn, count, dict(self.sums.get(turn, {}))) for turn, count in most)


class Comparison:
    """Two rulebooks side by side at one moment, made ready once for any number of cases."""

    def __init__(
        self, old: Rulebook, new: Rulebook, *, as_of: datetime, money: tuple[str, ...] = MONEY
    ) -> None:
        self.old, self.new, self.now, self.money = old, new, minute(as_of), money
        before, after = old.edition(self.now), new.edition(self.now)
        self.before, self.after = (
            Prepared(edition, book.definitions.decisions) for edition, book in ((before, old), (after, new))
        )
        self.same_values = _same(old, new, "facts") and deem_alike(old.timetable, new.timetable)
        self.change = (
            Change(before, after, new.definitions.decisions)
            if _same(old, new, "facts") and _same(old, new, "decisions")
            else None
        )

    def tally(self, cases: Iterable[Mapping[str, Fact]]) -> Tally:
        """Count the answers that change, over any number of cases in bounded memory."""
        tally, rest = Tally(), iter(cases)
        while some := list(islice(rest, AT_ONCE)):
            self._count(some, tally)
        return tally

    def _count(self, cases: list[Mapping[str, Fact]], tally: Tally) -> None:
        values = self._values(self.old, cases)
        new_values = values if self.same_values else self._values(self.new, cases)
        table = table_of(values, self.old.definitions.facts)
        before = self.before.judge(table, self.now)
        if self.change is not None and values == new_values:
            update = self.change.rejudge(table, self.now, before)
            self._count_rows(tally, values, before, update.answers, update.rows)
        else:
            after = self.after.judge(table_of(new_values, self.new.definitions.facts), self.now)
            self._count_rows(tally, new_values, before, after, np.arange(len(cases)))

    def _values(self, book: Rulebook, cases: list[Mapping[str, Fact]]) -> list[Plain]:
        values: list[Plain] = [book.values(facts, self.now)[0] for facts in cases]
        if any(rule.too_early for rule in book.edition(self.now).rules):
            for plain in values:
                book.plan(plain, self.now).refuse_too_early(self.now)
        return values

    def _count_rows(
        self, tally: Tally, values: list[Plain], before: Results, after: Results, rows: Any
    ) -> None:
        """Count the answers of some rows that differ; `after` holds just these rows."""
        for decision in after.edition.order:
            if decision not in before.decisions:
                continue
            for place in _maybe_different(decision, before, after, rows):
                row = int(rows[place])
                one, other = told(before.answer(decision, row)), told(after.answer(decision, place))
                if one != other:
                    plain = values[row]
                    where = (str(plain.get("platform", "")), str(plain.get("claim", "")))
                    value = next((plain[name] for name in self.money if name in plain), None)
                    tally.count(_Turn(decision, *where, one, other), str(plain.get("currency", "")), value)


def impact(
    old: Rulebook,
    new: Rulebook,
    cases: Iterable[Mapping[str, Fact]],
    *,
    as_of: datetime,
    money: tuple[str, ...] = MONEY,
) -> tuple[Impact, ...]:
    """Return which answers of these cases change, counted by platform, claim and answer, with the money concerned."""
    return Comparison(old, new, as_of=as_of, money=money).tally(cases).impacts()


def told(answer: Answer) -> str:
    """Return an answer as one word or range, as lists of differences show it."""
    if answer.values and not isinstance(answer.values[0], str):
        low, high = ("open" if value is None else str(value) for value in answer.values)
        return low if low == high else f"{low} to {high}"
    shown = " or ".join(map(str, answer.values)) or "no rule"
    return shown if answer.status == "decided" else f"{answer.status}: {shown}"


def _same(old: Rulebook, new: Rulebook, part: str) -> bool:
    return bool(getattr(old.definitions, part) == getattr(new.definitions, part))


def _maybe_different(decision: str, before: Results, after: Results, rows: Any) -> list[int]:
    if decision in after.choices and before.decisions[decision] == after.decisions[decision]:
        differ = before.choices[decision][rows] != after.choices[decision]
    elif decision in after.amounts and decision in before.amounts:
        one, other = before.amounts[decision], after.amounts[decision]
        differ = (one.low[rows] != other.low) | (one.high[rows] != other.high)
        differ |= one.marks[rows] != other.marks
    else:
        differ = np.ones(len(rows), np.bool_)
    return [int(place) for place in np.flatnonzero(differ)]
