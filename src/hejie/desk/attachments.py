"""How is a file of a case taken in, kept and given out, without trusting its name or its look?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple, TypeAlias

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from hejie.desk.pictures import NotAPicture, TooManyPixels, check

Upload: TypeAlias = "UploadedFile[bytes]"
MOST_BYTES = 50_000_000
LONGEST_NAME = 120
LEFT_FOR = timedelta(days=1)  # longer than any upload or pack takes to be written
# What evidence looks like. The beginning of the file must agree with its name: a page or a program dressed up as a
# picture is refused. Plain text and CSV have no beginning of their own, so they are given out as plain text only.
MEDIA_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".txt": "text/plain",
    ".csv": "text/plain",
}
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
FAMILY = {".jpeg": ".jpg", ".mov": ".mp4", ".m4a": ".mp4"}


class NotEvidence(ValueError):
    """A file of a kind, a size or a content that is not taken."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(
            f"{name} was not taken: {why}. Pictures, PDF, video, sound and plain text up to "
            f"{MOST_BYTES // 1_000_000} MB are; save it as one of these."
        )


class BrokenPicture(NotEvidence):
    """A file that is called a picture and cannot be opened as that one: disguised, or cut off on its way."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name, "it cannot be opened as the picture its name says, or it was cut off on its way"
        )


class HugePicture(NotEvidence):
    """A picture of so many pixels that opening it could fill the memory."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it has more pixels than can be opened safely")


class Kept(NamedTuple):
    """A file that was taken in."""

    name: str
    sha256: str
    size: int
    media_type: str


def keep(upload: Upload) -> Kept:
    """Check a file and keep it under its SHA-256; raise NotEvidence."""
    name = plain_name(upload.name or "file")
    suffix = Path(name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise NotEvidence(name, f"files ending in {suffix or 'nothing'} are not")
    if not upload.size or upload.size > MOST_BYTES:
        raise NotEvidence(name, "it is empty" if not upload.size else "it is too large")
    _check_beginning(upload, name, suffix)
    if MEDIA_TYPES[suffix] in PICTURES:
        _check_picture(upload, name, MEDIA_TYPES[suffix])
    digest = sha256()
    for piece in upload.chunks():
        digest.update(piece)
    _write(upload, place(digest.hexdigest()))
    return Kept(name, digest.hexdigest(), upload.size, MEDIA_TYPES[suffix])


def place(digest: str) -> Path:
    """Return where the file with this SHA-256 lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def sweep(now: datetime) -> int:
    """Remove what a process that died while writing left half, a day after, and return how much there was."""
    old = now.timestamp() - LEFT_FOR.total_seconds()
    left = [half for half in Path(settings.MEDIA_ROOT).glob("**/*.part") if half.stat().st_mtime < old]
    for half in left:
        half.unlink(missing_ok=True)
    return len(left)


def plain_name(name: str) -> str:
    """Return the name without folders and without what a header or a file system could stumble over."""
    last = re.split(r"[/\\]", name)[-1]
    clean = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*;')
    stem, dot, suffix = clean.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - 8]}{dot}{suffix[:8]}" if dot else clean[:LONGEST_NAME] or "file"


def _check_beginning(upload: Upload, name: str, suffix: str) -> None:
    upload.seek(0)
    start = upload.read(4096)
    upload.seek(0)
    if MEDIA_TYPES[suffix] == "text/plain":
        if b"\0" in start:
            raise NotEvidence(name, "it is no plain text")
        return
    try:
        found = {FAMILY.get(match.extension, match.extension) for match in puremagic.magic_string(start)}
    except puremagic.PureError:
        found = set()
    if FAMILY.get(suffix, suffix) not in found:
        if MEDIA_TYPES[suffix] in PICTURES:
            raise BrokenPicture(name)
        raise NotEvidence(name, f"what is in it is no {suffix} file")


def _check_picture(upload: Upload, name: str, media_type: str) -> None:
    """Open it as the pack will: what only breaks on the day of the hand-in is too late to be brought again."""
    upload.seek(0)
    try:
        check(upload, name, media_type)
    except TooManyPixels as error:
        raise HugePicture(name) from error
    except NotAPicture as error:
        raise BrokenPicture(name) from error
    finally:
        upload.seek(0)


def _write(upload: Upload, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: a crash leaves no half picture under a digest, and two who bring the same one do not meet.
    with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as half:
        for piece in upload.chunks():
            half.write(piece)
    Path(half.name).replace(target)
