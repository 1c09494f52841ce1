"""What kind of file is this, and which headers and rows does it hold?"""

from __future__ import annotations

import codecs
import re
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice
from os import SEEK_END
from pathlib import Path
from typing import IO, BinaryIO, cast

from msgspec import Struct

from hejie.desk.imports.mistakes import EmptyFile, NotATable, UnusableFile
from hejie.desk.imports.objects import object_rows
from hejie.desk.imports.pages import page_rows
from hejie.desk.imports.sheets import check_archive, sheet_rows
from hejie.desk.imports.texts import PIECE, Broken, NumberedRow, csv_rows, encoding_of

LOOKED_AT = 4096
HEADERS_WITHIN = 15  # rows: some reports have a title and notes above their headers
LONGEST_HEADER = 200

_NUMBER = re.compile(r"(?:[A-Z]{0,3}\s?[$¥￥€])?[-+]?[\d.,\s]*(?:%|元|笔|件|单|个|条|[A-Z]{3})?|[-—/]+")
_SUMS = "合计|总计|小计|共计|本页合计|本页小计|(?:sub|grand )?-?total(?:es)?|totais|soma|suma"
_TOTAL = re.compile(rf"(?:{_SUMS})\s*[:：]?\s*(?:{_NUMBER.pattern})", re.IGNORECASE)

Score = Callable[[Sequence[str]], float]

_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a data base"),
)


class Sheet(Struct):
    """A file as rows: what it is, its encoding where it is text, its headers, and its numbered rows, read once.

    `share` tells how much of the file was read so far, from 0 to 1.
    """

    kind: str
    encoding: str
    headers: tuple[str, ...]
    rows: Iterator[NumberedRow]
    share: Callable[[], float]


class _Share:
    """How much of a stream was read: its place in bytes. A workbook is read at once, so it is at its end."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.stream, self.size = stream, size

    def __call__(self) -> float:
        return min(self.stream.tell() / self.size, 1.0) if self.size else 1.0


@contextmanager
def opened(
    source: Path | BinaryIO, *, encoding: str = "", is_heading: Score | None = None
) -> Iterator[Sheet]:
    """Open a path or a stream as rows; `is_heading` says how well a row would do as headers.

    Raises UnusableFile, with what the file is and what to do instead. The rows are read while they are used.
    """
    name = (
        source.name if isinstance(source, Path) else Path(str(getattr(source, "name", "") or "the file")).name
    )
    with _seekable(source, name) as stream:
        kind = kind_of(stream, name)
        if kind in ("csv", "html"):
            encoding = encoding_of(stream, name, encoding)
        share = _Share(stream, stream.seek(0, SEEK_END))
        with closing(_rows(kind, stream, name, encoding)) as rows:
            headers, rest = _headed(rows, is_heading or _looks_like_headers)
            if headers is None:
                raise EmptyFile(name)
            yield Sheet(kind, encoding if kind in ("csv", "html") else "", headers, rest, share)


@contextmanager
def _seekable(source: Path | BinaryIO, name: str) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        try:
            stream = source.open("rb")
        except OSError as error:
            raise UnusableFile(
                f"{name} cannot be opened: {error.strerror}. Check its name and who may read it."
            ) from error
        with stream:
            yield stream
    elif source.seekable():
        yield source
    else:
        with tempfile.TemporaryFile() as copy:
            _copy(source, copy)
            yield cast(BinaryIO, copy)


def _copy(source: BinaryIO, copy: IO[bytes]) -> None:
    while piece := source.read(PIECE):
        copy.write(piece)


def kind_of(stream: BinaryIO, name: str) -> str:
    """Return csv, xlsx, xls, html or jsonl by what is in the file; its name may say anything.

    Raises EmptyFile or NotATable.
    """
    stream.seek(0)
    start = stream.read(LOOKED_AT)
    if not start.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise EmptyFile(name)
    if start.startswith(b"PK"):
        check_archive(stream, name)
        return "xlsx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    for sign, what in _OTHER_KINDS:
        if start.startswith(sign):
            raise NotATable(name, what, "Export the list as CSV or Excel, or unpack the archive first.")
    return _kind_of_text(start, name)


def _kind_of_text(start: bytes, name: str) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", errors="replace").encode()
    text = start.lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    if text.startswith((b"<?xml", b"<workbook")) and b"<html" not in text:
        raise NotATable(
            name,
            "an XML spreadsheet of 2003",
            "Open it in a spreadsheet and save it as .xlsx, then bring that file.",
        )
    if text.startswith(b"<"):
        return "html"
    if text.startswith(b"["):
        raise NotATable(
            name, "one large JSON list", "Write JSON Lines instead: one object a line, no commas between."
        )
    return "jsonl" if text.startswith(b"{") else "csv"


def _rows(kind: str, stream: BinaryIO, name: str, encoding: str) -> Generator[NumberedRow, None, None]:
    if kind in ("xlsx", "xls"):
        return sheet_rows(stream, name)
    if kind == "html":
        return page_rows(stream, encoding)
    return object_rows(stream, name) if kind == "jsonl" else csv_rows(stream, encoding)


def _headed(
    rows: Iterator[NumberedRow], is_heading: Score
) -> tuple[tuple[str, ...] | None, Iterator[NumberedRow]]:
    """Find the headers among the first rows; what stands above them is a title, what stands below is data."""
    rows = (row for row in rows if isinstance(row[1], Broken) or any(map(str.strip, row[1])))
    first = list(islice(rows, HEADERS_WITHIN))
    scored = [
        (0.0 if isinstance(cells, Broken) else is_heading(cells), -place)
        for place, (_, cells) in enumerate(first)
    ]
    if not scored or max(scored)[0] <= 0:
        return None, iter(())
    place = -max(scored)[1]
    headers = first[place][1]
    assert not isinstance(headers, Broken)
    below = chain(first[place + 1 :], rows)
    return _named(headers), (row for row in below if isinstance(row[1], Broken) or not is_totals(row[1]))


def is_totals(cells: Sequence[str]) -> bool:
    """Whether a row only sums others up: it begins with a word for that, and holds nothing else but numbers.

    A complaint has an id with a word, a name or a time beside it, so none is taken for a sum.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(
        filled and _TOTAL.fullmatch(filled[0]) and all(_NUMBER.fullmatch(cell) for cell in filled[1:])
    )


def _named(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers without spreadsheet marks; the second of the same name becomes "name (2)"."""
    seen: dict[str, int] = {}
    names = []
    for header in headers:
        name = header.strip(" \t\r\n\ufeff\"'")[:LONGEST_HEADER]
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _looks_like_headers(cells: Sequence[str]) -> float:
    words = [
        cell
        for cell in cells
        if cell.strip() and not cell.strip().replace(".", "").replace("-", "").isdigit()
    ]
    return float(len(set(words)))
