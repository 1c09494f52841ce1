"""What is wrong with an answer as it is typed, and who may send it all the same?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, MessageDrafted, NoteWritten, OffersWeighed
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from hejie.desk import house
from hejie.desk.drafting.recording import MODEL_DRAFTS, record_sent
from hejie.language import lint
from hejie.language.lint import Draft, Finding
from hejie.negotiation.situation import situation
from hejie.negotiation.slots import slots

MAY_OVERRIDE = (Role.SUPERVISOR, Role.ADMIN)


class NotToBeSent(ValueError):
    """An answer with something in it that may not be sent."""

    def __init__(self, blocked: tuple[Finding, ...]) -> None:
        self.said = ", ".join(dict.fromkeys(finding.raw or finding.category for finding in blocked))
        super().__init__(
            f"This answer may not be sent as it is ({self.said}): it would break a rule of the platform or state what "
            "no fact of the case carries. Change these words, or let a supervisor say why it may go."
        )


def findings(file: CaseFile, text: str, language: str, *, at: datetime) -> tuple[Finding, ...]:
    """Return what is wrong with an answer; what the case itself says may be said."""
    rules = house.rules()
    draft = Draft(text, language, carried(file, language, at), file.platform, situation(file))
    return lint(draft, rules.wordings)


def blocked(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return those findings with which an answer may not go out."""
    return tuple(finding for finding in found if finding.severity == "block")


def passed(file: CaseFile, draft: Draft, role: Role, because: str, *, at: datetime) -> Iterator[AnyHappening]:
    """Let an answer go: a note where a supervisor overrides a block and says why; raise NotToBeSent for all others."""
    language = draft.language or file.opened.language
    stopped = blocked(findings(file, draft.text, language, at=at)) if language else ()
    if not stopped:
        return
    if role not in MAY_OVERRIDE or not because.strip():
        raise NotToBeSent(stopped)
    rules = ", ".join(dict.fromkeys(finding.rule for finding in stopped))
    yield NoteWritten(f"{rules}: {because.strip()}")


def note_distance(file: CaseFile, text: str, by: str, *, at: datetime) -> None:
    """Keep how far an answer that was sent is from what the model proposed for it, if it proposed anything."""
    names = (file.opened.buyer,) if file.opened.buyer else ()
    line = {"at": at.isoformat(), "by": by, "case_id": file.case_id}
    record_sent(Path(settings.HOME) / MODEL_DRAFTS, text, names, line)


def carried(file: CaseFile, language: str, at: datetime) -> dict[str, str]:
    """Return what the case itself says, and so may be said in an answer."""
    told = slots(file, house.rules(), language, at)
    drafted, weighed = file.last(MessageDrafted), file.last(OffersWeighed)
    told["drafted"] = drafted.text if drafted else ""
    for name, fact in file.facts.items():
        told[f"fact {name}"] = _words(fact.value, language)
    for offer in weighed.offers if weighed else ():
        told[f"offer {offer.remedy}"] = offer.gives.text(language) if offer.grantable else ""
    return told


def _words(value: object, language: str) -> str:
    match value:
        case Money() as money:
            return money.text(language)
        case Moment(at=at):
            return f"{at:%Y-%m-%d} {at:%m}月{at:%d}日 {at:%d/%m} {at:%d %B}"
        case str() as words:
            return words
        case _:
            return ""
