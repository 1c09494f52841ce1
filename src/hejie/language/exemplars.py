"""Which sentences, written by us, show what each complaint sounds like?

One text file a language: a line `# class` opens a class, each line below is one example of it.
"""

from __future__ import annotations

from functools import lru_cache

from hejie.language.shipped import shipped

LANGUAGES = ("zh", "pt", "es", "en")


@lru_cache(maxsize=len(LANGUAGES))
def exemplars(language: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of class and sentence for a language of `LANGUAGES`."""
    found = []
    label = ""
    for line in _lines(f"{language}.txt"):
        if line.startswith("# "):
            label = line[2:]
        else:
            found.append((label, line))
    return tuple(found)


def everyday_words(language: str) -> tuple[str, ...]:
    """Return lines of the small words that give a language away."""
    mark = f"{language}: "
    return tuple(line.removeprefix(mark) for line in _lines("everyday.txt") if line.startswith(mark))


def _lines(name: str) -> list[str]:
    return [line.strip() for line in shipped("exemplars", name).splitlines() if line.strip()]
