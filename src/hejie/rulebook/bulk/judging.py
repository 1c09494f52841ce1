"""How are millions of cases judged at once, with every answer still a set and every rule traceable?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.bulk.amounts import Amounts, Chunk, total_rows
from hejie.rulebook.bulk.circuits import ZERO, Circuit
from hejie.rulebook.bulk.column_math import check
from hejie.rulebook.bulk.leaves import NO_ANSWERS, Answers
from hejie.rulebook.bulk.planes import CHUNK, Bank, Layout, Runner, gaps_in, laid_out, layout
from hejie.rulebook.bulk.tables import WORD, Bits, Table, words
from hejie.rulebook.bulk.traces import Trace
from hejie.rulebook.editions import Edition
from hejie.rulebook.scalar import choice_table, outcome_bits
from hejie.rulebook.schema import Decision


class Results(Struct):
    """The answers for all rows: for choices a number of bits a row, for amounts their ends, and the trace if kept."""

    edition: Edition
    decisions: Mapping[str, Decision]
    rows: int
    choices: dict[str, NDArray[np.unsignedinteger[Any]]]
    amounts: dict[str, Amounts]
    trace: Trace | None = None

    def answer(self, decision: str, row: int) -> Answer:
        """Return one answer of one row."""
        if decision in self.amounts:
            return self.amounts[decision].answer(self.decisions[decision], row)
        bits = int(self.choices[decision][row])
        table = choice_table(self.decisions[decision])
        _, conflict, old = layout(self.decisions[decision])
        possible, stale = bits & ((1 << conflict) - 1), bits >> old
        return table.conflict(possible, stale) if bits >> conflict & 1 else table.answer(possible, stale)

    def answers(self, row: int) -> dict[str, Answer]:
        """Return all answers of one row."""
        return {name: self.answer(name, row) for name in self.edition.order}


class Prepared:
    """An edition ready for tables: its circuit is laid out once, and anew only for a table with other gaps."""

    def __init__(self, edition: Edition, decisions: Mapping[str, Decision]) -> None:
        self.edition, self.decisions = edition, decisions
        self.facts = facts_read(edition)
        self._circuit: Circuit | None = None
        self._steps: dict[bool, Layout] = {}

    def circuit(self, table: Table) -> Circuit:
        """Return the rules as a circuit that is right for a table with these gaps, and for those before."""
        gaps = gaps_in(table, self.facts)
        if self._circuit is None or not self._circuit.gaps.cover(gaps):
            gaps = gaps if self._circuit is None else self._circuit.gaps.joined(gaps)
            self._circuit, self._steps = Circuit(self.edition, self.decisions, gaps), {}
        return self._circuit

    def steps(self, wanted: Callable[[], set[int]], *, trace: bool) -> Layout:
        """Return the order in which the circuit in hand is reckoned, laid out once."""
        assert self._circuit is not None  # asked for just before
        if trace not in self._steps:
            self._steps[trace] = laid_out(self._circuit, wanted())
        return self._steps[trace]

    def judge(self, table: Table, now: int, *, trace: bool = False, answers: Answers = NO_ANSWERS) -> Results:
        """Answer every decision for every row, as the interpreter would. `now` in minutes since 1970 UTC.

        `answers` hold those of decisions that the rules read and the edition does not have.
        """
        run, bank = Run(self, table, now, trace=trace, answers=answers), Bank()
        for start in range(0, table.rows, CHUNK):
            run.chunk(start, min(start + CHUNK, table.rows), bank)
        return run.results


def judge_table(edition: Edition, decisions: Mapping[str, Decision], table: Table, now: int) -> Results:
    """Answer every decision for every row of one table; for several tables keep a `Prepared`."""
    return Prepared(edition, decisions).judge(table, now)


def facts_read(edition: Edition) -> frozenset[str]:
    """Return the facts that the rules of an edition read."""
    amounts = [rule.amount for rule in edition.rules if rule.amount is not None]
    nodes = [*(rule.condition for rule in edition.rules), *amounts]
    return frozenset(name for node in nodes for name in t.facts_of(node))


def write_numbers(into: NDArray[np.unsignedinteger[Any]], planes: Iterable[tuple[int, Bits]]) -> None:
    """Set bits of numbers, which are zero before: of each plane the place of its bit in the numbers, and the plane."""
    octets: dict[int, NDArray[np.uint8]] = {}
    for place, plane in planes:
        octet, shift = divmod(place, 8)
        row = np.unpackbits(plane.view(np.uint8), bitorder="little")
        if shift:  # eight rows at a time; no bit leaves its own
            np.left_shift(row.view(np.uint64), np.uint64(shift), out=row.view(np.uint64))
        octets[octet] = np.bitwise_or(octets[octet], row, out=row) if octet in octets else row
    for octet, row in octets.items():
        wide = row.astype(into.dtype, copy=False)
        if octet:
            np.left_shift(wide.view(np.uint64), np.uint64(8 * octet), out=wide.view(np.uint64))
        np.bitwise_or(into, wide[: len(into)], out=into)


class Run:
    """One judging of one table: the circuit laid out in steps, and the results as they fill."""

    def __init__(
        self, ready: Prepared, table: Table, now: int, *, trace: bool, answers: Answers = NO_ANSWERS
    ) -> None:
        edition, decisions = ready.edition, ready.decisions
        self.edition, self.decisions, self.table, self.now, self.trace = edition, decisions, table, now, trace
        self.circuit = ready.circuit(table)
        self.numeric = {name: self._paying(name) for name in edition.order if decisions[name].is_numeric}
        for places in self.numeric.values():
            for place in places:
                self._check_amount(edition.rules[place].amount)
        steps = ready.steps(self.wanted, trace=trace)
        self.runner = Runner(steps, table, now, answers)
        self.results = self._empty()

    def _paying(self, decision: str) -> list[int]:
        rules = self.edition.rules
        return [
            place for place, rule in enumerate(rules) if rule.decides == decision and rule.amount is not None
        ]

    def _check_amount(self, amount: t.Number | None) -> None:
        if amount is not None and all(name in self.table.columns for name in t.facts_of(amount)):
            check(amount, self.table.columns, self.now)

    def _empty(self) -> Results:
        rows = self.table.rows
        choices = {name: np.zeros(rows, layout(self.decisions[name])[0]) for name in self.circuit.choices}
        amounts = {name: Amounts.empty(self.decisions[name], rows) for name in self.numeric}
        results = Results(self.edition, self.decisions, rows, choices, amounts)
        if self.trace:
            results.trace = Trace(self.circuit.sure, self.circuit.possible, rows)
        return results

    def wanted(self) -> set[int]:
        """Return the nodes whose planes are read at the end."""
        nodes: set[int] = set()
        for choice in self.circuit.choices.values():
            nodes |= {*choice.possible.values(), choice.conflict, choice.stale}
        for name, places in self.numeric.items():
            nodes |= {self.circuit.sure[place] for place in places} | {
                self.circuit.possible[place] for place in places
            }
            nodes |= {self.circuit.possible[place] for place in self._stale(name)}
        if self.trace:
            nodes |= {*self.circuit.sure, *self.circuit.possible}
        return nodes

    def _stale(self, decision: str) -> list[int]:
        return [
            place for place, rule in enumerate(self.edition.rules) if rule.decides == decision and rule.stale
        ]

    def chunk(self, start: int, stop: int, bank: Bank) -> None:
        """Judge the rows of one chunk."""
        first, last = start // WORD, words(stop)
        planes = self.runner.planes(first, last, bank)
        for name, choice in self.circuit.choices.items():
            self._write_choice(name, choice, planes, start, stop)
        for name, places in self.numeric.items():
            self._write_amounts(name, places, planes, start, stop)
        if self.results.trace is not None:
            self.results.trace.keep(first, planes)

    def _write_choice(
        self, name: str, choice: Any, planes: Mapping[int, Bits], start: int, stop: int
    ) -> None:
        bits = outcome_bits(self.decisions[name])
        _, conflict, stale = layout(self.decisions[name])
        marks = [(bits[outcome].bit_length() - 1, plane) for outcome, plane in choice.possible.items()]
        marks += [(conflict, choice.conflict), (stale, choice.stale)]
        there = [(place, planes[plane]) for place, plane in marks if plane != ZERO]
        write_numbers(self.results.choices[name][start:stop], there)

    def _write_amounts(
        self, name: str, places: list[int], planes: Mapping[int, Bits], start: int, stop: int
    ) -> None:
        rules = [
            (amount, planes[self.circuit.sure[place]], planes[self.circuit.possible[place]])
            for place in places
            if self.circuit.possible[place] != ZERO
            and (amount := self.edition.rules[place].amount) is not None
        ]
        stale = [planes[self.circuit.possible[place]] for place in self._stale(name)]
        chunk = Chunk(self.table, self.now, self.results.amounts[name], slice(start, stop))
        total_rows(self.decisions[name], rules, stale, chunk)
