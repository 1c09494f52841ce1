"""Which rows does a workbook hold, and is it safe to unpack?"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

import python_calamine

from hejie.desk.imports.mistakes import DamagedFile, NotATable, TooLarge
from hejie.desk.imports.texts import Beneath, NumberedRow

MOST_UNPACKED = 300_000_000  # bytes; an export of 100,000 rows has about a third of that
MOST_RATIO = 250  # rows of an export pack about 10 to 40 to one; a bomb packs 1000 to one
SUSPECT_FROM = 20_000_000  # bytes below which no ratio can hurt
MOST_SPREAD = 720_000_000  # bytes of a sheet as a full square, which is how it is read: 30 million cells
CELL = 24  # bytes
PIECE, SEAM = 1 << 20, 32  # bytes looked at together, and those looked at twice: no place is longer
EXACT = 10**15  # a spreadsheet keeps 15 digits: a longer number has lost its end
_SHEET = re.compile(r"^xl/worksheets/[^/]*\.xml$")
_COLUMN, _ROW = re.compile(rb"\br=[\"']([A-Z]{1,3})\d"), re.compile(rb"\br=[\"'][A-Z]{1,3}(\d{1,7})[\"']")


def check_archive(stream: BinaryIO, name: str) -> None:
    """Raise TooLarge, NotATable or DamagedFile unless the archive is a workbook that is safe to unpack."""
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
        parts = archive.infolist()
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
    sheets = (name for name in names if _SHEET.search(name))
    spread = max((_spread(archive, sheet) for sheet in sheets), default=0)
    if spread > MOST_SPREAD:
        raise TooLarge(name, spread, MOST_SPREAD)


def _spread(archive: zipfile.ZipFile, name: str) -> int:
    """Return the bytes of the square that a sheet's cells span: two cells in its corners would fill any memory."""
    columns, rows, before = set[bytes](), set[bytes](), b""
    try:
        with archive.open(name) as sheet:
            while piece := sheet.read(PIECE):
                columns.update(_COLUMN.findall(before + piece))
                rows.update(_ROW.findall(before + piece))
                before = piece[-SEAM:]
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return 0  # whoever reads it says what is broken
    width = max((_column(letters) for letters in columns), default=0)
    return width * max(map(int, rows), default=0) * CELL


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def sheet_rows(stream: BinaryIO, name: str) -> Generator[NumberedRow, None, None]:
    """Yield the rows of the sheet that has the most, with the numbers the spreadsheet shows."""
    stream.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(stream)
        sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
    except Exception as error:  # calamine has several error types and panics of its own
        raise DamagedFile(name, str(error)[:120]) from error
    if not sheets:
        return
    sheet = max(sheets, key=lambda one: one.total_height)
    merged = _Merged(sheet)
    for number, row in enumerate(sheet.iter_rows()):
        yield number + 1, merged.carried(number, [cell_text(cell) for cell in row])


class _Merged:
    """The merged cells of a sheet that is read from the top: what stands in each, down to its last row."""

    def __init__(self, sheet: python_calamine.CalamineSheet) -> None:
        left = (sheet.start or (0, 0))[1]
        self.open: dict[int, tuple[int, str]] = {}
        self.starts: dict[int, list[tuple[int, int]]] = {}
        for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
            if bottom > top and column >= left:
                self.starts.setdefault(top, []).append((column - left, bottom))

    def carried(self, number: int, row: list[str]) -> list[str]:
        """Return a row whose cells under a merged one know what it holds."""
        for column, (bottom, text) in list(self.open.items()):
            if number > bottom:
                del self.open[column]
            elif column < len(row) and not row[column]:
                row[column] = Beneath(text)
        for column, bottom in self.starts.get(number, ()):
            if column < len(row):
                self.open[column] = (bottom, row[column])
        return row


def cell_text(cell: object) -> str:
    """Return a cell as its reader sees it; a number too long for a spreadsheet keeps the mark of its damage."""
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case datetime() | date() | time():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
        case timedelta():
            return str(cell)
        case int() | float():
            return _number_text(cell)
        case _:
            return ""


def _number_text(number: float) -> str:
    if abs(number) >= EXACT:
        return f"{number:.14E}"
    if number == int(number):
        return str(int(number))
    return f"{number:.15g}"
