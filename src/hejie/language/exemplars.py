"""Which sentences and words, written by us, show what each complaint sounds like?

One text file a language and folder: a line `# class` opens a class. In `exemplars/` each line below is one sentence, in
`lexicon/` the words and short turns of the trade, parted by semicolons.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from msgspec import Struct

from hejie.language.shipped import shipped

LANGUAGES = ("zh", "pt", "es", "en", "ru")
_PARTED = re.compile(r"\s*[;；]\s*")


class Asides(Struct, frozen=True):
    """What buyers add without changing what a complaint is about, by kind, and the classes a kind may stand beside."""

    says: dict[str, list[str]]
    beside: dict[str, list[str]]


@lru_cache(maxsize=len(LANGUAGES))
def exemplars(language: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of class and sentence for a language of `LANGUAGES`."""
    return tuple(_by_class("exemplars", language))


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of class and a word or short turn that speaks for it."""
    return tuple(
        (label, entry)
        for label, line in _by_class("lexicon", language)
        for entry in _PARTED.split(line)
        if entry
    )


@lru_cache(maxsize=len(LANGUAGES))
def asides(language: str) -> Asides:
    """Return what buyers of a language add to complaints."""
    listed = msgspec.yaml.decode(shipped("exemplars", "asides.yaml"), type=dict[str, dict[str, list[str]]])
    return Asides(listed[language], listed["beside"])


def everyday_words(language: str) -> tuple[str, ...]:
    """Return lines of the small words that give a language away."""
    mark = f"{language}: "
    return tuple(
        line.removeprefix(mark) for line in _lines("exemplars", "everyday.txt") if line.startswith(mark)
    )


def _by_class(folder: str, language: str) -> list[tuple[str, str]]:
    found = []
    label = ""
    for line in _lines(folder, f"{language}.txt"):
        if line.startswith("# "):
            label = line[2:]
        else:
            found.append((label, line))
    return found


def _lines(folder: str, name: str) -> list[str]:
    return [line.strip() for line in shipped(folder, name).splitlines() if line.strip()]
