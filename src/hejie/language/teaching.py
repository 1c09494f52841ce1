"""What is the reader taught, in which words, and how much does each lesson count?

Sentences count whole. Each is taught once more with an aside (a wish, a threat, a greeting) that does not change what
it is about, and the words of the trade are taught alone: both count half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from zlib import crc32

from hejie.language.exemplars import Asides, asides, exemplars, lexicon
from hejie.language.fitting import Lesson
from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped_bytes

_HALF = 0.5
_ENGINE = "3"  # raised when the same lessons give other weights
# The digits of an order or parcel say nothing of the complaint; same length, so that places stay.
_NUMBER = re.compile(r"(?<![a-z0-9])[a-z]{0,4}[0-9][0-9-]{5,}[a-z]{0,2}(?![a-z])")


def lessons(language: str) -> tuple[Lesson, ...]:
    """Return all that the reader of a language is taught."""
    whole = exemplars(language)
    taught = [(label, text, 1.0) for label, text in whole]
    taught += [(label, text, _HALF) for label, text in _with_asides(language, whole)]
    taught += [(label, text, _HALF) for label, text in lexicon(language)]
    return tuple(Lesson(readable(MatchingCopy(text).text), label, weight) for label, text, weight in taught)


def digest(language: str) -> str:
    """Return what tells these lessons from any others: weights carry it, so that none drifts from its sentences."""
    lines = [f"{lesson.label}\t{lesson.weight}\t{lesson.text}\n" for lesson in lessons(language)]
    told = sha256("".join([_ENGINE, *lines]).encode("utf-8", "replace"))
    told.update(shipped_bytes("weights", "meanings.npz"))
    return told.hexdigest()[:16]


def readable(text: str) -> str:
    """Return a matching copy with its long numbers blanked out."""
    return _NUMBER.sub(lambda number: " " * len(number[0]), text)


def _with_asides(language: str, whole: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    added = asides(language)
    mark = "，" if language == "zh" else ". "
    for label, text in whole:
        kinds = [kind for kind, labels in added.beside.items() if label in labels]
        if kinds:
            yield label, mark.join(_in_order(kinds, text, added))


def _in_order(kinds: list[str], text: str, added: Asides) -> tuple[str, str]:
    # By the sentence alone: the same lessons every time, and a new sentence deals no other sentence's aside anew.
    seat = crc32(f"0 {text}".encode())
    kind = kinds[seat % len(kinds)]
    says = added.says[kind]
    aside = says[seat // len(kinds) % len(says)]
    return (aside, text) if kind == "opening" or seat % 5 == 0 else (text, aside)
