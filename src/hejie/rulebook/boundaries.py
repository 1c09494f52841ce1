"""Do the interpreter and the compiled rules agree at every threshold, a step under, on it and a step over?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct

from hejie.rulebook import reference
from hejie.rulebook.book import Rulebook
from hejie.rulebook.certification import Below, boundary_cases, differences, random_case


class Disagreement(Struct, frozen=True):
    """A case two backends answer differently: a mistake in this program, never in a rule file."""

    case: Mapping[str, Any]
    decisions: tuple[str, ...]


class Agreement(Struct, frozen=True):
    """How many cases were compared, and where they differed."""

    cases: int
    disagreements: tuple[Disagreement, ...]


def agree(
    book: Rulebook, *, now: int, below: Below, random: int = 0, rounds: int = 1, most: int | None = None
) -> Agreement:
    """Compare the compiled rules with the interpreter on boundary and random cases of one moment, `most` at most."""
    edition, decisions = book.edition(now), book.definitions.decisions
    count, found = 0, []
    for case in islice(_cases(book, now, below, random, rounds), most):
        count += 1
        meant = reference.judge(edition, decisions, case, now).answers
        wrong = differences(meant, book.judge_values(case, now))
        if wrong:
            found.append(Disagreement(case, tuple(wrong)))
    return Agreement(count, tuple(found))


def _cases(book: Rulebook, now: int, below: Below, random: int, rounds: int) -> Iterator[dict[str, Any]]:
    edition = book.edition(now)
    for _ in range(rounds):
        yield from boundary_cases(edition, book.definitions, now, below)
    for _ in range(random):
        yield random_case(edition, book.definitions, now, below)
