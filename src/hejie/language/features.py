"""What does the reader weigh in a message: stretches, words and their meaning, what is denied, what stands together?

Each kind of sign is a block of its own, brought to one length, so that none drowns the others. Stretches, words and
stems are hashed into a table each: no list of words is kept and no text is ever out of vocabulary.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.meanings import meanings
from hejie.language.ngrams import BUCKETS, HAN, LATIN, Pieces, pieces
from hejie.language.shipped import shipped

_STEM = 5  # signs of a word that its endings leave alone, near enough, in every language but Chinese
_DENIED_WORDS = 3
_DENIED_SIGNS = 5
_OPENING_WORDS = 2
_WEIGHTY = 4  # from this length on a Latin word is taken to carry meaning
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[^.,;!?\n]+")
_SENTENCE = re.compile(r"[^.;!?\n]+")
_HAN_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
_HAN_DENIES = re.compile("没有?|不|未|无|别")
_DENIES = {
    "pt": frozenset(["nao", "nunca", "sem", "nem", "nada", "ninguem", "nenhum", "nenhuma"]),
    "es": frozenset(["no", "nunca", "sin", "ni", "nada", "jamas", "tampoco", "nadie", "ningun", "ninguna"]),
    "en": frozenset(["not", "never", "no", "without", "nothing", "nobody", "none", "neither", "cannot", "t"]),
    "ru": frozenset(["не", "нет", "ни", "без", "никогда", "никто", "ничего", "нигде", "никак", "нельзя"]),
}

_Sign = tuple[str, int, int]
_Word = tuple[str, int, int]


STRETCHES, WORDS, STEMS, MEANINGS = range(4)
# Which table each kind of sign is hashed into; meanings have no table of their own, and are counted as words are.
_TABLES = {"word": WORDS, "no": WORDS, "shape": WORDS, "stem": STEMS, "both": STEMS}


class Block(Struct, frozen=True):
    """One kind of sign: its pieces, its share of what its view of a text weighs, and that view.

    Of a block of meanings, `places` says where each piece stands among the known words.
    """

    share: float
    pieces: Pieces
    view: int = STRETCHES
    places: NDArray[np.int64] | None = None


def blocks(text: str, language: str) -> tuple[Block, ...]:
    """Return all that is weighed of a matching copy in a language of `exemplars.LANGUAGES`."""
    plain = _DIGIT.sub("0", text)
    if language == "zh":
        words = single_words(text, language)
        kinds = {"word": (0.5, words), "no": (0.4, _han_denied(plain)), "shape": (0.5, _shape(plain, words))}
        return (Block(1.0, pieces(text, HAN)), *_hashed(kinds), _meant(words))
    words = single_words(text, language)
    stems = [(word[:_STEM], start, end) for word, start, end in words]
    kinds = {
        "word": (0.5, [*words, *_pairs(words)]),
        "no": (0.4, _denied(plain, language)),
        "stem": (0.5, [*stems, *_pairs(stems)]),
        "both": (0.3, _together(plain, language)),
        "shape": (0.5, _shape(plain, words)),
    }
    return (Block(1.0, pieces(text, LATIN)), *_hashed(kinds), _meant(words))


def single_words(text: str, language: str) -> list[_Word]:
    """Return the words of a matching copy (pairs of characters in Chinese) and where they stand."""
    plain = _DIGIT.sub("0", text)
    if language == "zh":
        return [*_han_words(plain)]
    return [*_words(plain, language)]


def _words(plain: str, language: str, start: int = 0, end: int = sys.maxsize) -> Iterator[_Word]:
    meant = _short()[language]
    for match in _WORD.finditer(plain, start, end):
        yield meant.get(match[0], match[0]), match.start(), match.end()


@lru_cache(maxsize=1)
def _short() -> dict[str, dict[str, str]]:
    return msgspec.yaml.decode(shipped("patterns", "short.yaml"), type=dict[str, dict[str, str]])


def _meant(words: list[_Word]) -> Block:
    known = meanings()
    places = [known.place(word) for word, _, _ in words]
    found = [(word, place) for word, place in zip(words, places, strict=True) if place is not None]
    (block,) = _hashed({"word": (1.0, [word for word, _ in found])})
    return Block(1.0, block.pieces, MEANINGS, _whole([place for _, place in found]))


def _hashed(kinds: dict[str, tuple[float, list[_Sign]]]) -> Iterator[Block]:
    for kind, (share, signs) in kinds.items():
        view = _TABLES[kind]
        buckets = [
            crc32(f"{kind}:{sign}".encode("utf-8", "replace")) % BUCKETS + view * BUCKETS
            for sign, _, _ in signs
        ]
        places = np.array([(start, end) for _, start, end in signs], dtype=np.int64).reshape(-1, 2)
        yield Block(share, Pieces(_whole(buckets), places[:, 0], places[:, 1]), view)


def _whole(numbers: list[int]) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)


def _pairs(words: list[_Word]) -> Iterator[_Sign]:
    for left, right in pairwise(words):
        yield f"{left[0]} {right[0]}", left[1], right[2]


def _han_words(plain: str) -> Iterator[_Sign]:
    # Pairs of characters stand in for words: Chinese writes none apart.
    for run in _HAN_RUN.finditer(plain):
        start, end = run.span()
        if run[0].isascii() or end - start == 1:
            yield run[0], start, end
        else:
            yield from ((plain[place : place + 2], place, place + 2) for place in range(start, end - 1))


def _han_denied(plain: str) -> list[_Sign]:
    found = []
    for run in _HAN_RUN.finditer(plain):
        for no in _HAN_DENIES.finditer(run[0]):
            start = run.start() + no.end()
            after = range(start, min(start + _DENIED_SIGNS, run.end()))
            found += [(plain[place], place, place + 1) for place in after]
    return found


def _denied(plain: str, language: str) -> list[_Sign]:
    found = []
    for clause in _CLAUSE.finditer(plain):
        words = [*_words(plain, language, clause.start(), clause.end())]
        for place, (no, start, _) in enumerate(words):
            if no in _DENIES[language]:
                after = words[place + 1 : place + 1 + _DENIED_WORDS]
                found += [(word[:_STEM], start, end) for word, _, end in after]
    return found


def _together(plain: str, language: str) -> list[_Sign]:
    found = []
    for sentence in _SENTENCE.finditer(plain):
        stems = {
            word[:_STEM]: (start, end)
            for word, start, end in _words(plain, language, sentence.start(), sentence.end())
            if len(word) >= _WEIGHTY or word in _DENIES[language]
        }
        found += [(f"{one} {other}", *stems[one]) for one, other in combinations(sorted(stems), 2)]
    return found


def _shape(plain: str, words: list[_Word]) -> list[_Sign]:
    length = (len(plain) + 1).bit_length()
    signs = [f"length {length}"]
    signs += [sign for sign in "?!" if sign in plain]
    signs += ["asks at the end"] if plain.rstrip().endswith("?") else []
    opening = [
        (f"{place} {word}", start, end) for place, (word, start, end) in enumerate(words[:_OPENING_WORDS])
    ]
    return [*((sign, 0, 0) for sign in signs), *opening]
