"""Since when does this case wait for a move of ours?"""

from __future__ import annotations

from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CaseOpened,
    CaseReopened,
    EvidenceSubmitted,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    PlatformSteppedIn,
    StageMoved,
    StepDone,
)
from hejie.casefile.parties import Role
from hejie.casefile.stages import Turn

_OURS = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN, Role.SELLER})


def idle_since(file: CaseFile) -> datetime | None:
    """Return since when the case waits for us, or None while it waits for somebody else.

    A letter, an answer or the platform puts it in front of us; what we send, offer or hand in takes it away again.
    A case is old for a supervisor when we did not move for long, not when a parcel takes long to come back.
    """
    if not file.is_open or file.turn not in (Turn.SELLER, Turn.NOBODY):
        return None
    since: datetime | None = None
    for line in file.standing:
        match line.entry.what:
            case MessageSent() | OfferMade() | EvidenceSubmitted():
                since = None
            case StepDone() if line.entry.by.role in _OURS:
                since = None
            case (
                CaseOpened()
                | CaseReopened()
                | OfferAnswered()
                | PlatformSteppedIn()
                | MessageReceived(sender=Role.BUYER)
                | StageMoved(turn=Turn.SELLER)
            ):
                since = since or line.entry.at
    return since
