"""How is one row of a rule file read, field by field, with an error that names its line?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.reading import Block, Items

LANGUAGES = ("zh-CN", "en")

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\Z")


def only(row: Block, allowed: Iterable[str]) -> None:
    """Refuse a field the format does not have, and say which one was probably meant."""
    names = list(allowed)
    for key in row:
        if key not in names:
            near = get_close_matches(str(key), names, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"It may have: {', '.join(names)}."
            raise RuleFileMistake(row.at(key), f"the field {key!r} is not read here", hint)


def block(row: Block, key: str, *, required: bool = False) -> Block:
    """Return a mapping under a key, empty where it is missing."""
    value = row.get(key)
    if value is None and not required:
        return Block(row.at(key))
    if not isinstance(value, Block):
        raise RuleFileMistake(
            row.at(key), f"{key!r} is not a mapping", "Write indented 'name: value' lines under it."
        )
    return value


def items(row: Block, key: str) -> Items:
    """Return a list under a key; a single value counts as a list of one, a missing key as none."""
    value = row.get(key)
    if isinstance(value, Items):
        return value
    alone = Items(row.at(key))
    if value is not None:
        alone.append(value)
        alone.lines.append(row.at(key).line)
    return alone


def rows(row: Block, key: str) -> list[Block]:
    """Return the mappings listed under a key."""
    found = items(row, key)
    for index, item in enumerate(found):
        if not isinstance(item, Block):
            raise RuleFileMistake(
                found.at(index), f"an entry of {key!r} is not a row", "Begin it with '- name: value'."
            )
    return list(found)


def text(row: Block, key: str, default: str | None = None) -> str:
    """Return a text field; raise where it is missing and has no default."""
    value = row.get(key)
    if value is None and default is not None:
        return default
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str | int | date):
        raise RuleFileMistake(row.at(key), f"{key!r} is missing or not text", f"Write '{key}: ...'.")
    return str(value).strip()


def number(row: Block, key: str, default: int | None = None) -> int:
    """Return a whole number field."""
    value = row.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, int) or isinstance(value, bool):
        raise RuleFileMistake(
            row.at(key), f"{key!r} is not a whole number", "Write digits only, in the smallest unit."
        )
    return value


def truth(row: Block, key: str, *, default: bool) -> bool:
    """Return a yes-or-no field."""
    value = row.get(key, default)
    if not isinstance(value, bool):
        raise RuleFileMistake(row.at(key), f"{key!r} is neither true nor false", "Write true or false.")
    return value


def day(row: Block, key: str) -> date | None:
    """Return a date field or None."""
    value = row.get(key)
    if value is not None and not isinstance(value, date):
        raise RuleFileMistake(
            row.at(key), f"{key!r} is not a date", "Write it as 2026-01-15, without quotes."
        )
    return value


def one_of(row: Block, key: str, choices: Iterable[str], default: str | None = None) -> str:
    """Return a field that is one of a few words."""
    value = text(row, key, default)
    names = list(choices)
    if value not in names:
        raise RuleFileMistake(row.at(key), f"{key!r} is {value!r}", f"Use one of: {', '.join(names)}.")
    return value


def words(row: Block, key: str) -> Mapping[str, str]:
    """Return a sentence in each language; raise where one is missing."""
    given = row.get(key)
    if not isinstance(given, Block):
        raise RuleFileMistake(row.at(key), f"{key!r} is missing", f"Write '{key}: {{zh-CN: ..., en: ...}}'.")
    for language in LANGUAGES:
        if not isinstance(given.get(language), str) or not given[language].strip():
            raise RuleFileMistake(
                given.at(language),
                f"{key!r} has no sentence in {language}",
                "People read it; give one in zh-CN and in en.",
            )
    return {str(language): str(sentence).strip() for language, sentence in given.items()}


def name(place: Place, given: object, kind: str) -> str:
    """Return a name that expressions can carry; raise for anything else."""
    if not isinstance(given, str) or not _NAME.match(given) or len(given) > 80:
        raise RuleFileMistake(
            place,
            f"{given!r} cannot be the name of a {kind}",
            "Use a-z, 0-9, '_' and '.', beginning with a letter.",
        )
    return given
