"""Do all backends give the same answers to a million random cases and to every boundary of the shipped rules?"""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from bench import Figures
from bench.rules_peers.cases import SEED, plain_row, table_of_cases
from hejie.rulebook import Rulebook, load_rulebook, reference
from hejie.rulebook.bulk import Prepared
from hejie.rulebook.certification import boundary_cases
from hejie.rulebook.spans import minute
from hejie.rulebook.tables import table_of

AT = datetime(2026, 11, 24, tzinfo=UTC)
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
