"""Which class does a text most resemble, learned from labelled examples in a fraction of a second?

Regularised multinomial logistic regression over tf-idf of hashed n-grams. It is fitted on the examples' similarities
(the dual form): with a few hundred examples that is a small dense problem whatever the number of buckets. No
chance is involved: the same examples give the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.ngrams import BUCKETS, Cut, Pieces, pieces

Floats = NDArray[np.float32]
_ROUNDS = 150


class Model(Struct, frozen=True):
    """Weights of every bucket for every class, and how rare each bucket is."""

    classes: tuple[str, ...]
    cut: Cut
    rarity: Floats
    weights: Floats
    bias: Floats

    def scores(self, cut: Pieces) -> Floats:
        """Return the logarithm of each class's probability."""
        buckets, values = _weighed(cut, self.rarity)
        return log_softmax(values @ self.weights[buckets] + self.bias)

    def pull(self, cut: Pieces, label: str) -> Floats:
        """Return how much each n-gram speaks for a class rather than for the others."""
        weights = self.weights[cut.buckets]
        ahead = weights[:, self.classes.index(label)] - weights.mean(axis=1)
        return np.asarray(ahead * self.rarity[cut.buckets], dtype=np.float32)


def train(texts: Sequence[str], labels: Sequence[str], cut: Cut, *, ridge: float = 0.1) -> Model:
    """Fit a model to labelled texts; `ridge` holds the weights back (larger is flatter)."""
    cuts = [pieces(text, cut) for text in texts]
    rarity = _rarity(cuts)
    classes = tuple(sorted(set(labels)))
    rows = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    for row, one in zip(rows, cuts, strict=True):
        buckets, values = _weighed(one, rarity)
        row[buckets] = values
    used = np.flatnonzero(rows.any(axis=0))
    dense = rows[:, used]
    truth = np.array([[label == name for name in classes] for label in labels], dtype=np.float32)
    duals = _fit(dense @ dense.T + 1.0, truth, ridge)
    weights = np.zeros((BUCKETS, len(classes)), dtype=np.float32)
    weights[used] = dense.T @ duals
    return Model(classes, cut, rarity, weights, duals.sum(axis=0))


def _fit(likeness: Floats, truth: Floats, ridge: float) -> Floats:
    # Gradient descent with Nesterov's momentum; the step is safe for the largest eigenvalue of the likenesses.
    # `_times` is einsum on purpose: threads of a matrix library wait for each other at every one of these small
    # products, and took twenty times as long on a busy machine.
    step = 1.0 / (0.5 * _largest(likeness) + ridge)
    now: Floats = np.zeros_like(truth)
    ahead: Floats = now
    for round_ in range(1, _ROUNDS + 1):
        wrong = np.exp(log_softmax(_times(likeness, ahead))) - truth
        after = ahead - step * (wrong + ridge * ahead)
        ahead = np.asarray(after + (round_ / (round_ + 3)) * (after - now), dtype=np.float32)
        now = np.asarray(after, dtype=np.float32)
    return now


def _largest(likeness: Floats) -> float:
    # Power iteration: quick and sure here, for likenesses are never negative; the margin covers what is left.
    vector: Floats = np.ones((len(likeness), 1), dtype=np.float32)
    size = 1.0
    for _ in range(8):
        vector = _times(likeness, vector)
        size = float(np.sqrt((vector * vector).sum()))
        vector = np.asarray(vector / size, dtype=np.float32)
    return size * 1.05


def _times(left: Floats, right: Floats) -> Floats:
    return np.asarray(np.einsum("ij,jk->ik", left, right), dtype=np.float32)


def log_softmax(scores: Floats) -> Floats:
    """Return log-probabilities along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=-1, keepdims=True)), dtype=np.float32)


def _rarity(cuts: Sequence[Pieces]) -> Floats:
    seen = np.zeros(BUCKETS, dtype=np.float32)
    for one in cuts:
        seen[np.unique(one.buckets)] += 1
    return np.asarray(np.log((1 + len(cuts)) / (1 + seen)) + 1, dtype=np.float32)


def _weighed(cut: Pieces, rarity: Floats) -> tuple[NDArray[np.int64], Floats]:
    buckets, counts = np.unique(cut.buckets, return_counts=True)
    values = (1 + np.log(counts.astype(np.float32))) * rarity[buckets]
    length = float(np.linalg.norm(values))
    return buckets, values / length if length else values
