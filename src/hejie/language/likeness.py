"""Which of many messages are most like this one: in the pieces they share, their complaint, and what they mean?

BM25 over the pieces draws a short list, with the nearness of what is meant where an encoder is installed; on it, how
much of each complaint both are is added. Words find the same goods, complaints the same trouble, both the same case.
A message that may be one of two complaints is shown cases of both: whoever looks has the right one before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from hejie.language.complaints import trained
from hejie.language.exemplars import LANGUAGES
from hejie.language.features import blocks
from hejie.language.repair import MatchingCopy
from hejie.language.teaching import readable

SHORT_LIST = 100  # read as complaints; a longer list was measured and finds no more
# What all words shared, and the same meaning, weigh beside the same complaint. Fitted to the half of the gold that may
# be read and to messages that were never taught (tests/language/unseen.yaml); scores brought to one spread found no
# more.
_WORDS, _MEANING = 0.3, 0.5
# BM25's usual k1 and b; each piece counts once, so its factor k1 + 1 falls away.
_SATURATION, _BY_LENGTH = 1.2, 0.75
_SHARP = 16.0  # what scores are sharpened by into chances: about what the reader's own were fitted to
# What it weighs that a case may be the complaint which those before it may not be; fitted like the two above.
_COVERS = 2.0
_COVERED = 10  # the cases at the front for which that counts: more are hardly looked at
_STEM = 5  # letters: endings of Portuguese and Spanish words differ behind them

Complaint = NDArray[np.float32]


def most_alike(
    mine: Collection[str],
    others: Sequence[Collection[str]],
    complaint_of: Callable[[int], Complaint],
    my_complaint: Complaint,
    near: NDArray[np.float64] | None = None,
) -> list[int]:
    """Return the places of the others that share a piece, a complaint or a meaning, most alike first.

    At most SHORT_LIST. `complaint_of` tells the complaint of one of the others; it is asked for the short list only,
    which those at the front of `others` enter first where nothing else decides. `near` are cosines of meaning, 0 where
    one is not known.
    """
    found = _WORDS * shared(telling(mine), [telling(other) for other in others])
    if near is not None:
        found = found + _MEANING * near
    best = [int(place) for place in np.argsort(-found, kind="stable")[:SHORT_LIST]]
    read = {place: complaint_of(place) for place in best}
    score = {place: float(found[place]) + _agreement(my_complaint, read[place]) for place in best}
    ranked = sorted(
        (place for place in best if max(found[place], score[place]) > 0), key=lambda place: -score[place]
    )
    return _covering(ranked, score, read, my_complaint)


def complaint(text: str, language: str) -> Complaint:
    """Return how much more of each class a text is than of all on average; empty where it is not known how to read it.

    The order of the classes is the same in every language.
    """
    copy = MatchingCopy(text)
    if language not in LANGUAGES or not copy.text.strip():
        return np.zeros(0, dtype=np.float32)
    scores = trained(language).scores(blocks(readable(copy.text), language))
    return np.asarray(scores - scores.mean(), dtype=np.float32)


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


def _covering(
    ranked: list[int], score: dict[int, float], read: dict[int, Complaint], mine: Complaint
) -> list[int]:
    # Each next one by its score and by how likely it is the complaint that none before it is (xQuAD: Santos, Macdonald,
    # Ounis 2010).
    if not mine.size or not ranked:
        return ranked
    own = np.array([score[place] for place in ranked])
    theirs = np.array(
        [_chances(read[place]) if read[place].size == mine.size else np.zeros(mine.size) for place in ranked]
    )
    open_, front = _chances(mine), list[int]()
    for _ in range(min(_COVERED, len(ranked))):
        best = int(np.argmax(own + _COVERS * (theirs @ open_)))
        open_ = open_ * (1 - theirs[best])
        own[best] = -np.inf
        front.append(best)
    return [ranked[at] for at in (*front, *(at for at in range(len(ranked)) if at not in front))]


def _chances(complaint: Complaint) -> NDArray[np.float64]:
    raised = np.exp(_SHARP * (complaint.astype(np.float64) - complaint.max()))
    return np.asarray(raised / raised.sum())


def _agreement(mine: Complaint, other: Complaint) -> float:
    if not mine.size or mine.size != other.size:
        return 0.0
    lengths = float(np.linalg.norm(mine) * np.linalg.norm(other))
    return float(mine @ other) / lengths if lengths else 0.0
