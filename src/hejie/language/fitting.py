"""Which weights tell the classes apart best, given sentences that show them?

Least squares held back by a ridge: on short texts and few examples nearer to the truth than logistic regression was,
and its optimum is one linear system (solved by conjugate gradients, a column a class). No chance is involved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from hejie.language.features import Block, blocks
from hejie.language.linear import PLACES, Floats, Model, Whole, weighed
from hejie.language.ngrams import BUCKETS

_RIDGE = 0.3  # found on held-back sentences: flat from 0.1 to 0.5
_ROUNDS = 45
_STEPS = 127  # of a weight as kept: one signed byte


class Lesson(Struct, frozen=True):
    """A text as a matching copy, the class it shows, and how much it counts."""

    text: str
    label: str
    weight: float = 1.0


class _Table(Struct, frozen=True):
    """Texts as rows of a sparse table; the second half is the same by place, for the way back."""

    places: Whole
    values: Floats
    starts: Whole
    used: Whole
    firsts: Whole
    rows_back: Whole
    values_back: Floats


def fit(language: str, lessons: Sequence[Lesson], digest: str = "") -> Model:
    """Return the model of some lessons; about twenty seconds for six thousand."""
    cut = [blocks(lesson.text, language) for lesson in lessons]
    rarity = _rarity(cut)
    classes = tuple(sorted({lesson.label for lesson in lessons}))
    truth = one_hot([lesson.label for lesson in lessons], classes)
    counts = np.array([[lesson.weight] for lesson in lessons], dtype=np.float32)
    bias = np.asarray((counts * truth).sum(axis=0) / counts.sum(), dtype=np.float32)
    weights = _solved(_table(cut, rarity), counts, truth - bias)
    scale = np.asarray(np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS, dtype=np.float32)
    return Model(classes, rarity, np.round(weights / scale).astype(np.int8), scale, bias, digest)


def refit(model: Model, language: str, lessons: Sequence[Lesson]) -> Model:
    """Return a model that also knows some more lessons, under a second for some hundreds.

    Only what the model gets wrong of them is fitted and added: what it knew already is its starting point.
    """
    cut = [blocks(lesson.text, language) for lesson in lessons]
    rows = np.zeros((len(cut), PLACES), dtype=np.float32)
    for row, one in zip(rows, cut, strict=True):
        buckets, values = weighed(one, model.rarity)
        np.add.at(row, buckets, values)
    used = np.flatnonzero(rows.any(axis=0))
    dense = rows[:, used]
    said = np.array([model.scores(one) for one in cut])
    wrong = one_hot([lesson.label for lesson in lessons], model.classes) - said
    held = np.diag([_RIDGE / lesson.weight for lesson in lessons])
    duals = np.linalg.solve(dense @ dense.T + held, wrong)
    weights = np.asarray(model.weights * model.scale, dtype=np.float32)
    weights[used] += dense.T @ duals
    return Model(model.classes, model.rarity, weights, np.ones_like(model.scale), model.bias, model.lessons)


def one_hot(labels: Sequence[str], classes: Sequence[str]) -> Floats:
    """Return a row a label: 1 in its class's column, 0 elsewhere."""
    return np.array([[label == name for name in classes] for label in labels], dtype=np.float32)


def _rarity(cut: Sequence[Sequence[Block]]) -> Floats:
    seen = np.zeros(BUCKETS, dtype=np.float32)
    for one in cut:
        seen[np.unique(np.concatenate([block.pieces.buckets for block in one]))] += 1
    rare = np.log((1 + len(cut)) / (1 + seen)) + 1
    # As it is kept in the file, so that a model just fitted and one read back say the same.
    return rare.astype(np.float16).astype(np.float32)


def _table(cut: Sequence[Sequence[Block]], rarity: Floats) -> _Table:
    rows = [weighed(one, rarity) for one in cut]
    places = np.concatenate([found for found, _ in rows])
    values = np.concatenate([value for _, value in rows])
    lengths = np.array([len(found) for found, _ in rows])
    order = np.argsort(places, kind="stable")
    used, firsts = np.unique(places[order], return_index=True)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    numbered = np.repeat(np.arange(len(rows)), lengths)
    return _Table(places, values, starts, used, firsts, numbered[order], values[order])


def _solved(table: _Table, counts: Floats, wanted: Floats) -> Floats:
    # Conjugate gradients for (X'CX + ridge) w = X'C wanted, with X the table and C the counts.
    weights = np.zeros((PLACES, wanted.shape[1]), dtype=np.float32)
    left = _back(table, counts * wanted)
    ahead = left.copy()
    size = (left * left).sum(axis=0)
    for _ in range(_ROUNDS):
        turned = _back(table, counts * _forth(table, ahead)) + _RIDGE * ahead
        step = size / np.maximum((ahead * turned).sum(axis=0), 1e-12)
        weights += step * ahead
        left -= step * turned
        after = (left * left).sum(axis=0)
        ahead = left + after / np.maximum(size, 1e-12) * ahead
        size = after
    return weights


def _forth(table: _Table, weights: Floats) -> Floats:
    entries = weights[table.places]
    entries *= table.values[:, None]
    return np.asarray(np.add.reduceat(entries, table.starts, axis=0), dtype=np.float32)


def _back(table: _Table, rows: Floats) -> Floats:
    entries = rows[table.rows_back]
    entries *= table.values_back[:, None]
    whole = np.zeros((PLACES, rows.shape[1]), dtype=np.float32)
    whole[table.used] = np.add.reduceat(entries, table.firsts, axis=0)
    return whole
