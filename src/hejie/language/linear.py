"""How near is a text to each class, by weights that were fitted beforehand?

The weights come with the package (`weights/`), for fitting them takes a minute; `fitting` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.features import Block
from hejie.language.meanings import DIMENSIONS, meanings
from hejie.language.ngrams import BUCKETS, Pieces

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
PLACES = BUCKETS + DIMENSIONS  # of the weights: hashed signs first, then the directions of meaning
_LEAST = 1e-6  # words that cancel each other out have no direction, and no length to be brought to one
_DIRECTIONS = np.arange(BUCKETS, PLACES)


class Model(Struct, frozen=True):
    """Weights of every place for every class in steps of `scale`, how rare each bucket is, and what it was taught.

    `lessons` is the digest of the sentences that it was fitted to.
    """

    classes: tuple[str, ...]
    rarity: Floats
    weights: NDArray[np.int8] | Floats
    scale: Floats
    bias: Floats
    lessons: str = ""

    def scores(self, blocks: Sequence[Block]) -> Floats:
        """Return about how much of each class a text is: 1 of a plain case, 0 of none."""
        buckets, values = weighed(blocks, self.rarity)
        return np.asarray(values @ self.weights[buckets] * self.scale + self.bias, dtype=np.float32)

    def pull(self, pieces: Pieces, label: str) -> Floats:
        """Return how much each piece speaks for a class rather than for the others."""
        weights = self.weights[pieces.buckets] * self.scale
        ahead = weights[:, self.classes.index(label)] - weights.mean(axis=1)
        return np.asarray(ahead * self.rarity[pieces.buckets], dtype=np.float32)


def weighed(blocks: Sequence[Block], rarity: Floats) -> tuple[Whole, Floats]:
    """Return the places of a text and their values: each block of one length, all together of length one."""
    present = [block for block in blocks if len(block.pieces.buckets)]
    whole = sum(block.share for block in present)
    found = [_one(block, rarity, whole) for block in present]
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    return np.concatenate([buckets for buckets, _ in found]), np.concatenate([values for _, values in found])


def _one(block: Block, rarity: Floats, whole: float) -> tuple[Whole, Floats]:
    buckets, counts = np.unique(block.pieces.buckets, return_counts=True)
    values = (1 + np.log(counts.astype(np.float32))) * rarity[buckets]
    if block.places is not None:
        buckets, values = _DIRECTIONS, rarity[block.pieces.buckets] @ meanings().directions[block.places]
    length = max(float(np.linalg.norm(values)), _LEAST)
    return buckets, np.asarray(values * (np.sqrt(block.share / whole) / length), dtype=np.float32)


def log_softmax(scores: Floats) -> Floats:
    """Return log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=-1, keepdims=True)), dtype=np.float32)


def packed(model: Model) -> bytes:
    """Return a model as the bytes of an `.npz` file, the same for the same model."""
    file = BytesIO()
    np.savez_compressed(
        file, classes=np.array(model.classes), rarity=model.rarity.astype(np.float16), weights=model.weights,
        scale=model.scale, bias=model.bias, lessons=np.array(model.lessons),
    )  # fmt: skip
    return file.getvalue()


def unpacked(body: bytes) -> Model:
    """Return the model of an `.npz` file; nothing in such a file is ever run."""
    with np.load(BytesIO(body), allow_pickle=False) as file:
        return Model(
            tuple(str(name) for name in file["classes"]),
            file["rarity"].astype(np.float32),
            file["weights"],
            file["scale"],
            file["bias"],
            str(file["lessons"]),
        )
