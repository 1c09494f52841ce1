"""How is a sentence filled in, so that it reads well whatever is missing?

Slots stand in braces. A part in square brackets drops out when one of its slots is empty, or the part after a bar is
said instead: `The buyer {answer}[: {counter}].`, `Evidence: [{exhibits}|none needed].`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter

from hejie.casefile.money import Money

Piece = tuple[str, str]  # words, then the slot that follows them (empty: none)
Wording = tuple[Piece, ...]

_OPTIONAL = re.compile(r"\[(.*?)\]")
_SPACE = re.compile(r"[^\S\u00a0]+")  # not the space that keeps an amount and its currency together
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9$¥€]")
_END = "。．.！!？?…；;"


def fill(template: str, slots: Mapping[str, str]) -> str:
    """Return the sentence with its slots filled, on one line.

    A full stop after words that bring their own is left out, and Chinese and Latin letters are set apart.
    """
    told = ""
    for wordings in _parts(template):
        for words, slot in next(
            wording for wording in wordings if _sayable(wording, slots) or len(wordings) == 1
        ):
            told = _join(_join(told, words), slots[slot].strip() if slot else "")
    return _SPACE.sub(" ", told).strip()


def tell(says: Mapping[str, str], **slots: object) -> dict[str, str]:
    """Return a sentence in every language it is written in.

    A slot may be a mapping with words of its own for each language, or money; all else is written as it is.
    """
    return {
        language: fill(template, {name: _in(word, language) for name, word in slots.items()})
        for language, template in says.items()
    }


def _in(word: object, language: str) -> str:
    match word:
        case Mapping():
            return str(word.get(language) or word.get("en") or "")
        case Money():
            return word.text(language)
        case _:
            return str(word)


def slots_of(template: str) -> set[str]:
    """Return the names of all slots of a template."""
    return {slot for wordings in _parts(template) for wording in wordings for _, slot in wording if slot}


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[tuple[Wording, ...], ...]:
    parts = enumerate(_OPTIONAL.split(template))
    return tuple(
        (*map(_wording, part.split("|")), ()) if place % 2 else (_wording(part),) for place, part in parts
    )


def _wording(text: str) -> Wording:
    return tuple((words, slot or "") for words, slot, _, _ in Formatter().parse(text))


def _sayable(wording: Wording, slots: Mapping[str, str]) -> bool:
    return all(slots[slot].strip() for _, slot in wording if slot)


def _join(told: str, more: str) -> str:
    if not told or not more:
        return told + more
    if told[-1] in _END and more[0] in "。.":
        return told + more[1:]
    left, right = told[-1], more[0]
    apart = (_HAN.match(left) and _LATIN.match(right)) or (_LATIN.match(left) and _HAN.match(right))
    return f"{told} {more}" if apart else told + more
