"""Was anything in a case changed or removed after it was written?"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import msgspec
from msgspec import Struct

from hejie.casefile.entries import Entry

START = "0" * 64
# What a reader of JSON raises on bytes that are none: the last two for text beyond Unicode, and for endless brackets.
NOT_JSON = (msgspec.DecodeError, UnicodeError, RecursionError)
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Entry)


class Line(Struct, frozen=True):
    """An entry in its place: number (from 1), the digest of the line before it, and its own."""

    seq: int
    entry: Entry
    previous: str
    digest: str


class ChainBroken(ValueError):
    """A line that does not continue the one before it."""

    def __init__(self, seq: int) -> None:
        super().__init__(
            f"Entry {seq} does not match its seal: it, or one before it, was changed, removed or added by hand. "
            "Nothing after it can be relied on; restore the file from a backup or an export."
        )


class UnreadableEntry(ValueError):
    """An entry in a form this version does not know."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This entry cannot be read ({why}), so the case would be incomplete. "
            "It was probably written by a newer Hejie: upgrade this one, then try again."
        )


def write(entry: Entry) -> bytes:
    """Return the canonical JSON of an entry: the bytes that are sealed and stored."""
    return _encoder.encode(entry)


def read(body: bytes | str) -> Entry:
    """Return the entry of those bytes; raise UnreadableEntry where they are of no known form."""
    try:
        return _decoder.decode(body)
    except NOT_JSON as error:
        raise UnreadableEntry(str(error)) from error


def digest_of(previous: str, body: bytes) -> str:
    """Return the seal of a line: SHA-256 over the seal before it and the canonical body."""
    return sha256(previous.encode() + body).hexdigest()


def follow(last: Line | None, entry: Entry) -> Line:
    """Return the entry as the line after `last` (None at the start of a case)."""
    previous, seq = (last.digest, last.seq + 1) if last else (START, 1)
    return Line(seq, entry, previous, digest_of(previous, write(entry)))


def check(lines: Iterable[Line]) -> None:
    """Raise ChainBroken at the first line that does not continue the one before it."""
    last: Line | None = None
    for line in lines:
        if line != follow(last, line.entry):
            raise ChainBroken(line.seq)
        last = line
