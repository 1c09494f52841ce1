"""Where are the lines of alerts drawn, who owns what lies beyond them, and which measure is proposed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from hejie.casefile.vocabulary import CLAIMS
from hejie.rulebook.laying import laid
from hejie.rulebook.mistakes import UnknownName
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, number, one_of, only, text, words

FILE = "team/lines.yaml"
ANY = "any"


class Line(Struct, frozen=True):
    """At most `per_mille` cases in a thousand orders once `least_cases` have come; `owner` acts beyond it."""

    claim: str
    per_mille: int
    least_cases: int
    owner: str


class Lines(Struct, frozen=True):
    """All lines, the words for their owners, and the measures."""

    source: str
    lines: Mapping[str, Line]
    owners: Mapping[str, Mapping[str, str]]
    measures: Mapping[str, Mapping[str, str]]

    def line(self, claim: str) -> Line:
        """Return the line of a claim, or the one that is drawn for all others."""
        return self.lines.get(claim, self.lines[ANY])

    def measure(self, claim: str) -> Mapping[str, str]:
        """Return what is proposed where a claim passes its line or rises."""
        return self.measures.get(claim, self.measures[ANY])

    def owner(self, claim: str) -> Mapping[str, str]:
        """Return who acts, in words."""
        return self.owners[self.line(claim).owner]


def read_lines(roots: Sequence[Path]) -> Lines:
    """Read the file, later folders laid over earlier ones; raise RuleFileMistake with file and line."""
    top = laid(roots, FILE)
    only(top, ("source", "lines", "owners", "measures"))
    drawn, owners, measures = block(top, "lines"), block(top, "owners"), block(top, "measures")
    for table in (drawn, measures):
        for claim in table:
            if claim not in CLAIMS and claim != ANY:
                raise UnknownName(table.at(claim), str(claim), "claim", CLAIMS)
    return Lines(
        text(top, "source"),
        {str(claim): _line(str(claim), block(drawn, claim), owners) for claim in (ANY, *drawn)},
        {str(owner): words(owners, owner) for owner in owners},
        {str(claim): words(measures, claim) for claim in (ANY, *measures)},
    )


def _line(claim: str, row: Block, owners: Block) -> Line:
    only(row, ("per_mille", "least_cases", "owner"))
    return Line(claim, number(row, "per_mille"), number(row, "least_cases"), one_of(row, "owner", owners))
