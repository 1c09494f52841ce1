"""What does a reviewer get: the statement, the exhibits in order, what is missing and who can supply it by when?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from hejie.arbitration.evidence import prepare
from hejie.arbitration.exhibits import STATEMENT, Shown, Writer
from hejie.arbitration.statement import Case, Statement, capital, statement
from hejie.arbitration.voice import MARKS, Voice, language_of, zone_of
from hejie.arbitration.weights import Weighing, weighings
from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded, EvidenceListed, ExhibitMarked
from hejie.casefile.parties import SYSTEM, Role
from hejie.rulebook import Rulebook

PACK = "pack"  # what an attachment that is itself a pack serves as


class Lacking(Struct, frozen=True):
    """An exhibit that is not there: what it would show, who can supply it, and by when. `names` as in `Shown`."""

    exhibit: str
    names: dict[str, str]
    title: str
    shows: str
    of: str
    role: Role
    required: bool
    due: str = ""


class Foreign(Struct, frozen=True):
    """A text that is not in the pack's language. `key` is what a translation is given for."""

    key: str
    text: str
    language: str


class Pack(Struct, frozen=True):
    """One case's evidence, ready to be set in type. All texts are in `language`, or listed as `untranslated`."""

    case_id: str
    platform: str
    claim: str
    language: str
    zone: str
    as_of: str
    heading: tuple[tuple[str, str], ...]
    statement: Statement
    exhibits: tuple[Shown, ...]
    weights: tuple[Weighing, ...]
    missing: tuple[Lacking, ...]
    due_at: datetime | None
    untranslated: tuple[Foreign, ...]
    unused: tuple[str, ...]
    covered: int

    @property
    def is_complete(self) -> bool:
        """Whether everything that the platform's list requires is there."""
        return not any(one.required for one in self.missing)

    @property
    def needed(self) -> tuple[int, int]:
        """How many of the exhibits are there, and how many there should be; the statement is none of them."""
        required = sum(one.required for one in self.missing)
        return len(self.exhibits), len(self.exhibits) + required


def pack(file: CaseFile, *, rules: Rulebook, at: datetime, language: str = "") -> Pack:
    """Return the evidence pack of a case as it stands at a time, in the platform's language unless another is asked.

    The same case, rules and time always give the same pack.
    """
    voice = Voice(language or language_of(file, rules), zone_of(file, rules), rules, _given(file))
    listed = _listed(file, rules, at)
    writer = Writer(file, voice)
    shown = tuple(writer.exhibits(listed))
    proves = {
        need.exhibit.id: frozenset(need.exhibit.proves)
        for need in rules.platform(file.platform).evidence.get(file.claim, ())
    }
    told = statement(Case(file, shown, proves, writer), voice)
    return Pack(
        case_id=file.case_id,
        platform=file.platform,
        claim=file.claim,
        language=voice.language,
        zone=voice.zone,
        as_of=voice.moment(at),
        heading=tuple(_heading(file, voice)),
        statement=told,
        exhibits=shown,
        weights=weighings(file, voice),
        missing=tuple(_missing(listed, voice)),
        due_at=listed.due_at,
        untranslated=_untranslated(voice),
        unused=tuple(_unused(file, listed)),
        covered=sum(line.covered for one in shown for line in one.chat),
    )


def _given(file: CaseFile) -> Mapping[str, str]:
    """Return the translations that people gave, the later ones over the earlier."""
    return {key: text for mark in file.all(ExhibitMarked) for key, text in mark.translations.items()}


def _listed(file: CaseFile, rules: Rulebook, at: datetime) -> EvidenceListed:
    for entry in prepare(file, rules=rules, at=at, by=SYSTEM):
        if isinstance(entry.what, EvidenceListed):
            return entry.what
    return file.last(EvidenceListed) or EvidenceListed(())


def _heading(file: CaseFile, voice: Voice) -> Iterator[tuple[str, str]]:
    opened = file.opened
    meta = voice.rules.platform(file.platform).meta
    # A platform's own name needs no translation: it is called the same by its reviewers.
    yield voice.phrase("platform"), meta.name.get(voice.language) or meta.name["en"]
    yield voice.phrase("complains"), capital(voice.label("CLAIMS", file.claim))
    amount = opened.amount.text(voice.language) if opened.amount else ""
    tracking = file.facts.get("tracking_no")
    for name, text in (
        ("shop", opened.shop),
        ("after_sales_id", opened.after_sales_id),
        ("order_id", opened.order_id),
        ("buyer", opened.buyer),
        ("goods", opened.goods),
        ("amount", amount),
        ("tracking", str(tracking.value) if tracking and tracking.value else ""),
    ):
        if text:
            yield voice.phrase(name), text


def _missing(listed: EvidenceListed, voice: Voice) -> Iterator[Lacking]:
    due = voice.moment(listed.due_at) if listed.due_at else ""
    for one in sorted(listed.exhibits, key=lambda one: not one.required):
        if not one.at_hand and one.exhibit != STATEMENT:
            yield Lacking(
                one.exhibit,
                one.title,
                voice.say(one.title, f"{one.exhibit}.title"),
                voice.say(one.shows, f"{one.exhibit}.shows"),
                voice.label("ROLES", one.of),
                one.of,
                one.required,
                due,
            )


def _untranslated(voice: Voice) -> tuple[Foreign, ...]:
    return tuple(
        Foreign(key, text, language)
        for key, (text, language) in voice.untranslated.items()
        if language in MARKS
    )


def _unused(file: CaseFile, listed: EvidenceListed) -> Iterator[str]:
    wanted = {one.exhibit for one in listed.exhibits} | {PACK}
    seen = dict.fromkeys(file_.name for file_ in file.all(AttachmentAdded) if file_.shows not in wanted)
    yield from seen
