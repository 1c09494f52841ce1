"""Which exhibits would a reviewer want here, which are at hand, and by when must the rest come?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AttachmentAdded,
    Entry,
    EvidenceListed,
    Exhibit,
    LiabilityJudged,
    MessageReceived,
    MessageSent,
    OfferMade,
    ParcelScanned,
)
from hejie.casefile.parties import Actor, Role
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Needed, circumstances, holds

# What the case file itself can print as an exhibit: the conversation, the route, the offers, and what was judged.
_PRINTED: dict[str, tuple[type, ...]] = {
    "chat": (MessageReceived, MessageSent),
    "route": (ParcelScanned,),
    "remedies_offered": (OfferMade,),
    "statement": (LiabilityJudged,),
}


def prepare(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the evidence list if it differs from the last one; nothing for a claim that needs none."""
    needed = rules.platform(file.platform).evidence.get(file.claim, ())
    now = circumstances(file.facts, rules.judge(file.facts, as_of=at))
    exhibits = tuple(_exhibit(file, need, required) for need, required in _wanted(needed, now))
    listed = EvidenceListed(exhibits, due_at=_due(file))
    return () if not exhibits or listed == file.last(EvidenceListed) else (Entry(at, by, listed),)


def _wanted(needed: tuple[Needed, ...], now: dict[str, str | bool | None]) -> Iterator[tuple[Needed, bool]]:
    """Yield what is wanted and whether it is required; circumstances still open make it merely helpful."""
    for need in needed:
        applies = holds(need.when, now)
        if applies is not False:
            yield need, need.required and applies is True


def _exhibit(file: CaseFile, need: Needed, required: bool) -> Exhibit:
    told = need.exhibit
    return Exhibit(
        told.id, dict(told.title), dict(told.shows), Role(told.supplied_by), required, _at_hand(file, told.id)
    )


def _at_hand(file: CaseFile, exhibit: str) -> str:
    """Return the digest of the attachment that serves as this exhibit, `case` where the file prints it, or nothing."""
    attached = [added.sha256 for added in file.all(AttachmentAdded) if added.shows == exhibit]
    if attached:
        return attached[-1]
    return "case" if any(file.last(kind) for kind in _PRINTED.get(exhibit, ())) else ""


def _due(file: CaseFile) -> datetime | None:
    """Return the first hour of the platform's at which we must act; our own clock for answering asks for no proof."""
    ours = [
        clock.due_at
        for clock in file.clocks.values()
        if clock.turn in (Role.SELLER, Role.AGENT) and not clock.clock.startswith("team.")
    ]
    return min(ours, default=None)
