"""What did the buyer write in this case, and which of it is read together?"""

from __future__ import annotations

from collections.abc import Sequence

from hejie.casefile import CaseFile
from hejie.casefile.entries import MessageReceived
from hejie.casefile.parties import Role

LAST = 3  # not a rule: the messages of a buyer that are read together; what is older is another matter


def messages(file: CaseFile, until: int | None = None) -> tuple[str, ...]:
    """Return what the buyer wrote, oldest first; `until` is the last entry that counts."""
    return tuple(
        line.entry.what.text
        for line in file.standing
        if isinstance(line.entry.what, MessageReceived)
        and line.entry.what.sender is Role.BUYER
        and (until is None or line.seq <= until)
    )


def joined(said: Sequence[str]) -> str:
    """Return the last messages as they are read together: a chat is short, and half of it are questions."""
    return "\n".join(said[-LAST:])
