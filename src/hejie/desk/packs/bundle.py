"""How is everything of a pack put into one archive, with the digest of each file beside it?"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path

import msgspec
from msgspec import Struct

MANIFEST = "manifest.json"
FORMAT = "hejie-pack/1"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can tell
# What is packed already gains nothing from being packed again, and a video would take long.
_PACKED = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".mov", ".mp3", ".m4a", ".pdf"})


class Part(Struct, frozen=True):
    """One file of the archive: its path there, and its bytes or where they lie.

    `exhibit` is its number and name, `original` the digest of the attachment it was made from, `change` what was done
    to it: nothing, `stripped` (of what a camera noted in it), `redacted`, `fitted` (made to fit the platform's
    limits), `typeset`.
    """

    path: str
    content: bytes | Path
    exhibit: str = ""
    original: str = ""
    change: str = ""


class Listed(Struct, frozen=True, omit_defaults=True):
    """One row of the manifest."""

    path: str
    sha256: str
    size: int
    exhibit: str = ""
    original: str = ""
    change: str = ""


class Manifest(Struct, frozen=True):
    """What the archive says of itself. `record` is the seal of the case's last entry when the pack was made."""

    format: str
    case: str
    as_of: datetime
    language: str
    record: str
    files: tuple[Listed, ...]


class About(Struct, frozen=True):
    """What the manifest tells besides the files."""

    case: str
    as_of: datetime
    language: str
    record: str


def write(target: Path, parts: Iterable[Part], about: About) -> str:
    """Write the archive and return its SHA-256; the same parts always give the same bytes."""
    listed = []
    with zipfile.ZipFile(target, "w") as archive:
        for part in parts:
            listed.append(_add(archive, part))
        manifest = Manifest(FORMAT, about.case, about.as_of, about.language, about.record, tuple(listed))
        told = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        archive.writestr(_entry(MANIFEST), told, compress_type=zipfile.ZIP_DEFLATED)
    with target.open("rb") as written:
        return file_digest(written, "sha256").hexdigest()


def _add(archive: zipfile.ZipFile, part: Part) -> Listed:
    entry = _entry(part.path)
    packed = Path(part.path).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    digest, size = sha256(), 0
    if isinstance(part.content, bytes):
        archive.writestr(entry, part.content)
        digest.update(part.content)
        size = len(part.content)
    else:
        with part.content.open("rb") as source, archive.open(entry, "w") as sink:
            while piece := source.read(1 << 20):
                sink.write(piece)
                digest.update(piece)
                size += len(piece)
    return Listed(part.path, digest.hexdigest(), size, part.exhibit, part.original, part.change)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EARLIEST)  # no time of its own: the manifest tells as of when it is
    entry.external_attr = 0o644 << 16
    return entry
