"""Which of many messages are most like this one: in the pieces they share, and in what they complain about?

BM25 over the pieces draws a short list; on it, agreement of the likeliest classes is added to the score. Words alone
find the same goods, classes alone the same trouble; together they find the same case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

SHORT_LIST = 100  # read as complaints; a longer list was measured and finds no more
_CLASSES = (
    0.5  # what full agreement weighs beside all words shared: fitted to the half of the gold that may be read
)
_SATURATION, _BY_LENGTH = (
    1.2,
    0.75,
)  # BM25's usual k1 and b; each piece counts once, so its factor k1 + 1 falls away
_STEM = 5  # letters: endings of Portuguese and Spanish words differ behind them

Classes = Mapping[str, float]


def most_alike(
    mine: Collection[str],
    others: Sequence[Collection[str]],
    classes: Callable[[int], Classes],
    my_classes: Classes,
) -> list[int]:
    """Return the places of the others that share a piece or a complaint, the most alike first, at most SHORT_LIST.

    `classes` tells the likeliest classes of one of the others with their chances; it is asked for the short list only,
    which those at the front of `others` enter first where words do not decide.
    """
    found = shared(telling(mine), [telling(other) for other in others])
    best = [int(place) for place in np.argsort(-found, kind="stable")[:SHORT_LIST]]
    score = {place: found[place] + _CLASSES * _agreement(my_classes, classes(place)) for place in best}
    return sorted((place for place in best if score[place] > 0), key=lambda place: -score[place])


def telling(pieces: Collection[str]) -> frozenset[str]:
    """Return the pieces that tell something, with the stems of words and the single characters of pairs."""
    found = {piece for piece in pieces if piece and not piece[0].isdigit()}
    stems = {piece[:_STEM] + "-" for piece in found if piece.isascii() and len(piece) > _STEM}
    return frozenset(found | stems | {sign for piece in found if not piece.isascii() for sign in piece})


def shared(mine: frozenset[str], others: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """Return how much of the pieces of one text each of the others shares, rare ones for more, from 0 to about 1."""
    # BM25 as a part of what a message equal to mine would get: 1 shares everything.
    held = Counter(piece for pieces in others for piece in pieces & mine)
    rarity = {piece: log(1 + (len(others) - held[piece] + 0.5) / (held[piece] + 0.5)) for piece in mine}
    usual = sum(map(len, others)) / max(1, len(others)) or 1.0

    def score(pieces: frozenset[str]) -> float:
        length = 1 - _BY_LENGTH + _BY_LENGTH * len(pieces) / usual
        return sum(rarity[piece] for piece in pieces & mine) / (1 + _SATURATION * length)

    return np.array([score(pieces) for pieces in others]) / (score(mine) or 1.0)


def _agreement(mine: Classes, other: Classes) -> float:
    # The cosine of the square roots: a second class that is half as likely counts for more than half.
    both = sum(sqrt(chance * other.get(code, 0.0)) for code, chance in mine.items())
    length = sqrt(sum(mine.values()) * sum(other.values()))
    return both / length if length else 0.0
