"""Is an archive of evidence whole and unchanged, and is it safe to look into at all?"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from hejie.desk.packs.bundle import FORMAT, MANIFEST, Manifest

# Not rules of any platform: what an archive may ask of the machine that opens it.
MOST_FILES, MOST_BYTES, MOST_RATIO = 1000, 2_000_000_000, 200
MOST_MANIFEST = 5_000_000
PIECE = 1 << 20


class NotAPack(ValueError):
    """An archive that no pack of ours is, or that is not safe to open."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(
            f"{name} is no evidence pack that can be trusted: {why}. Nothing was unpacked. "
            "Take the file again from the case it belongs to."
        )


class Checked(Struct, frozen=True):
    """What was found: the archive's own digest, what it says of itself, and every file that is not as it says."""

    sha256: str
    manifest: Manifest
    wrong: tuple[tuple[str, str], ...]


def verify(path: Path) -> Checked:
    """Check each file of an archive against its manifest, without unpacking anything; raise NotAPack."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_unsafe(archive, path.name)
            manifest = _manifest(archive, path.name)
            wrong = tuple(_differences(archive, manifest, path.name))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise NotAPack(path.name, "it is no ZIP archive, or it was cut off") from error
    with path.open("rb") as file:
        return Checked(file_digest(file, "sha256").hexdigest(), manifest, wrong)


def _refuse_unsafe(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise NotAPack(name, f"it holds {len(entries)} files")
    if len({entry.filename for entry in entries}) != len(entries):
        raise NotAPack(name, "it holds two files of one name")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise NotAPack(name, "it would fill the disk when unpacked")
    for entry in entries:
        if not _plain(entry):
            raise NotAPack(name, f"the name {entry.filename!r} leads out of the folder it is unpacked in")
        if entry.file_size > PIECE and entry.file_size > entry.compress_size * MOST_RATIO:
            raise NotAPack(name, f"{entry.filename!r} is packed so tightly that it would fill the disk")
        if entry.flag_bits & 1:
            raise NotAPack(name, "it is locked with a password")


def _plain(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    odd = "\\" in entry.filename or ":" in entry.filename or "\0" in entry.filename
    return bool(path.parts) and not (path.is_absolute() or ".." in path.parts or is_link or odd)


def _manifest(archive: zipfile.ZipFile, name: str) -> Manifest:
    try:
        with archive.open(MANIFEST) as file:
            manifest = msgspec.json.decode(file.read(MOST_MANIFEST), type=Manifest)
    except KeyError as error:
        raise NotAPack(name, f"it has no {MANIFEST}") from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise NotAPack(name, f"its {MANIFEST} cannot be read") from error
    if manifest.format != FORMAT:
        raise NotAPack(name, f"its form is {manifest.format!r}, this version reads {FORMAT!r}")
    return manifest


def _differences(archive: zipfile.ZipFile, manifest: Manifest, name: str) -> Iterator[tuple[str, str]]:
    there = {entry.filename for entry in archive.infolist()} - {MANIFEST}
    for listed in manifest.files:
        if listed.path not in there:
            yield listed.path, "missing"
        elif _digest(archive, listed.path, name) != listed.sha256:
            yield listed.path, "changed"
    for path in sorted(there - {listed.path for listed in manifest.files}):
        yield path, "not in the manifest"


def _digest(archive: zipfile.ZipFile, path: str, name: str) -> str:
    digest, read, told = sha256(), 0, archive.getinfo(path).file_size
    try:
        with archive.open(path) as file:
            while piece := file.read(PIECE):
                read += len(piece)
                if read > told:  # what it says of its size is not true
                    raise NotAPack(name, f"{path!r} is larger than it says")
                digest.update(piece)
    except zipfile.BadZipFile:
        return "damaged"
    return digest.hexdigest()
