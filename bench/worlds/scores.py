"""How good is a classifier, and how sure can anyone be of that figure?

Shares carry Wilson's interval, everything else a bootstrap of fixed seed; both at 95 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_Z = 1.96
_RESAMPLES = 200
_BINS = 10


class Answer(Struct, frozen=True):
    """What a classifier said of one message, likeliest first with its probabilities, and what is right."""

    said: tuple[str, ...]
    p: float
    label: str
    accepted: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether the first answer is one of the accepted ones."""
        return bool(self.said) and self.said[0] in self.accepted


class Figure(Struct, frozen=True):
    """A figure with the ends of its interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.2f}-{self.high:.2f}]"


def share(right: int, of: int) -> Figure | None:
    """Return a share with Wilson's interval; None of nothing."""
    if not of:
        return None
    p, z2 = right / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return Figure(p, max(0.0, middle - half), min(1.0, middle + half))


def accuracy(answers: Sequence[Answer]) -> Figure | None:
    """Return how often the first answer is accepted."""
    return share(sum(answer.is_right for answer in answers), len(answers))


def top_three(answers: Sequence[Answer]) -> Figure | None:
    """Return how often an accepted class is among three."""
    return share(sum(bool(answer.accepted & set(answer.said[:3])) for answer in answers), len(answers))


def selective(answers: Sequence[Answer], coverage: float = 0.6) -> Figure | None:
    """Return the accuracy on the share of messages of which the classifier is surest."""
    surest = sorted(answers, key=lambda answer: -answer.p)[: round(coverage * len(answers))]
    return accuracy(surest)


def macro_f1(answers: Sequence[Answer]) -> Figure | None:
    """Return the mean F1 of the classes that occur; an accepted answer counts as the right one."""
    return _resampled(answers, lambda some: float(np.mean([*f1_by_class(some).values()])))


def calibration_error(answers: Sequence[Answer]) -> Figure | None:
    """Return the expected gap between the stated probability and how often it holds, in ten bins."""
    return _resampled(answers, _gap)


def f1_by_class(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the F1 of each class that a message has as its label."""
    truth = [answer.said[0] if answer.is_right else answer.label for answer in answers]
    said = [answer.said[0] if answer.said else "" for answer in answers]
    return {
        code: f1(
            sum(a == b == code for a, b in zip(truth, said, strict=True)), truth.count(code), said.count(code)
        )
        for code in sorted({answer.label for answer in answers})
    }


def f1(both: int, right: int, said: int) -> float:
    """Return the harmonic mean of precision and recall from counts."""
    return 2 * both / (right + said) if right + said else 1.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two labellers: how far they agree beyond what chance would have them; None of nothing."""
    if not pairs:
        return None
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(ones[code] * others[code] for code in ones) / len(pairs) ** 2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def _gap(answers: Sequence[Answer]) -> float:
    p = np.array([answer.p for answer in answers])
    right = np.array([answer.is_right for answer in answers], dtype=float)
    bins = np.minimum((p * _BINS).astype(int), _BINS - 1)
    gaps = [abs(right[bins == place].sum() - p[bins == place].sum()) for place in range(_BINS)]
    return float(sum(gaps) / len(answers))


def _resampled(answers: Sequence[Answer], figure: Callable[[Sequence[Answer]], float]) -> Figure | None:
    if not answers:
        return None
    chance = np.random.default_rng(20261124)
    drawn: NDArray[np.int64] = chance.integers(0, len(answers), (_RESAMPLES, len(answers)))
    found = [figure([answers[place] for place in row]) for row in drawn]
    low, high = np.quantile(found, (0.025, 0.975))
    return Figure(figure(answers), float(low), float(high))
