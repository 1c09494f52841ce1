"""What was asked of the model, what became of it, and how much of today's tokens is used up?

One line of JSON each, redacted as it was sent. What a person then sent is kept as a distance only: how many signs of
the proposal they took out or put in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from hejie.desk.drafting.proposing import Proposal
from hejie.language.redaction import redact

MODEL_DRAFTS = "model-drafts.jsonl"  # the record, in the folder of the desk's data


def record(file: Path, proposal: Proposal, *, case_id: str, by: str, at: datetime) -> None:
    """Add one line to the record; the key of the endpoint and the restored draft are not in it."""
    line = {"at": at.isoformat(), "by": by, "case_id": case_id, "state": proposal.state}
    _add(file, line | {"problems": list(proposal.problems)} | dict(proposal.record))


def record_sent(file: Path, text: str, names: tuple[str, ...], line: dict[str, str]) -> None:
    """Add how far the answer that was sent is from the last proposal for its case; nothing where there was none.

    `line` says who sent it, when and of which case: `by`, `at`, `case_id`.
    """
    proposed = None
    for kept in _lines(file):
        if kept.get("case_id") == line["case_id"]:
            proposed = kept.get("drafted") if kept.get("state") == "proposed" else None
    if isinstance(proposed, str):
        sent = redact(text, names).text
        distance = {"distance": distance_of(proposed, sent), "proposed": len(proposed), "length": len(sent)}
        _add(file, {**line, "state": "sent", **distance})


def distance_of(first: str, second: str) -> int:
    """Return how many signs must be taken out of one text and put in to make the other."""
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for step, i1, i2, j1, j2 in steps if step != "equal")


def spent(file: Path, day: date) -> int:
    """Return the tokens that the record shows for a day; a line that cannot be read counts nothing."""
    told = (line.get("tokens", "0") for line in _lines(file) if str(line.get("at", "")).startswith(f"{day}"))
    return sum(int(tokens) for tokens in told if str(tokens).isdecimal())


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if not file.exists():
        return
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict):
                yield told


def _add(file: Path, line: dict[str, Any]) -> None:
    with file.open("a", encoding="utf-8") as record_file:
        record_file.write(json.dumps(line, ensure_ascii=False) + "\n")
