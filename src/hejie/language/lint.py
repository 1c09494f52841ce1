"""What in this draft would make the dispute worse, break a platform's rule, or say what no fact carries?

Two kinds of findings: wordings to avoid or to have, which the rulebook hands in, and what the draft states, by reading
it back: every amount, day, number, name and contact in it must come from the slots that facts of the case filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, Protocol

from msgspec import Struct

from hejie.language.disguises import BareCopy
from hejie.language.drafts import Draft, Finding
from hejie.language.repair import MatchingCopy
from hejie.language.statements import stated

__all__ = ["Draft", "Finding", "Patterns", "Severity", "Wording", "lint"]

EVERYWHERE = "any"
_UNSPACED = "zh"
_SENTENCE_END = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
Severity = Literal["block", "warn", "hint", "off"]
Patterns = Mapping[str, Sequence[str]]


class Wording(Protocol):
    """What the rulebook hands in: see `Wording` there."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def category(self) -> str:
        """What kind of mistake it is."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""

    @property
    def why(self) -> Mapping[str, str]:
        """The reason, by language."""

    @property
    def says(self) -> Patterns:
        """What to look for, by language."""

    @property
    def hidden(self) -> Patterns:
        """What to look for in the letters alone, however they are disguised."""

    @property
    def unless(self) -> Patterns:
        """What excuses it in the same sentence."""

    @property
    def rewrite(self) -> Mapping[str, str]:
        """What can be said instead."""

    @property
    def absent(self) -> bool:
        """Whether the words must be there."""

    @property
    def if_said(self) -> Patterns:
        """What a draft must say for the words to be missed."""

    @property
    def platforms(self) -> Sequence[str]:
        """Where it holds; everywhere if empty."""

    @property
    def situations(self) -> Sequence[str]:
        """When it holds; always if empty."""

    @property
    def given(self) -> Sequence[str]:
        """Which slots must be filled for it to hold."""


class _Texts(Struct, frozen=True):
    """A draft as patterns read it: as it is written, and its letters alone."""

    copy: MatchingCopy
    bare: BareCopy


def lint(draft: Draft, wordings: Iterable[Wording]) -> tuple[Finding, ...]:
    """Return what is wrong with a draft to a buyer, in the order of the text; never raises for any text."""
    copy = MatchingCopy(draft.text)
    texts = _Texts(copy, BareCopy(copy))
    found = [*stated(draft, copy)]
    for wording in wordings:
        if _concerns(wording, draft):
            found.extend(_worded(wording, texts, draft.language))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.rule)))


def _concerns(wording: Wording, draft: Draft) -> bool:
    here = not wording.platforms or draft.platform in wording.platforms
    now = not wording.situations or draft.situation in wording.situations
    return here and now and all(draft.slots.get(slot) for slot in wording.given)


def _worded(wording: Wording, texts: _Texts, language: str) -> Iterator[Finding]:
    copy, pattern = texts.copy, _any_of(wording.says, language)
    if wording.absent:
        occasion = _any_of(wording.if_said, language)
        if pattern and not pattern.search(copy.text) and (occasion is None or occasion.search(copy.text)):
            yield _finding(wording, language, 0, 0, "")
        return
    excuse = _any_of(wording.unless, language)
    for start, end in sorted(_places(wording, texts, language)):
        if not (excuse and excuse.search(_sentence(copy.text, start, end))):
            start, end = copy.span(start, end)
            yield _finding(wording, language, start, end, copy.original[start:end])


def _places(wording: Wording, texts: _Texts, language: str) -> set[tuple[int, int]]:
    plain, hidden = _said(wording.says, language), _any_of(wording.hidden, language)
    found = {match.span() for match in plain.finditer(texts.copy.text)} if plain else set()
    if hidden:
        found |= {texts.bare.span(*match.span()) for match in hidden.finditer(texts.bare.text) if match[0]}
    return {(start, end) for start, end in found if start < end}


def _finding(wording: Wording, language: str, start: int, end: int, raw: str) -> Finding:
    rewrite = wording.rewrite.get(language, "")
    return Finding(wording.id, wording.category, wording.severity, start, end, raw, wording.why, rewrite)


def _said(patterns: Patterns, language: str) -> re.Pattern[str] | None:
    # Where words stand apart, what is looked for begins with one: "ma fe" is not in "sistema fechou". Chinese, and what
    # is looked for in any language, may begin anywhere.
    own = patterns.get(language, ())
    if not language.startswith(_UNSPACED):
        own = tuple(f"(?<![a-z])(?:{pattern})" for pattern in own)
    return _joined((*patterns.get(EVERYWHERE, ()), *own))


def _any_of(patterns: Patterns, language: str) -> re.Pattern[str] | None:
    return _joined((*patterns.get(EVERYWHERE, ()), *patterns.get(language, ())))


@lru_cache(maxsize=512)
def _joined(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def _sentence(text: str, start: int, end: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(text))
    return text[first:last]
