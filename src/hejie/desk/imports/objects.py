"""Which rows do JSON Lines hold? One object a line; its keys are the columns."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import BinaryIO

import msgspec

from hejie.desk.imports.mistakes import NotATable
from hejie.desk.imports.texts import LONGEST_CELL, Broken, NumberedRow

MOST_KEYS = 500
_decoder = msgspec.json.Decoder(dict[str, object])


def object_rows(stream: BinaryIO, name: str) -> Generator[NumberedRow, None, None]:
    """Yield a row of all keys, then one row an object. The keys are gathered in a first pass, so none is lost."""
    keys: dict[str, None] = {}
    for _, found in _objects(stream):
        if isinstance(found, dict):
            keys.update(dict.fromkeys(found))
        if len(keys) > MOST_KEYS:
            raise NotATable(
                name, f"JSON with more than {MOST_KEYS} different keys", "Write flat objects, one a line."
            )
    yield 0, list(keys)
    for line, found in _objects(stream):
        if isinstance(found, dict):
            yield line, [_text(found.get(key)) for key in keys]
        else:
            yield line, found


def _objects(stream: BinaryIO) -> Iterator[tuple[int, dict[str, object] | Broken]]:
    stream.seek(0)
    line = 0
    while text := stream.readline(LONGEST_CELL):
        line += 1
        if not text.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            yield line, _decoder.decode(text.strip(b" \t\r\n\xef\xbb\xbf"))
        except (msgspec.DecodeError, RecursionError) as error:
            yield line, Broken(f"this line is not one JSON object ({error})")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()
