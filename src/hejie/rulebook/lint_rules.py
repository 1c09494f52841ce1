"""Which wordings must an answer avoid, why, and what can be said instead?

Rules are rows of `lint/*.yaml`. An overlay folder replaces a rule by a row with the same id; `severity: off` ends it.
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


class LintRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One wording to avoid, or with `absent` one that must be there.

    `says`, `unless` are patterns by language (`any` holds in all); an `unless` found in the same sentence excuses it.
    `platforms` and `situations` limit the rule where given. `bad` and `good` are drafts that its tests try.
    `source` is the requirement the rule answers to.
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
    unless: Patterns = {}
    absent: bool = False
    platforms: list[str] = []
    situations: list[str] = []


def load_lint_rules(*overlays: Path) -> tuple[LintRule, ...]:
    """Read the shipped rules and those of overlay folders, by id; raise RuleFileMistake with the file."""
    rules: dict[str, LintRule] = {}
    for root in (SHIPPED, *overlays):
        rules |= {rule.id: rule for rule in _rules(root)}
    return tuple(rule for rule in rules.values() if rule.severity != "off")


def _rules(root: Path) -> Iterator[LintRule]:
    for path in sorted((root / "lint").glob("*.yaml")):
        shown = f"lint/{path.name}"
        for row in read_yaml(path, shown_as=shown).get("rules") or ():
            try:
                yield msgspec.convert(_plain(row), LintRule)
            except msgspec.ValidationError as error:
                place = getattr(row, "place", Place(shown, 1))
                raise RuleFileMistake(
                    place, f"this lint rule cannot be used: {error}", "See lint/tone.yaml."
                ) from error


def _plain(node: object) -> object:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, list) else node
