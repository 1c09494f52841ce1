"""How is a sentence filled in, so that it reads well whatever is missing?

Slots stand in braces. A part in square brackets drops out when one of its slots is empty, or the part after a bar is
said instead: `The buyer {answer}[: {counter}].`, `Evidence: [{exhibits}|none needed].` A slot may carry the words for
one and for several of what it counts: `{cases:case/cases}` is told as `1 case`, `2 cases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from string import Formatter

from hejie.casefile import words
from hejie.casefile.money import Money
from hejie.casefile.writing import Figure, clock, day

COMMA = {"zh-CN": "、", "en": ", "}
OR = {"zh-CN": "或", "en": " or "}

Piece = tuple[
    str, str, str
]  # words, the slot that follows them (empty: none), the words for one and several of it
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
        for said, slot, counted in next(
            wording for wording in wordings if _sayable(wording, slots) or len(wordings) == 1
        ):
            told = _join(_join(told, said), _counted(slots[slot].strip(), counted) if slot else "")
    return _SPACE.sub(" ", told).strip()


def tell(says: Mapping[str, str], **slots: object) -> dict[str, str]:
    """Return a sentence of a room in every language: those beside it, and those of the files of words.

    A slot may be a mapping with words of its own for each language, money, a number, a day or a time in its zone; all
    else is written as it is.
    """
    return {
        language: fill(template, {name: said(word, language) for name, word in slots.items()})
        for language, template in words.spoken(says).items()
    }


def listed(parts: Iterable[object], between: Mapping[str, str] = COMMA) -> dict[str, str]:
    """Return parts joined in every language, each part as a slot of `tell` is."""
    every = tuple(parts)
    return {
        language: gap.join(said(part, language) for part in every)
        for language, gap in words.spoken(between).items()
    }


def said(word: object, language: str) -> str:
    """Return what fills a slot in a language."""
    match word:
        case Mapping():
            whole = words.spoken(word)
            return str(whole.get(language) or whole.get("en") or "")
        case Money() | Figure():
            return word.text(language)
        case datetime():
            return clock(word, word.tzinfo, language) if word.tzinfo else word.isoformat()
        case date():
            return day(word, language)
        case int() if not isinstance(word, bool):
            return Figure(word, 0).text(language)
        case _:
            return str(word)


def slots_of(template: str) -> set[str]:
    """Return the names of all slots of a template."""
    return {slot for wordings in _parts(template) for wording in wordings for _, slot, _ in wording if slot}


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[tuple[Wording, ...], ...]:
    parts = enumerate(_OPTIONAL.split(template))
    return tuple(
        (*map(_wording, part.split("|")), ()) if place % 2 else (_wording(part),) for place, part in parts
    )


def _wording(text: str) -> Wording:
    return tuple((said, slot or "", counted or "") for said, slot, counted, _ in Formatter().parse(text))


def _sayable(wording: Wording, slots: Mapping[str, str]) -> bool:
    return all(slots[slot].strip() for _, slot, _ in wording if slot)


def _counted(number: str, counted: str) -> str:
    one, _, several = counted.partition("/")
    return f"{number} {one if number == '1' else several}" if counted else number


def _join(told: str, more: str) -> str:
    if not told or not more:
        return told + more
    if told[-1] in _END and more[0] in "。.":
        return told + more[1:]
    left, right = told[-1], more[0]
    apart = (_HAN.match(left) and _LATIN.match(right)) or (_LATIN.match(left) and _HAN.match(right))
    return f"{told} {more}" if apart else told + more
