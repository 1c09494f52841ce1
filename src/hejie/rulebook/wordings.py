"""Which wordings must an answer avoid, why, and what can be said instead?

They are rows of `wording/*.yaml`. An overlay folder replaces one by a row with the same id; `severity: off` ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.reading import read_yaml

SHIPPED = Path(__file__).parent
Severity = Literal["block", "warn", "hint", "off"]
Patterns = dict[str, list[str]]


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One wording to avoid, or with `absent` one that must be there (in a draft that says `if_said`, where given).

    `says`, `unless` are patterns by language (`any` holds in all); an `unless` found in the same sentence excuses it;
    `hidden` patterns read the letters alone. `platforms`, `situations` and `given` (slots that the case fills) limit
    it. `bad` and `good` are drafts that the tests try. `source` is the requirement it answers to.
    """

    id: str
    category: str
    severity: Severity
    why: dict[str, str]
    source: str
    says: Patterns
    rewrite: dict[str, str]
    bad: Patterns
    good: Patterns
    hidden: Patterns = {}
    unless: Patterns = {}
    absent: bool = False
    if_said: Patterns = {}
    platforms: list[str] = []
    situations: list[str] = []
    given: list[str] = []


def load_wordings(*overlays: Path) -> tuple[Wording, ...]:
    """Read the shipped wordings and those of overlay folders, by id; raise RuleFileMistake with the file."""
    wordings: dict[str, Wording] = {}
    for root in (SHIPPED, *overlays):
        wordings |= {wording.id: wording for wording in _rows(root)}
    return tuple(wording for wording in wordings.values() if wording.severity != "off")


def _rows(root: Path) -> Iterator[Wording]:
    for path in sorted((root / "wording").glob("*.yaml")):
        shown = f"wording/{path.name}"
        for row in read_yaml(path, shown_as=shown).get("wordings") or ():
            try:
                yield msgspec.convert(_plain(row), Wording)
            except msgspec.ValidationError as error:
                place = getattr(row, "place", Place(shown, 1))
                raise RuleFileMistake(
                    place, f"this wording cannot be used: {error}", "See wording/blame.yaml."
                ) from error


def _plain(node: object) -> object:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, list) else node
