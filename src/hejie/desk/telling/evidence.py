"""Which evidence does this claim need, what is at hand, and who can supply the rest?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from hejie.arbitration.exhibits import STATEMENT
from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded, EvidenceListed
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader


class Shown(NamedTuple):
    """One line of the evidence list as the page shows it."""

    exhibit: str
    title: str
    shows: str
    of: str
    required: bool
    at_hand: str


class Evidence(NamedTuple):
    """The list, how much of what is required is there, and the files of the case."""

    lines: tuple[Shown, ...]
    have: int
    need: int
    due_at: datetime | None
    files: tuple[AttachmentAdded, ...]


def evidence(file: CaseFile, reader: Reader) -> Evidence:
    """Return the evidence list as it was made last, and all files of the case."""
    listed = file.last(EvidenceListed)
    lines = tuple(
        Shown(
            exhibit.exhibit,
            naming.said(exhibit.title, reader.language),
            naming.said(exhibit.shows, reader.language),
            naming.label("ROLES", exhibit.of, reader.language),
            exhibit.required,
            exhibit.at_hand,
        )
        for exhibit in (listed.exhibits if listed else ())
    )
    # Counted as the pack does: the desk writes the statement, so it is none of what somebody has to get.
    asked = [line for line in lines if line.exhibit != STATEMENT]
    have = sum(bool(line.at_hand) for line in asked)
    return Evidence(
        lines,
        have,
        have + sum(line.required and not line.at_hand for line in asked),
        listed.due_at if listed else None,
        tuple(file.all(AttachmentAdded)),
    )
