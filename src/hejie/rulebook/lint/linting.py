"""What do all checks together find in a rulebook?"""

from __future__ import annotations

from datetime import date

from msgspec import structs

from hejie.rulebook.book import Rulebook
from hejie.rulebook.lint import coverage, meaning, writing
from hejie.rulebook.lint.finding import ERROR, NOTE, WARNING, Finding, readable
from hejie.rulebook.lint.search import World
from hejie.rulebook.spans import first_minute

_ORDER = {ERROR: 0, WARNING: 1, NOTE: 2}


def lint(book: Rulebook, *, on: date, cases: bool = True) -> tuple[Finding, ...]:
    """Return all findings for the rules in force on a day, errors first. Types and units were checked on reading."""
    definitions, now = book.definitions, first_minute(on, "UTC")
    edition = book.edition(now)
    world = World(definitions.facts, definitions.decisions, now)
    found = [
        *meaning.overlaps(definitions, edition, world),
        *meaning.unreachable(definitions, edition, world),
        *meaning.gaps(definitions, edition, world, "liability"),
        *meaning.caps(definitions, edition, world),
        *writing.unsourced(definitions, book.read),
        *writing.stale(definitions, on),
        *writing.bare_numbers(definitions),
        *writing.unused(definitions, book.read, book.timetable),
        *writing.holes(definitions),
        *writing.not_monotone(definitions, book.read, book.timetable),
        *(coverage.uncovered(book) if cases else ()),
    ]
    found = [
        structs.replace(item, witness=readable(item.witness, definitions)) if item.witness else item
        for item in found
    ]
    return tuple(
        sorted(found, key=lambda item: (_ORDER[item.level], item.place.file, item.place.line, item.check))
    )
