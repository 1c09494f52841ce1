"""Which rows does a web page hold that was saved under the name of a spreadsheet?"""

from __future__ import annotations

import io
from collections.abc import Generator
from html.parser import HTMLParser
from typing import BinaryIO

from hejie.desk.imports.texts import PIECE, Cells, NumberedRow

MOST_COLUMNS = 1000


class _Rows(HTMLParser):
    """Collects the rows of all tables of a page; the rows of nested tables count as text of their cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[tuple[int, Cells]] = []
        self.row: Cells | None = None
        self.cell: list[str] | None = None
        self.line = 1
        self.spans = 1
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
        elif self.depth > 1:
            return
        elif tag == "tr":
            self._end_row()
            self.row, self.line = [], self.getpos()[0]
        elif tag in ("td", "th") and self.row is not None:
            self._end_cell()
            self.cell, self.spans = [], _span(dict(attrs).get("colspan"))
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.depth = max(self.depth - 1, 0)
            if self.depth == 0:
                self._end_row()
        elif self.depth > 1:
            return
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is not None and self.row is not None and len(self.row) < MOST_COLUMNS:
            self.row += ["".join(self.cell).strip(), *[""] * (self.spans - 1)]
        self.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.row:
            self.done.append((self.line, self.row))
        self.row = None

    def take(self) -> list[tuple[int, Cells]]:
        """Return the rows that are complete, and forget them."""
        taken, self.done = self.done, []
        return taken


def page_rows(stream: BinaryIO, encoding: str) -> Generator[NumberedRow, None, None]:
    """Yield the table rows of an HTML page, read in pieces."""
    stream.seek(0)
    decoder = io.TextIOWrapper(stream, encoding, newline=None)
    parser = _Rows()
    try:
        while piece := decoder.read(PIECE):
            parser.feed(piece)
            yield from parser.take()
        parser.close()
        parser.handle_endtag("table")
        yield from parser.take()
    finally:
        decoder.detach()


def _span(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and text.isdecimal() and text.isascii() and int(text) else 1
