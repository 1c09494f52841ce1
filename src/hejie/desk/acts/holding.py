"""Who has this case, and may somebody else answer its buyer meanwhile?"""

from __future__ import annotations

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseTaken


class HeldBySomebodyElse(PermissionError):
    """An answer to the buyer of a case that somebody else has."""

    def __init__(self, holder: str) -> None:
        self.said = holder
        super().__init__(
            f"{holder} has this case, and two answers of different people would contradict each other. Take the case "
            "over first (the story will say so), or leave a note."
        )


def holder(file: CaseFile) -> str:
    """Return who took the case last; empty where nobody has."""
    taken = file.last(CaseTaken)
    return taken.agent if taken else ""


def check(file: CaseFile, person: str) -> None:
    """Raise HeldBySomebodyElse where the case is another person's."""
    has = holder(file)
    if has not in ("", person):
        raise HeldBySomebodyElse(has)


def took(file: CaseFile, person: str) -> CaseTaken:
    """Return that a person takes a case, and from whom they take it over, if anybody had it."""
    before = holder(file)
    return CaseTaken(person, "" if before == person else before)
