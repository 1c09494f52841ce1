"""Which listed phrases does a message contain, and where?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped


class Hit(Struct, frozen=True):
    """A phrase found: the code it speaks for, and where it stands in the original text."""

    code: str
    start: int
    end: int
    weight: int = 1


class _Mood(Struct, frozen=True, forbid_unknown_fields=True):
    says: list[str]
    weight: int = 1


_Listed = dict[str, dict[str, list[str] | _Mood]]
KINDS = ("class", "demand", "emotion", "risk")


def hits(kind: str, language: str, copy: MatchingCopy) -> tuple[Hit, ...]:
    """Return the first place of every code of a kind (`KINDS`) that the text speaks for; none in other languages."""
    found = []
    for code, pattern, weight in _phrases()[kind].get(language, ()):
        match = pattern.search(copy.text)
        if match and match[0]:
            found.append(Hit(code, *copy.span(match.start(), match.end()), weight))
    return tuple(found)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, tuple[tuple[str, re.Pattern[str], int], ...]]]:
    moods: Any = msgspec.yaml.decode(shipped("patterns", "moods.yaml"), type=dict[str, _Listed])
    classes: Any = msgspec.yaml.decode(shipped("patterns", "classes.yaml"), type=_Listed)
    return {
        kind: {language: tuple(map(_compiled, codes.items())) for language, codes in listed.items()}
        for kind, listed in (moods | {"class": classes}).items()
    }


def _compiled(listed: tuple[str, list[str] | _Mood]) -> tuple[str, re.Pattern[str], int]:
    code, says = listed
    mood = says if isinstance(says, _Mood) else _Mood(says)
    # One alternation a code: the text is scanned once for each code, not once for each phrase.
    return code, re.compile("|".join(f"(?:{phrase})" for phrase in mood.says)), mood.weight
