"""How does a whole case leave this desk and arrive at another one without loss?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from hejie.casefile.case import CaseFile
from hejie.casefile.chain import NOT_JSON, START, Line, check, digest_of
from hejie.casefile.entries import CaseOpened

FORMAT = 1
T = TypeVar("T")
_encoder = msgspec.json.Encoder(order="deterministic")


class _Heading(Struct, tag_field="hejie", tag="case"):
    case_id: str
    entries: int
    seal: str
    format: int = FORMAT


class NotACase(ValueError):
    """Lines that are not an exported case."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(
            f"Line {line} is not part of an exported case ({why}); nothing was taken from this case. "
            "Use a file that `hejie export` wrote, unchanged and whole."
        )


def export_case(file: CaseFile) -> Iterator[str]:
    """Yield the case as JSON Lines: a heading, then one line an entry with its seal."""
    yield _encoder.encode(_Heading(file.case_id, len(file.lines), _seal(file.case_id, file.lines))).decode()
    for line in file.lines:
        yield _encoder.encode(line).decode()


def import_cases(lines: Iterable[str]) -> Iterator[CaseFile]:
    """Yield the cases of exported lines, each checked against its chain of seals.

    Raises NotACase with the line number, or ChainBroken.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    for number, text in numbered:
        heading = _decode(text, _Heading, number)
        if heading.format != FORMAT:
            raise NotACase(number, f"format {heading.format}, this version reads {FORMAT}")
        taken = [_decode(line, Line, n) for n, line in _take(numbered, heading.entries, number)]
        check(taken)
        _check_heading(heading, taken, number)
        yield CaseFile(heading.case_id, taken)


def _seal(case_id: str, lines: Sequence[Line]) -> str:
    # Binds the name of the case to its last line, so that neither another name nor a shorter end goes unnoticed.
    return digest_of(lines[-1].digest if lines else START, case_id.encode())


def _check_heading(heading: _Heading, taken: Sequence[Line], number: int) -> None:
    if not taken or not isinstance(taken[0].entry.what, CaseOpened):
        raise NotACase(number, "its entries do not begin with the opening of a case")
    if heading.seal != _seal(heading.case_id, taken):
        raise NotACase(number, "its heading does not belong to its entries")


def _take(numbered: Iterator[tuple[int, str]], count: int, number: int) -> Iterator[tuple[int, str]]:
    for _ in range(count):
        got = next(numbered, None)
        if got is None:
            raise NotACase(number, f"{count} entries were announced and the file ends before")
        yield got


def _decode(text: str, kind: type[T], number: int) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except NOT_JSON as error:
        raise NotACase(number, str(error)) from error
