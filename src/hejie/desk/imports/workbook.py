"""Which rows does a workbook hold? Read by a process of its own, which may not fill the memory of the machine.

A workbook of a few kilobytes can ask for any memory: two cells in the far corners of a sheet, one text that a million
cells share, a thousand sheets. The library lays all of it out before anybody can count it, and what fails inside it
ends the process. So this one may end, and the desk tells why.

    python workbook.py FILE     writes the rows to its output, some at a time
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec
import python_calamine

with suppress(ImportError):  # only where the system can bound a process
    import resource

MOST_MEMORY = 1_500_000_000  # bytes; an export of 100,000 rows takes about a third of that
DAMAGED = 3  # exit code
EXACT = 10**15  # a spreadsheet keeps 15 digits: a longer number has lost its end
AT_ONCE = 500
LENGTH = 4  # bytes of the length before each piece

# A row: the number that the spreadsheet shows, and its cells; a list of one text is an empty cell under a merged one
# that holds the text.
Row = tuple[int, list[str | list[str]]]


def main(path: str, out: BinaryIO) -> int:
    """Write the rows of the sheet that has the most; return an exit code."""
    _bound()
    try:
        with Path(path).open("rb") as file:  # a path alone would be judged by how it ends
            book = python_calamine.CalamineWorkbook.from_filelike(file)
        sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
    except MemoryError:
        raise
    except Exception as error:  # calamine has several error types and panics of its own
        sys.stderr.write(str(error))
        return DAMAGED
    rows = _rows(max(sheets, key=lambda one: one.total_height)) if sheets else iter(())
    while some := list(islice(rows, AT_ONCE)):
        piece = msgspec.msgpack.encode(some)
        out.write(len(piece).to_bytes(LENGTH, "big") + piece)
    out.flush()
    return 0


def _bound() -> None:
    with suppress(NameError, ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[Row]:
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

    def carried(self, number: int, row: list[str]) -> list[str | list[str]]:
        """Return a row whose cells under a merged one know what it holds."""
        told: list[str | list[str]] = [*row]
        for column, (bottom, text) in list(self.open.items()):
            if number > bottom:
                del self.open[column]
            elif column < len(row) and not row[column]:
                told[column] = [text]
        for column, bottom in self.starts.get(number, ()):
            if column < len(row):
                self.open[column] = (bottom, row[column])
        return told


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdout.buffer))
