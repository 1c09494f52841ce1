"""What are names, clocks and remedies of the rules called in a language that their own files do not write?

A rule file says everything in Chinese and English. Each further language is one file, `words/<language>.yaml`, that
gives for the English words those of the language, so a language comes without an edit of any rule file. A platform's
folder may hold a `words/` of its own, so a platform stays one folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.reading import read_yaml

NOTHING: Mapping[str, str] = {}


class Wordbook(Struct, frozen=True):
    """For each further language, its words by the English ones."""

    languages: Mapping[str, Mapping[str, str]]

    def of(self, language: str) -> Mapping[str, str]:
        """Return the words of a language by the English ones; none for a language without a file."""
        return self.languages.get(language, NOTHING)

    def said(self, words: Mapping[str, str], language: str) -> str:
        """Return a text in a language: its own words, else those of the file, else English, else any."""
        if own := words.get(language):
            return own
        english = words.get("en", "")
        return self.of(language).get(english) or english or next(iter(words.values()), "")

    def whole(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return a text in every language there is: its own words first, then those of the files."""
        english = words.get("en", "")
        told = {language: book[english] for language, book in self.languages.items() if english in book}
        return told | dict(words)


def read_wordbook(roots: Iterable[Path]) -> Wordbook:
    """Read the words of the shipped folder and of those laid over it; raise RuleFileMistake with file and line."""
    languages: dict[str, dict[str, str]] = {}
    for root in roots:
        for path in [*sorted(root.glob("words/*.yaml")), *sorted(root.glob("platforms/*/words/*.yaml"))]:
            languages.setdefault(path.stem, {}).update(_pairs(path, str(path.relative_to(root))))
    return Wordbook(languages)


def _pairs(path: Path, shown_as: str) -> dict[str, str]:
    pairs = read_yaml(path, shown_as=shown_as)
    for english, told in pairs.items():
        if not isinstance(english, str) or not isinstance(told, str) or not told.strip():
            raise RuleFileMistake(
                pairs.at(english),
                f"{english!r} has no words here",
                "Write 'English words: words in the language'.",
            )
    return dict(pairs)
