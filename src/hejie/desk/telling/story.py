"""What has happened so far, in sentences, by day, the newest first?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import (
    AnyHappening,
    AttachmentAdded,
    EvidenceListed,
    MessageDrafted,
    MessageReceived,
    MessageSent,
    NoteWritten,
    OffersWeighed,
    SendingAsked,
)
from hejie.casefile.parties import Role
from hejie.desk.attachments import PICTURES
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader

# kind of entry -> icon and tone; what is not listed is a plain dot
LOOKS = {
    "CaseOpened": ("inbox", "blue"),
    "PlatformReported": ("refresh", ""),
    "StageMoved": ("flag", ""),
    "MessageReceived": ("message", "blue"),
    "MessageDrafted": ("pencil", ""),
    "MessageSent": ("send", "green"),
    "SendingAsked": ("send", "blue"),
    "AttachmentAdded": ("paperclip", ""),
    "NoteWritten": ("note", "yellow"),
    "FactStated": ("list-check", "azure"),
    "FactAsked": ("help-circle", "orange"),
    "ParcelScanned": ("truck", ""),
    "RouteRead": ("route", "azure"),
    "EvidenceListed": ("files", ""),
    "LiabilityJudged": ("gavel", "purple"),
    "ClockSet": ("clock-hour-4", ""),
    "ClockStopped": ("clock-hour-4", ""),
    "ClockMissed": ("alarm", "red"),
    "OffersWeighed": ("scale", ""),
    "CaseTaken": ("user-check", "blue"),
    "StandingOrderUsed": ("clock-play", "blue"),
    "Escalated": ("alert-triangle", "orange"),
    "OfferMade": ("coin", "green"),
    "OfferAnswered": ("message-2", "blue"),
    "ApprovalAsked": ("lock", "orange"),
    "ApprovalAnswered": ("check", "green"),
    "SettlementAgreed": ("check", "green"),
    "StepQueued": ("send", "blue"),
    "StepFailed": ("alert-triangle", "red"),
    "StepDone": ("check", "green"),
    "PromiseMade": ("hourglass", "orange"),
    "PromiseKept": ("check", "green"),
    "PlatformSteppedIn": ("building-bank", "red"),
    "EvidenceSubmitted": ("files", "blue"),
    "RulingGiven": ("gavel", "red"),
    "CarrierClaimFiled": ("truck", "orange"),
    "CarrierClaimAnswered": ("truck", "blue"),
    "CarrierChased": ("truck", "orange"),
    "RepaymentAsked": ("coin", "orange"),
    "RepaymentAnswered": ("coin", "blue"),
    "ExhibitMarked": ("pencil", ""),
    "ContactPlanned": ("calendar", "blue"),
    "CaseClosed": ("archive", "green"),
    "CaseReopened": ("arrow-back-up", "orange"),
    "EntryCorrected": ("arrow-back-up", "orange"),
}


FOLDED_FROM = 2  # like entries of the house in a row; more of them become one line


class Told(NamedTuple):
    """One entry as the page shows it. `quote` is what somebody wrote, word for word; `minor` ones are folded away."""

    seq: int
    at: datetime
    kind: str
    icon: str
    tone: str
    who: str
    sentence: str
    quote: str
    minor: bool
    counts: bool
    sha256: str
    is_picture: bool
    folded: tuple[Told, ...] = ()


class Day(NamedTuple):
    """The entries of one day of the shop's calendar."""

    date: str
    entries: tuple[Told, ...]


def story(file: CaseFile, reader: Reader) -> tuple[Day, ...]:
    """Return all entries by the time they tell of, newest first.

    Those a correction took back are marked and stay readable; a row of like steps of the house is one line to unfold.
    """
    standing = {line.seq for line in file.standing}
    zone = ZoneInfo(reader.zone)
    newest_first = sorted(file.lines, key=lambda line: (line.entry.at, line.seq), reverse=True)
    days = groupby(newest_first, key=lambda line: f"{line.entry.at.astimezone(zone):%Y-%m-%d}")
    return tuple(
        Day(date, tuple(_folded([_told(line, reader, counts=line.seq in standing) for line in lines])))
        for date, lines in days
    )


def _folded(entries: list[Told]) -> Iterator[Told]:
    for (kind, minor, _who), some in groupby(entries, key=lambda told: (told.kind, told.minor, told.who)):
        row = list(some)
        if minor and len(row) > FOLDED_FROM:
            names = {
                "FactStated": _("%(count)s facts recorded"),
                "FactAsked": _("%(count)s facts to be asked"),
            }
            sentence = names.get(kind, _("%(count)s steps")) % {"count": len(row)}
            yield row[0]._replace(sentence=sentence, folded=tuple(row), quote="")
        else:
            yield from row


def _told(line: Line, reader: Reader, *, counts: bool) -> Told:
    what, by = line.entry.what, line.entry.by
    kind = type(what).__name__
    icon, tone = LOOKS.get(kind, ("note", ""))
    return Told(
        seq=line.seq,
        at=line.entry.at,
        kind=kind,
        icon=icon,
        tone=tone,
        who=by.name or naming.label("ROLES", by.role, reader.language),
        sentence=_sentence(what, reader),
        quote=what.text
        if isinstance(what, MessageReceived | MessageSent | NoteWritten | SendingAsked)
        else "",
        minor=by.role is Role.SYSTEM,
        counts=counts,
        sha256=what.sha256 if isinstance(what, AttachmentAdded) else "",
        is_picture=isinstance(what, AttachmentAdded) and what.media_type in PICTURES,
    )


def _sentence(what: AnyHappening, reader: Reader) -> str:
    match what:
        case MessageReceived():
            return _("The %(who)s wrote") % {"who": naming.label("ROLES", what.sender, reader.language)}
        case MessageSent():
            return _("Answered the buyer")
        case SendingAsked():
            return _("Asked to send this on the platform")
        case NoteWritten():
            return _("Note")
        case MessageDrafted():
            return _("Drafted an answer")
        case OffersWeighed():
            return _("Weighed %(count)s remedies") % {"count": len(what.offers)}
        case EvidenceListed():
            have, need = len(what.exhibits) - len(what.missing), len(what.exhibits)
            return _("Evidence list: %(have)s of %(need)s at hand") % {"have": have, "need": need}
        case _:
            return reader.teller.sentence(what)
