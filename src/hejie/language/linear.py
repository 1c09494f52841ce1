"""How near is a text to each class, by weights that were fitted beforehand?

The weights come with the package (`weights/`), for fitting them takes a minute; `fitting` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.features import MEANINGS, Block
from hejie.language.meanings import DIMENSIONS, meanings
from hejie.language.ngrams import BUCKETS, Pieces

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
SIGNS = MEANINGS * BUCKETS
PLACES = SIGNS + DIMENSIONS  # of the weights: a table of hashed signs a view, then the directions of meaning
VIEWS = (*((start, start + BUCKETS) for start in range(0, SIGNS, BUCKETS)), (SIGNS, PLACES))
# How much each view of a text has to say: flat around here on messages that were never taught.
_SAYS = (1.0, 1.0, 1.0, 0.7)
LEAST = 1e-6  # words that cancel each other out have no direction, and no length to be brought to one
_DIRECTIONS = np.arange(SIGNS, PLACES)


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
    """Return the places of a text and their values: each view as long as its part in what is said."""
    present = [block for block in blocks if len(block.pieces.buckets)]
    shares = [0.0] * len(VIEWS)
    for block in present:
        shares[block.view] += block.share
    said = sum(says for says, share in zip(_SAYS, shares, strict=True) if share)
    found = [
        _one(block, rarity, _SAYS[block.view] / said * np.sqrt(block.share / shares[block.view]))
        for block in present
    ]
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    return np.concatenate([buckets for buckets, _ in found]), np.concatenate([values for _, values in found])


def _one(block: Block, rarity: Floats, length: float) -> tuple[Whole, Floats]:
    buckets, counts = np.unique(block.pieces.buckets, return_counts=True)
    values = (1 + np.log(counts.astype(np.float32))) * rarity[buckets]
    if block.places is not None:
        buckets, values = _DIRECTIONS, rarity[block.pieces.buckets] @ meanings().directions[block.places]
    return buckets, np.asarray(
        values * (length / max(float(np.linalg.norm(values)), LEAST)), dtype=np.float32
    )


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
