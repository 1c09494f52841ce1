"""Is a workbook safe to open, and which rows does it hold?"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

import msgspec

from hejie.desk.imports import workbook
from hejie.desk.imports.mistakes import DamagedFile, FillsTheMemory, NotATable, TooLarge
from hejie.desk.imports.texts import Beneath, NumberedRow

MOST_UNPACKED = 300_000_000  # bytes; an export of 100,000 rows has about a third of that
MOST_RATIO = 250  # rows of an export pack about 10 to 40 to one; a bomb packs 1000 to one
SUSPECT_FROM = 20_000_000  # bytes below which no ratio can hurt
_decoder = msgspec.msgpack.Decoder(list[workbook.Row])


def check_archive(stream: BinaryIO, name: str) -> None:
    """Raise TooLarge, NotATable or DamagedFile unless the archive is a workbook that is safe to unpack."""
    stream.seek(0)
    try:
        parts = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise DamagedFile(name, "its archive is broken") from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    if unpacked > MOST_UNPACKED or (unpacked > SUSPECT_FROM and unpacked > packed * MOST_RATIO):
        raise TooLarge(name, unpacked, MOST_UNPACKED)
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        inside = ", ".join(sorted(names)[:3])
        raise NotATable(name, f"an archive (with {inside})", "Unpack it and bring the file inside.")


def sheet_rows(stream: BinaryIO, name: str) -> Generator[NumberedRow, None, None]:
    """Yield the rows of the sheet that has the most, with the numbers the spreadsheet shows.

    Raises DamagedFile, or FillsTheMemory where whoever reads it would need more than a workbook may.
    """
    with _on_disk(stream) as path, tempfile.TemporaryFile() as said:
        command = [sys.executable, "-P", workbook.__file__, path]
        reader = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)
        try:
            yield from _told(cast(BinaryIO, reader.stdout))
            code = reader.wait()
        finally:
            reader.kill()  # whoever wants no more rows lets it go
            reader.communicate()
        if code == workbook.DAMAGED:
            said.seek(0)
            raise DamagedFile(name, said.read(480).decode(errors="replace")[:120])
        if code:
            raise FillsTheMemory(name, workbook.MOST_MEMORY)


def _told(pieces: BinaryIO) -> Iterator[NumberedRow]:
    while len(head := pieces.read(workbook.LENGTH)) == workbook.LENGTH:
        size = int.from_bytes(head, "big")
        if len(piece := pieces.read(size)) < size:
            return  # it died while it wrote
        for number, cells in _decoder.decode(piece):
            yield number, [cell if isinstance(cell, str) else Beneath(cell[0]) for cell in cells]


@contextmanager
def _on_disk(stream: BinaryIO) -> Iterator[str]:
    """Give a path under which another process finds what the stream holds; the stream is at its end then."""
    stream.seek(0)
    if isinstance(stream, io.BufferedReader) and isinstance(stream.name, str):
        stream.seek(0, os.SEEK_END)
        yield os.path.abspath(stream.name)
        return
    with tempfile.NamedTemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield copy.name
