"""What is this message a complaint about? The likeliest classes, how likely, and the words that say so.

Weights fitted to sentences and words of ours (`teaching`) and listed phrases (`patterns/classes.yaml`) are added up:
neither decides alone, and never fewer than three answers are weighed. Class codes are claims of `casefile.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp

import numpy as np
from msgspec import Struct

from hejie.language.exemplars import LANGUAGES
from hejie.language.features import Block, blocks
from hejie.language.linear import Floats, Model, log_softmax, unpacked
from hejie.language.ngrams import Pieces
from hejie.language.phrases import Hit, hits
from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped_bytes
from hejie.language.teaching import readable

_SHOWN = 3
_PHRASE = 0.05  # what a listed phrase adds to the score of its class
# What makes of scores the chance that the first class holds: how far it is ahead of the second, and how high it stands.
# One set of numbers for every language, fitted to `dev`, `third` and `fourth` of the gold set, none of which is taught.
_HOLDS, _AHEAD, _HIGH = -1.4, 10.0, 5.5
_SHARPEN = 21.0  # how the rest of the chances is shared among the other classes
_SURE = 0.5


class Label(Struct, frozen=True):
    """A class of complaint, its probability, and the stretches `(start, end)` of the text that say so."""

    code: str
    p: float
    evidence: tuple[tuple[int, int], ...] = ()


def classify(copy: MatchingCopy, language: str, model: Model | None = None) -> tuple[Label, ...]:
    """Return the three likeliest classes, likeliest first; none for a language without exemplars or an empty text."""
    if language not in LANGUAGES or not copy.text.strip():
        return ()
    model = model or trained(language)
    cut = blocks(readable(copy.text), language)
    found = {hit.code: hit for hit in hits("class", language, copy)}
    phrases = np.array([_PHRASE * (code in found) for code in model.classes], dtype=np.float32)
    scores = model.scores(cut) + phrases
    best = np.argsort(-scores, kind="stable")
    return tuple(
        Label(model.classes[place], chance, _evidence(copy, model, cut, model.classes[place], found))
        for place, chance in zip(best[:_SHOWN], _chances(scores[best]), strict=False)
    )


def is_sure(labels: Sequence[Label]) -> bool:
    """Whether the first class may be filled in without asking; otherwise a person chooses among the three."""
    return bool(labels) and labels[0].p >= _SURE


def _chances(scores: Floats) -> list[float]:
    # Of scores in falling order; no other class is likelier than the first.
    first, second = (float(score) for score in scores[:2])
    surest = 1 / (1 + exp(-(_HOLDS + _AHEAD * (first - second) + _HIGH * first)))
    others = np.exp(log_softmax(_SHARPEN * scores[1:])) * (1 - surest)
    return [surest, *(min(surest, other) for other in others.tolist())]


@lru_cache(maxsize=len(LANGUAGES))
def trained(language: str) -> Model:
    """Return the model of the shipped lessons."""
    return unpacked(shipped_bytes("weights", f"{language}.npz"))


def _evidence(
    copy: MatchingCopy, model: Model, cut: Sequence[Block], code: str, found: dict[str, Hit]
) -> tuple[tuple[int, int], ...]:
    if code in found:
        return ((found[code].start, found[code].end),)
    pieces = _plain(cut)
    stretch = _strongest(copy.text, pieces, model.pull(pieces, code))
    return (copy.span(*stretch),) if stretch else ()


def _plain(cut: Sequence[Block]) -> Pieces:
    # The first block is the stretches that lie side by side; the others overlap or stand nowhere.
    return cut[0].pieces


def _strongest(text: str, cut: Pieces, pull: np.ndarray) -> tuple[int, int] | None:
    # Each n-gram spreads its pull over its signs; the stretch with the largest sum is what spoke for the class.
    spread = np.zeros(len(text) + 1)
    lengths = np.maximum(cut.ends - cut.starts, 1)
    np.add.at(spread, cut.starts, pull / lengths)
    np.add.at(spread, cut.ends, -pull / lengths)
    signs = np.cumsum(spread)[:-1]
    best, start, here, stretch = 0.0, 0, 0.0, None
    for place, value in enumerate((signs - max(float(signs.mean()), 0.0)).tolist()):
        if here <= 0:
            here, start = 0.0, place
        here += value
        if here > best:
            best, stretch = here, (start, place + 1)
    return _whole_words(text, *stretch) if stretch else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start > 0 and text[start - 1].isascii() and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isascii() and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    trimmed = text[start:end].strip()
    start = text.index(trimmed, start) if trimmed else start
    return (start, start + len(trimmed)) if trimmed else None
