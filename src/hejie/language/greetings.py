"""Whom does a message greet by name?"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from msgspec import Struct

from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped


class Greeted(Struct, frozen=True):
    """A name in a greeting: `text[start:end] == raw`; `family` is what tells the person from another."""

    raw: str
    family: str
    start: int
    end: int


class _Greeting(Struct, frozen=True, forbid_unknown_fields=True):
    before: str
    name: str
    rest: str


def greeted(copy: MatchingCopy, language: str) -> tuple[Greeted, ...]:
    """Return the names that a message in a language greets somebody by; none in a language that is not known."""
    pattern = _patterns().get(language)
    found = []
    for match in pattern.finditer(copy.text) if pattern else ():
        start, end = copy.span(match.start("name"), match.end())
        raw = copy.original[start:end]
        if not raw[0].isascii() or raw[0].isupper():  # a name of letters begins with a capital one
            found.append(Greeted(raw, match["name"], start, end))
    return tuple(found)


def is_called(name: Greeted, words: str) -> bool:
    """Whether words, such as the buyer's name on the platform, hold the name greeted."""
    folded = MatchingCopy(words).text
    bounds = (r"(?<![a-z])", r"(?![a-z])") if name.family.isascii() else ("", "")
    return re.search(bounds[0] + re.escape(name.family) + bounds[1], folded) is not None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    written = msgspec.yaml.decode(shipped("patterns", "greetings.yaml"), type=dict[str, _Greeting])
    return {
        language: re.compile(f"{one.before}(?P<name>{one.name}){one.rest}")
        for language, one in written.items()
    }
