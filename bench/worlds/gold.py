"""Which messages, bad drafts and clean replies are the words measured by, and what do their labels mean here?

`bench/gold/<language>.jsonl` was written by another hand than exemplars and phrases. Half of it (`dev`) may be read
and tuned on; of the other half (`blind`) nobody reads more than sums.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

FOLDER = Path(__file__).resolve().parent.parent / "gold"
LANGUAGES = ("zh", "pt", "es", "en", "ru")
HALVES = ("dev", "blind")
SECOND = "second"  # the rows of the second writer, which nobody tunes on
THIRD = "third"  # half of what two more writers told; their other half is taught, and these chose engines
FOURTH = "fourth"  # a fifth of what four more writers told; the rest is taught
COLUMNS = (*HALVES, SECOND, THIRD, FOURTH)
_SEEN = 6
# The writers of the messages saw other names for two classes, and one more for what a return runs into.
_OURS = {
    "refund_return_process": "refund_only",
    "return_refund": "refund_only",
    "changed_mind": "no_reason_return",
}


class Stated(Struct, frozen=True):
    """A fact that a message states: its kind, its words, and its value in the writer's notation."""

    type: str
    raw: str
    value: str


class Message(Struct, frozen=True):
    """A buyer's message with its first label and every label that is right too.

    `second` is the label of a second labeller; it and `wants` are empty where nobody said.
    """

    language: str
    half: str
    text: str
    label: str
    accepted: frozenset[str]
    wants: str
    emotion: int
    facts: tuple[Stated, ...]
    second: str = ""


class Reply(Struct, frozen=True, eq=False):
    """A draft of an answer; `severity` is what the lint should say (`block`, `warn`), empty for a clean one.

    `why` is what is wrong with it. `slots` and `situation` are what the case carries and where its talk stands.
    `own` says that whoever wrote the rules wrote it too: its figures flatter. The other writer gave no halves: of
    theirs, odd numbers and the first six may be read.
    """

    language: str
    half: str
    text: str
    platform: str
    severity: str = ""
    why: str = ""
    own: bool = False
    situation: str = ""
    slots: dict[str, str] = {}


@lru_cache(maxsize=16)
def messages(language: str, half: str) -> tuple[Message, ...]:
    """Return one half of the messages in a language, or those of later writers; none where none are written yet."""
    if half not in HALVES:
        return tuple(_message(language, row | {"half": half}) for row in _rows(f"{half}_{language}.jsonl"))
    return tuple(_message(language, row) for row in _rows(f"{language}.jsonl") if row["half"] == half)


def bad_drafts() -> tuple[Reply, ...]:
    """Return drafts that the lint should find."""
    return (*(_reply(row) for row in _rows("lint.jsonl")), *_second("lint"))


def clean_replies() -> tuple[Reply, ...]:
    """Return answers that are fine as they are."""
    return (*(_reply(row) for row in _rows("clean.jsonl")), *_second("clean"))


def _second(kind: str) -> Iterator[Reply]:
    yield from (_reply(row | {"half": SECOND}) for row in _rows(f"second_{kind}.jsonl"))


def _message(language: str, row: dict[str, Any]) -> Message:
    return Message(
        language,
        row["half"],
        row["text"],
        _OURS.get(row["label"], row["label"]),
        frozenset(_OURS.get(code, code) for code in row["accepted"]),
        row.get("wants", ""),
        row.get("emotion", 0),
        tuple(Stated(fact["type"], fact["raw"], str(fact["value"])) for fact in row["facts"]),
        _second_labels().get(row["id"], ""),
    )


@lru_cache(maxsize=1)
def _second_labels() -> dict[str, str]:
    return {row["id"]: _OURS.get(row["label"], row["label"]) for row in _rows("labels_second.jsonl")}


def _reply(row: dict[str, Any]) -> Reply:
    number = int(row["id"].rpartition("-")[2].lstrip("r"))
    half = "dev" if number % 2 or number <= _SEEN else "blind"
    return Reply(
        row["language"],
        row.get("half", half),
        row["text"],
        row["platform"],
        row.get("severity", ""),
        row.get("why", ""),
        row.get("author") == "rules",
        row.get("situation", ""),
        row.get("slots", {}),
    )


def _rows(name: str) -> Iterator[dict[str, Any]]:
    path = FOLDER / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    yield from (json.loads(line) for line in lines if line.strip())
