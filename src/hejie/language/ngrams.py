"""Which stretches of a text does the engine count, and where do they stand?

Signs are hashed in bulk with NumPy, so no list of n-grams is kept and no text is ever out of vocabulary.
"""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

BUCKETS = 1 << 15
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\W_]")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Cut(Struct, frozen=True):
    """How the texts of a language are cut: lengths of n-grams, whether they stay inside words, and words too."""

    lengths: tuple[int, ...]
    inside_words: bool
    words: bool


HAN = Cut((1, 2, 3), inside_words=False, words=False)
LATIN = Cut((3, 4, 5), inside_words=True, words=True)
LETTERS = Cut((1, 2, 3, 4), inside_words=True, words=True)


class Pieces(Struct, frozen=True):
    """The n-grams of one text: their bucket, and where each starts and ends in the text."""

    buckets: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def pieces(text: str, cut: Cut) -> Pieces:
    """Cut a text; digits count as one sign, so that no order number is learned by heart."""
    plain = _GAP.sub(" ", _DIGIT.sub("0", text))
    signs = np.frombuffer(f" {plain} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(
        np.uint64
    )
    gaps = np.concatenate(([0], np.cumsum(signs == 32)))
    found = [_of_length(signs, gaps, length, cut.inside_words) for length in cut.lengths]
    if cut.words:
        found.append(_words(plain))
    buckets, starts, ends = (np.concatenate(parts) for parts in zip(*found, strict=True))
    # The text was wrapped in two spaces: a stretch is clipped to what really stands there.
    return Pieces(buckets, np.clip(starts - 1, 0, len(text)), np.clip(ends - 1, 0, len(text)))


_Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _of_length(signs: NDArray[np.uint64], gaps: NDArray[np.int64], length: int, inside_words: bool) -> _Found:
    count = len(signs) - length + 1
    if count <= 0:
        return _nothing()
    hashed = np.full(count, length, dtype=np.uint64)
    for place in range(length):
        hashed = (hashed ^ signs[place : place + count]) * _FACTOR
        hashed ^= hashed >> np.uint64(29)
    starts = np.arange(count)
    if inside_words and length > 2:
        inner_gaps = (
            gaps[starts + length - 1] - gaps[starts + 1]
        )  # a space may open or close it: " re", "ed "
    else:
        inner_gaps = gaps[length:] - gaps[:count]
    keep = inner_gaps == 0
    starts = starts[keep]
    return (hashed[keep] % np.uint64(BUCKETS)).astype(np.int64), starts, starts + length


def _words(plain: str) -> _Found:
    words = [(match[0], match.start() + 1, match.end() + 1) for match in _WORD.finditer(plain)]
    pairs = [(f"{left[0]} {right[0]}", left[1], right[2]) for left, right in pairwise(words)]
    listed = words + pairs
    if not listed:
        return _nothing()
    buckets = np.array(
        [crc32(word.encode("utf-8", "replace")) % BUCKETS for word, _, _ in listed], dtype=np.int64
    )
    places = np.array([(start, end) for _, start, end in listed], dtype=np.int64)
    return buckets, places[:, 0], places[:, 1]


def _nothing() -> _Found:
    empty = np.zeros(0, dtype=np.int64)
    return empty, empty, empty
