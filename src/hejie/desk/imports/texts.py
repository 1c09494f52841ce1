"""In which encoding is a text, and which rows does it hold? Read in pieces, never whole."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator
from typing import BinaryIO

from msgspec import Struct

from hejie.desk.imports.mistakes import NotATable, UnknownEncoding

PIECE = 1 << 20
LONGEST_CELL = 1 << 20
SNIFFED = 1 << 16
DELIMITERS = ",;\t"
# A superset of GBK, which Chinese platforms write; strict, so that a wrong guess fails instead of inventing words.
ENCODINGS = ("utf-8-sig", "gb18030")


class Broken(Struct, frozen=True):
    """A row that its own format does not allow."""

    reason: str


class Beneath(str):
    """An empty cell that lies under others of a merged cell, and what stands in that: `above`."""

    __slots__ = ("above",)
    above: str

    def __new__(cls, above: str) -> Beneath:
        """Make the empty cell."""
        cell = super().__new__(cls, "")
        cell.above = above
        return cell


Cells = list[str]
NumberedRow = tuple[int, Cells | Broken]


def encoding_of(stream: BinaryIO, name: str, wanted: str = "") -> str:
    """Return the encoding that reads the whole stream without error; raise UnknownEncoding with what was tried."""
    stream.seek(0)
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates: tuple[str, ...] = ("utf-16",)
    else:
        candidates = (wanted,) if wanted else ENCODINGS
    tried = []
    for encoding in candidates:
        failed_at = _fails_at(stream, encoding, name)
        if failed_at is None:
            return encoding
        tried.append((encoding, failed_at))
    raise UnknownEncoding(name, tried)


def _fails_at(stream: BinaryIO, encoding: str, name: str) -> int | None:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError as error:
        raise UnknownEncoding(name, [(encoding, 0)]) from error
    stream.seek(0)
    at = 0
    while True:
        piece = stream.read(PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeError as error:
            return at + getattr(error, "start", 0)
        if "\0" in text:
            raise NotATable(name, "not text (it holds zero bytes)", "Bring a CSV, Excel or JSON Lines file.")
        if not piece:
            return None
        at += len(piece)


def csv_rows(stream: BinaryIO, encoding: str) -> Generator[NumberedRow, None, None]:
    """Yield the rows of a CSV with the line each starts on; its delimiter is found from its first lines."""
    stream.seek(0)
    delimiter = delimiter_of(stream.read(SNIFFED).decode(encoding, errors="ignore"))
    csv.field_size_limit(LONGEST_CELL)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, newline="")
    reader = csv.reader(text, delimiter=delimiter)
    line = 0
    try:
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield (
                    line + 1,
                    Broken("a quote that opens here is never closed, or a cell is larger than 1 MB"),
                )
            else:
                yield line + 1, row
            line = reader.line_num
    finally:
        text.detach()


def delimiter_of(start: str) -> str:
    """Return the sign between the cells: the one that gives the first lines the most cells, alike in each."""
    lines = start.splitlines()[:20]

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        widest = max(widths, default=0)
        return (sum(width == widest for width in widths) * (widest - 1), -DELIMITERS.index(delimiter))

    return max(DELIMITERS, key=fitness)
