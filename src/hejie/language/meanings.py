"""Which words mean nearly the same, so that a word that was never taught speaks as its neighbours do?

Each word has a direction, the same for the same thing in Chinese, Portuguese, Spanish and English; no Russian word has
one. They were drawn from a published encoder of sentences (see
`docs/decisions/0008-messages-are-read-by-phrases-and-ngrams.md`); nothing of it is needed here.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.shipped import shipped_bytes

DIMENSIONS = 48
_ENDING = 3  # letters that may be taken off a word to find one that is known
_STEM = 4


class Meanings(Struct, frozen=True):
    """The place of each known word, and the directions by place, as whole numbers."""

    places: dict[str, int]
    directions: NDArray[np.int8]

    def place(self, word: str) -> int | None:
        """Return where a word stands, or one that it begins with if only its ending is unknown."""
        found = self.places.get(word)
        for length in range(len(word) - 1, max(_STEM, len(word) - _ENDING) - 1, -1):
            if found is not None or not word.isascii():
                break
            found = self.places.get(word[:length])
        return found


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """Return the directions that come with the package."""
    return read_meanings(shipped_bytes("weights", "meanings.npz"))


def packed_meanings(words: list[str], directions: NDArray[np.int8]) -> bytes:
    """Return words and their directions as the bytes of an `.npz` file."""
    file = BytesIO()
    listed = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(file, words=listed, directions=directions)
    return file.getvalue()


def read_meanings(body: bytes) -> Meanings:
    """Return the directions of an `.npz` file; nothing in such a file is ever run."""
    with np.load(BytesIO(body), allow_pickle=False) as file:
        words = file["words"].tobytes().decode().split("\n")
        return Meanings({word: place for place, word in enumerate(words)}, file["directions"])
