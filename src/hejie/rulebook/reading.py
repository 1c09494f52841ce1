"""How is a rule file read, so that every part knows its line and no file can hang or run anything?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from hejie.rulebook.mistakes import Place, RuleFileMistake

MOST_BYTES = 1_000_000
DEEPEST = 16
LONGEST_NUMBER = 15  # digits: everything stays exact in 64 bits and in a float

_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Block(dict[Any, Any]):
    """A mapping of a rule file that remembers its lines."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.lines: dict[Any, int] = {}

    def at(self, key: object) -> Place:
        """Return where a key stands, or where the block begins."""
        return Place(self.place.file, self.lines.get(key, self.place.line))


class Items(list[Any]):
    """A list of a rule file that remembers its lines."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.lines: list[int] = []

    def at(self, index: int) -> Place:
        """Return where an item stands."""
        return Place(self.place.file, self.lines[index])


def read_yaml(path: Path, *, shown_as: str = "") -> Block:
    """Read one rule file, a mapping at the top; raise RuleFileMistake with file and line.

    YAML 1.2 scalars: `no` and `off` are words. Anchors, aliases, tags of objects, deep nesting, double keys and
    huge numbers are refused, so no file can grow in memory or build anything but text, numbers, dates and lists.
    """
    name = shown_as or str(path)
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise RuleFileMistake(
            Place(name, 1), f"the file has {len(data)} bytes", f"Split it: at most {MOST_BYTES} are read."
        )
    return read_text(data, name)


def read_text(data: bytes | str, name: str) -> Block:
    """Read the text of a rule file; `name` is what errors call it."""
    try:
        top = _build(yaml.parse(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise RuleFileMistake(
            Place(name, line), f"this is not YAML: {error.problem}", "Check indentation, colons and quotes."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleFileMistake(
            Place(name, 1),
            f"the file cannot be read: {' '.join(str(error).split())}",
            "Save it as UTF-8 text without control signs.",
        ) from error
    if top is None:
        return Block(Place(name, 1))
    if not isinstance(top, Block):
        raise RuleFileMistake(
            Place(name, 1), "the file is not a mapping", "Begin with a key such as 'rules:'."
        )
    return top


def _build(events: Iterator[Any], name: str) -> Any:
    # An explicit stack instead of recursion: depth is a number to check, not a crash.
    stack: list[Block | Items] = []
    keys: list[Any] = []
    top: Any = None
    documents = 0
    for event in events:
        kind = type(event).__name__
        place = Place(name, event.start_mark.line + 1)
        if kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise RuleFileMistake(
                    place, "a second document starts here", "Keep one document in one file."
                )
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            _refuse_tricks(event, place, len(stack))
            child: Block | Items = Block(place) if kind == "MappingStartEvent" else Items(place)
            if stack:
                _put(stack[-1], keys, child, place)
            else:
                top = child
            stack.append(child)
            keys.append(_NO_KEY)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            stack.pop()
            keys.pop()
        elif kind == "ScalarEvent":
            _refuse_tricks(event, place, len(stack))
            value = _scalar(event, place)
            if stack:
                _put(stack[-1], keys, value, place)
            else:
                top = value
        elif kind == "AliasEvent":
            raise RuleFileMistake(
                place, f"'*{event.anchor}' repeats another part", "Write it out: aliases are not read."
            )
    return top


_NO_KEY = object()


def _put(parent: Block | Items, keys: list[Any], value: Any, place: Place) -> None:
    if isinstance(parent, Items):
        parent.append(value)
        parent.lines.append(place.line)
        return
    if keys[-1] is _NO_KEY:
        if isinstance(value, Block | Items):
            raise RuleFileMistake(
                place, "a mapping or list is used as a key", "Keys are single words or dates."
            )
        if value in parent:
            raise RuleFileMistake(place, f"the key {value!r} stands here twice", "Keep one of them.")
        parent.lines[value] = place.line
        parent[value] = None
        keys[-1] = value
        return
    parent[keys[-1]] = value
    keys[-1] = _NO_KEY


def _refuse_tricks(event: Any, place: Place, depth: int) -> None:
    if event.anchor is not None:
        raise RuleFileMistake(
            place, f"'&{event.anchor}' marks a part for reuse", "Write parts out: anchors are not read."
        )
    if event.tag not in (None, "!"):
        raise RuleFileMistake(
            place, f"the tag {event.tag!r} asks for an object", "Use plain text, numbers, dates and lists."
        )
    if depth >= DEEPEST:
        raise RuleFileMistake(
            place, f"the file is nested deeper than {DEEPEST} levels", "Split it into flat rows."
        )


def _scalar(event: Any, place: Place) -> Any:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text):
        if len(text) > LONGEST_NUMBER:
            raise RuleFileMistake(
                place, f"{text[:20]}... is too large", f"Use at most {LONGEST_NUMBER} digits, or quotes."
            )
        return int(text.replace("_", ""))
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise RuleFileMistake(
                place, f"{text!r} is not a day of the calendar", "Write year-month-day."
            ) from error
    return text
