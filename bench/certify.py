"""Do all backends say the same of a million random cases and every boundary, and is nothing left out as possible?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from random import Random
from typing import Any

from bench import Figures
from bench.rules_peers.cases import SEED, plain_row, table_of_cases
from hejie.rulebook import Rulebook, load_rulebook, reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.bulk.judging import Prepared
from hejie.rulebook.bulk.tables import table_of
from hejie.rulebook.certification import boundary_cases, facts_in, random_case, random_value
from hejie.rulebook.spans import minute

AT = datetime(2026, 11, 24, tzinfo=UTC)
COMPLETIONS = 20  # ways in which each case with unknown facts is completed
ONE_IN = 100  # of the random cases are put to the slow interpreter too


def measure(quick: bool) -> Figures:
    """Compare function and bit planes on every case and the interpreter on some; quick takes a fiftieth."""
    book, now = load_rulebook(), minute(AT)
    rows = 20_000 if quick else 1_000_000
    unlike, asked = random_cases(book, now, rows)
    boundaries, wrong = at_boundaries(book, now, 1 if quick else 5)
    return {
        "random_cases": rows,
        "random_cases_put_to_the_interpreter": asked,
        "random_cases_unlike": unlike,
        "boundary_cases": boundaries,
        "boundary_cases_unlike": wrong,
        **completed(book, now, 40 if quick else 1000),
        "decisions_a_case": len(book.definitions.decisions),
    }


def random_cases(book: Rulebook, now: int, rows: int) -> tuple[int, int]:
    """Return how many random cases differ between backends, and how many were put to the interpreter."""
    edition, decisions = book.edition(now), book.definitions.decisions
    table = table_of_cases(book.definitions, edition, now, rows, missing=0.08)
    results = Prepared(edition, decisions).judge(table, now)
    unlike = asked = 0
    for row in range(rows):
        case = plain_row(table, row)
        answers = results.answers(row)
        same = answers == book.judge_values(case, now)
        if row % ONE_IN == 0:
            asked += 1
            same = same and answers == reference.judge(edition, decisions, case, now).answers
        unlike += not same
    return unlike, asked


def at_boundaries(book: Rulebook, now: int, rounds: int) -> tuple[int, int]:
    """Return how many boundary cases there are, and how many differ between interpreter, function and planes."""
    edition, decisions = book.edition(now), book.definitions.decisions
    chance = Random(SEED)
    cases = [
        case
        for _ in range(rounds)
        for case in boundary_cases(edition, book.definitions, now, chance.randrange)
    ]
    results = Prepared(edition, decisions).judge(table_of(cases, book.definitions.facts), now)
    wrong = 0
    for row, case in enumerate(cases):
        meant = reference.judge(edition, decisions, case, now).answers
        wrong += not (meant == results.answers(row) == book.judge_values(case, now))
    return len(cases), wrong


def completed(book: Rulebook, now: int, cases: int) -> Figures:
    """Complete cases with unknown facts at random, and count decided answers that were not held possible before.

    Facts of which a rule asks whether they are known are known from the start: there the answer may change, and lint
    lists those rules.
    """
    edition, chance = book.edition(now), Random(SEED)
    kinds, atoms = book.definitions.facts, facts_in(edition)
    asked = {atom.fact for mine in atoms.values() for atom in mine if isinstance(atom, t.KnownFact)}

    def values(names: Iterable[str]) -> dict[str, Any]:
        return {name: random_value(kinds[name], atoms[name], now, chance.randrange) for name in names}

    tried = outside = 0
    for _ in range(cases):
        case = random_case(edition, book.definitions, now, chance.randrange, missing=15)
        case |= values(name for name in atoms if name in asked and name not in case)
        before = book.judge_values(case, now)
        for _ in range(COMPLETIONS):
            after = book.judge_values({**case, **values(name for name in atoms if name not in case)}, now)
            tried += 1
            outside += any(not _held_possible(before[name], answer) for name, answer in after.items())
    return {"completions_tried": tried, "completions_outside_the_possible_set": outside}


def _held_possible(before: Answer, after: Answer) -> bool:
    if after.status != "decided":
        return before.status != "decided"
    if isinstance(after.values[0], str):
        return set(after.values) <= set(before.values)
    (low, high), (amount, _) = before.values, after.values
    return (low is None or low <= amount) and (high is None or amount <= high)
