"""Which weights tell the classes apart best, given sentences that show them?

Least squares held back by a ridge: on short texts and few examples nearer to the truth than logistic regression was,
and its optimum is one linear system (solved by conjugate gradients, a column a class). Each view of a text (stretches,
words, stems, meanings) is fitted as if there were no other and all are added up: what one has learned by heart the
others do not repeat. No chance is involved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.features import Block, blocks
from hejie.language.linear import LEAST, SIGNS, VIEWS, Floats, Model, Whole, weighed

_RIDGE = 0.3  # found on held-back sentences: flat from 0.1 to 0.5
_ROUNDS = 45
_STEPS = 127  # of a weight as kept: one signed byte


class Lesson(Struct, frozen=True):
    """A text as a matching copy, the class it shows, and how much it counts."""

    text: str
    label: str
    weight: float = 1.0


class _Table(Struct, frozen=True):
    """Texts as rows of a sparse table, each of length one; the second half is the same by place, for the way back."""

    width: int
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
    rows = [weighed(one, rarity) for one in cut]
    weights = np.concatenate([_view(rows, start, end, counts, truth - bias) for start, end in VIEWS])
    return Model(classes, rarity, *_in_steps(weights), bias, digest)


def refit(model: Model, language: str, lessons: Sequence[Lesson]) -> Model:
    """Return a model that also knows some more lessons, under a second for some hundreds.

    Only what the model gets wrong of them is fitted and added: what it knew already is its starting point.
    """
    cut = [blocks(lesson.text, language) for lesson in lessons]
    rows = [weighed(one, model.rarity) for one in cut]
    used = np.unique(np.concatenate([places for places, _ in rows]))
    dense = np.zeros((len(cut), len(used)), dtype=np.float32)
    for row, (places, values) in zip(dense, rows, strict=True):
        np.add.at(row, np.searchsorted(used, places), values)
    said = np.array([model.scores(one) for one in cut])
    wrong = one_hot([lesson.label for lesson in lessons], model.classes) - said
    alike = dense @ dense.T
    held = np.diag(_RIDGE * alike.diagonal() / [lesson.weight for lesson in lessons])
    duals = np.linalg.solve(alike + held, wrong)
    weights = np.asarray(model.weights * model.scale, dtype=np.float32)
    weights[used] += dense.T @ duals
    return Model(model.classes, model.rarity, *_in_steps(weights), model.bias, model.lessons)


def _in_steps(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    scale = np.asarray(np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS, dtype=np.float32)
    return np.round(weights / scale).astype(np.int8), scale


def one_hot(labels: Sequence[str], classes: Sequence[str]) -> Floats:
    """Return a row a label: 1 in its class's column, 0 elsewhere."""
    return np.array([[label == name for name in classes] for label in labels], dtype=np.float32)


def _rarity(cut: Sequence[Sequence[Block]]) -> Floats:
    seen = np.zeros(SIGNS, dtype=np.float32)
    for one in cut:
        seen[np.unique(np.concatenate([block.pieces.buckets for block in one]))] += 1
    rare = np.log((1 + len(cut)) / (1 + seen)) + 1
    # As it is kept in the file, so that a model just fitted and one read back say the same.
    return rare.astype(np.float16).astype(np.float32)


def _view(
    rows: Sequence[tuple[Whole, Floats]], start: int, end: int, counts: Floats, wanted: Floats
) -> Floats:
    # The weights of one view, fitted to the lessons that have anything to say in it.
    seen = [(places >= start) & (places < end) for places, _ in rows]
    told = np.array([some.any() for some in seen])
    if not told.any():
        return np.zeros((end - start, wanted.shape[1]), dtype=np.float32)
    kept = [
        (places[some] - start, values[some] / max(float(np.linalg.norm(values[some])), LEAST))
        for (places, values), some in zip(rows, seen, strict=True)
        if some.any()
    ]
    return _solved(_table(kept, end - start), counts[told], wanted[told])


def _table(rows: Sequence[tuple[Whole, Floats]], width: int) -> _Table:
    places = np.concatenate([found for found, _ in rows])
    values = np.concatenate([value for _, value in rows])
    lengths = np.array([len(found) for found, _ in rows])
    order = np.argsort(places, kind="stable")
    used, firsts = np.unique(places[order], return_index=True)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    numbered = np.repeat(np.arange(len(rows)), lengths)
    return _Table(width, places, values, starts, used, firsts, numbered[order], values[order])


def _solved(table: _Table, counts: Floats, wanted: Floats) -> Floats:
    # Conjugate gradients for (X'CX + ridge) w = X'C wanted, with X the table and C the counts.
    weights = np.zeros((table.width, wanted.shape[1]), dtype=np.float32)
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
    whole = np.zeros((table.width, rows.shape[1]), dtype=np.float32)
    whole[table.used] = np.add.reduceat(entries, table.firsts, axis=0)
    return whole
