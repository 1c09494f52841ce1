"""Does a file fit what the platform takes: its format, its size, its name; and can it be made to fit?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Upload

# What a platform calls a format, by media type. Pictures of one kind can be written as one of another.
FORMATS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "text/plain": "txt",
}
PICTURE_FORMATS = ("jpg", "png", "gif", "webp")
_WRITABLE = ("jpg", "png")  # what a picture is written as where its own format is not taken, best first
_UNSAFE = re.compile(r"[^0-9A-Za-z\u3400-\u9fffÀ-ÿ._-]+")


class Candidate(Struct, frozen=True):
    """A file that is to be handed in: its name, what it is, how large."""

    name: str
    media_type: str
    size: int

    @property
    def format(self) -> str:
        """The format as platforms call it; empty for a kind that nobody takes."""
        return FORMATS.get(self.media_type, "")


class Misfit(Struct, frozen=True):
    """What keeps a file from being taken: `format`, `size`, `name` or `count`; and whether we can mend it ourselves."""

    what: str
    file: str
    allowed: str
    mendable: bool = False


def uploads(rules: Rulebook, platform: str) -> tuple[Upload, ...]:
    """Return the kinds of upload that take files, in the platform's order; none where it states no limits."""
    return tuple(
        upload for upload in rules.platform(platform).meta.uploads if upload.formats or upload.most_files
    )


def chosen(rules: Rulebook, platform: str, kind: str = "") -> Upload | None:
    """Return the kind of upload a person chose, or the first; None where the platform states no limits."""
    there = uploads(rules, platform)
    return next((upload for upload in there if upload.kind == kind), there[0] if there else None)


def takes(upload: Upload, form: str) -> bool:
    """Tell whether an upload takes a format; one that names none takes any."""
    return not upload.formats or form in upload.formats


def misfits(files: Sequence[Candidate], upload: Upload) -> Iterator[Misfit]:
    """Yield what keeps each file, or all together, from being taken."""
    for file in files:
        yield from _misfits_of(file, upload)
    if upload.most_files and len(files) > upload.most_files:
        yield Misfit("count", str(len(files)), str(upload.most_files))


def written_as(form: str, upload: Upload | None) -> str:
    """Return the format in which a picture is handed in: its own where that is taken, else another; or nothing."""
    if upload is None or takes(upload, form):
        return form
    return next((other for other in _WRITABLE if takes(upload, other)), "")


def file_name(number: int, title: str, form: str, upload: Upload | None) -> str:
    """Return a plain name that sorts in reading order and is as short as the platform wants: `03-称重图.jpg`."""
    stem = _UNSAFE.sub("-", title).strip("-._") or "exhibit"
    longest = upload.most_chars if upload and upload.most_chars else _LONGEST
    head, tail = f"{number:02}-", f".{form}"
    return f"{head}{stem[: max(longest - len(head) - len(tail), 1)]}{tail}"


# not a rule: a name that every file system and ZIP reader takes, where the platform states no length
_LONGEST = 60


def _misfits_of(file: Candidate, upload: Upload) -> Iterator[Misfit]:
    picture = file.format in PICTURE_FORMATS
    if not takes(upload, file.format):
        mendable = picture and bool(written_as(file.format, upload))
        yield Misfit("format", file.name, ", ".join(upload.formats), mendable)
    if upload.most_bytes and file.size > upload.most_bytes:
        yield Misfit("size", file.name, str(upload.most_bytes), picture)
    if upload.most_chars and len(file.name) > upload.most_chars:
        yield Misfit("name", file.name, str(upload.most_chars), mendable=True)
