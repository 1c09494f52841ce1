"""Where does a pack that was built stay, so that what was handed in can be shown years later?"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.auth.models import User

from hejie.arbitration.pack import PACK
from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, AttachmentAdded, EvidenceSubmitted, StageMoved
from hejie.casefile.stages import Stage, Turn
from hejie.desk.acts.attaching import filed
from hejie.desk.attachments import place
from hejie.desk.packs.building import Built, archived
from hejie.desk.packs.verifying import verify

PDF, ZIP = "application/pdf", "application/zip"


class NeverBuilt(ValueError):
    """A digest of no pack of this case."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"No pack of this case has the digest {digest[:16]!r}, so nobody could say later what was handed in. "
            "Build the pack, hand in that file, and record it from the same line."
        )


def keep(built: Built, person: User) -> CaseFile:
    """Keep the pages and the archive under their digests, and record in the case that they were made.

    Building again while nothing changed keeps nothing twice.
    """
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    half, digest = archived(built, folder)
    _settle(half, digest)
    pages = sha256(built.pdf).hexdigest()
    _put(built.pdf, pages)
    stem = f"pack-{built.about.case.rpartition(':')[2]}-{built.about.as_of:%Y%m%d-%H%M%S}"
    made = (
        AttachmentAdded(f"{stem}.pdf", pages, len(built.pdf), PDF, PACK),
        AttachmentAdded(f"{stem}.zip", digest, place(digest).stat().st_size, ZIP, PACK),
    )
    return filed(built.about.case, person, made, lambda file: _news(file, made))


def kept(file: CaseFile) -> tuple[tuple[AttachmentAdded, AttachmentAdded], ...]:
    """Return the packs that were built, pages and archive of each, the newest first."""
    packs = [one for one in file.all(AttachmentAdded) if one.shows == PACK]
    pairs = zip(packs[::2], packs[1::2], strict=False)
    return tuple(reversed(list(pairs)))


def archive_of(file: CaseFile, digest: str) -> AttachmentAdded:
    """Return the archive with this digest; raise NeverBuilt."""
    for _, archive in kept(file):
        if archive.sha256 == digest:
            return archive
    raise NeverBuilt(digest)


def submitted(file: CaseFile, digest: str, receipt: str, at: datetime | None) -> tuple[AnyHappening, ...]:
    """Return that a pack of this case was handed in, with what it holds; the platform looks at it from now on."""
    archive = archive_of(file, digest)
    files = verify(place(archive.sha256)).manifest.files
    exhibits = tuple(dict.fromkeys(one.exhibit.partition(" ")[2] for one in files if one.exhibit))
    moved = (StageMoved(Stage.PLATFORM_REVIEW, Turn.PLATFORM),) if file.stage is Stage.EVIDENCE else ()
    return (EvidenceSubmitted(exhibits, archive.sha256, receipt, at), *moved)


def _news(file: CaseFile, made: tuple[AttachmentAdded, ...]) -> tuple[AttachmentAdded, ...]:
    there = {one.sha256 for one in file.all(AttachmentAdded)}
    return made if made[-1].sha256 not in there else ()


def _settle(half: Path, digest: str) -> None:
    target = place(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    half.replace(target)


def _put(data: bytes, digest: str) -> None:
    target = place(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as half:
            half.write(data)
        Path(half.name).replace(target)
