"""How does the desk tell a pack: what is there, missing or wrong with it, and what was handed in?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from hejie.arbitration import pack, rehearse
from hejie.arbitration.exhibits import Attached, Shown
from hejie.arbitration.findings import Finding
from hejie.arbitration.limits import uploads
from hejie.arbitration.pack import Foreign, Pack
from hejie.casefile import CaseFile
from hejie.casefile.entries import AttachmentAdded, EvidenceSubmitted, ExhibitMarked
from hejie.desk import house
from hejie.desk.packs.keeping import kept
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader
from hejie.rulebook.handbook import Upload


class Wants(NamedTuple):
    """One exhibit that is not there."""

    exhibit: str
    title: str
    shows: str
    of: str
    required: bool


class Piece(NamedTuple):
    """One exhibit as it stands in the pack, with what a person can mark in it."""

    shown: Shown
    title: str
    how: str
    caption: str
    hidden: tuple[str, ...]


class Sent(NamedTuple):
    """One hand-in: when, by whom, which archive, which receipt."""

    at: datetime
    by: str
    sha256: str
    receipt: str


class Told(NamedTuple):
    """Everything the page of the pack shows."""

    pack: Pack
    pieces: tuple[Piece, ...]
    wants: tuple[Wants, ...]
    findings: tuple[tuple[str, str, str], ...]
    foreign: tuple[Foreign, ...]
    uploads: tuple[Upload, ...]
    upload: str
    built: tuple[tuple[AttachmentAdded, AttachmentAdded], ...]
    sent: tuple[Sent, ...]


def told(file: CaseFile, reader: Reader, upload: str = "", language: str = "") -> Told:
    """Return the pack of a case for the person in front of it."""
    rules = house.rules()
    written = pack(file, rules=rules, at=reader.now, language=language)
    findings = rehearse(written, file, rules=rules, at=reader.now, upload=upload)
    return Told(
        written,
        tuple(_pieces(file, written, reader)),
        tuple(_wants(written, reader)),
        tuple(_words(finding, reader) for finding in findings),
        tuple(text for text in written.untranslated if not text.key.isdecimal()),
        uploads(rules, file.platform),
        upload,
        kept(file),
        tuple(_sent(file)),
    )


def _pieces(file: CaseFile, written: Pack, reader: Reader) -> Iterator[Piece]:
    needed = house.rules().platform(file.platform).evidence.get(file.claim, ())
    how = {need.exhibit.id: naming.said(need.exhibit.mark, reader.language) for need in needed}
    marks = {mark.exhibit: mark for mark in file.all(ExhibitMarked)}
    for shown in written.exhibits:
        mark = marks.get(shown.exhibit)
        yield Piece(
            shown,
            naming.said(shown.names, reader.language),
            how.get(shown.exhibit, ""),
            mark.caption if mark else "",
            mark.hidden if mark else (),
        )


def _wants(written: Pack, reader: Reader) -> Iterator[Wants]:
    for one in written.missing:
        of = naming.label("ROLES", one.role, reader.language)
        yield Wants(one.exhibit, naming.said(one.names, reader.language), one.shows, of, one.required)


def _words(finding: Finding, reader: Reader) -> tuple[str, str, str]:
    return finding.gravity, naming.said(finding.says, reader.language), finding.about


def _sent(file: CaseFile) -> Iterator[Sent]:
    for line in file.standing:
        what = line.entry.what
        if isinstance(what, EvidenceSubmitted):
            yield Sent(what.submitted_at or line.entry.at, line.entry.by.name, what.sha256, what.receipt)


def percent(file: Attached) -> list[dict[str, str]]:
    """Return the regions of a picture as the form shows them, in percent."""
    return [
        {
            "left": f"{region.left / 100:g}",
            "top": f"{region.top / 100:g}",
            "width": f"{region.width / 100:g}",
            "height": f"{region.height / 100:g}",
            "kind": "hide" if region.hides else "look",
        }
        for region in file.regions
    ]
