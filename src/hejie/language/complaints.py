"""What is this message a complaint about? The likeliest classes, how likely, and the words that say so.

A model of n-grams, trained on first use from sentences of ours (`exemplars/`), and listed phrases
(`patterns/classes.yaml`) are added up: neither decides alone, and never fewer than three answers are weighed.
Class codes are claims of `casefile.vocabulary`. A person's corrections can be handed in as more examples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from hejie.language.exemplars import LANGUAGES, exemplars
from hejie.language.ngrams import HAN, LATIN, Pieces, pieces
from hejie.language.phrases import Hit, hits
from hejie.language.repair import MatchingCopy
from hejie.language.softmax import Model, log_softmax, train

_SHOWN = 3
_PHRASE = 1.0  # what a listed phrase adds to the log-probability of its class
_SHARPEN = 2.5  # two soft voices added up are too unsure of themselves: fitted on held-back exemplars
_SURE = 0.5
# The digits of an order or parcel say nothing of the complaint; same length, so that places stay.
_NUMBER = re.compile(r"(?<![a-z0-9])[a-z]{0,4}[0-9][0-9-]{5,}[a-z]{0,2}(?![a-z])")


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
    cut = pieces(_without_numbers(copy.text), model.cut)
    found = {hit.code: hit for hit in hits("class", language, copy)}
    phrases = np.array([_PHRASE * (code in found) for code in model.classes], dtype=np.float32)
    chances = np.exp(log_softmax(_SHARPEN * (model.scores(cut) + phrases)))
    best = np.argsort(-chances, kind="stable")[:_SHOWN]
    return tuple(
        Label(
            model.classes[place],
            float(chances[place]),
            _evidence(copy, model, cut, model.classes[place], found),
        )
        for place in best
    )


def is_sure(labels: Sequence[Label]) -> bool:
    """Whether the first class may be filled in without asking; otherwise a person chooses among the three."""
    return bool(labels) and labels[0].p >= _SURE


@lru_cache(maxsize=len(LANGUAGES))
def trained(language: str) -> Model:
    """Return the model of the shipped exemplars."""
    return learned(language, ())


def learned(language: str, corrections: Sequence[tuple[str, str]]) -> Model:
    """Return a model that also knows corrected messages, as pairs of class and text; under a second for thousands."""
    pairs = [*exemplars(language), *corrections]
    texts = [_without_numbers(MatchingCopy(text).text) for _, text in pairs]
    return train(texts, [code for code, _ in pairs], HAN if language == "zh" else LATIN)


def _without_numbers(text: str) -> str:
    return _NUMBER.sub(lambda number: " " * len(number[0]), text)


def _evidence(
    copy: MatchingCopy, model: Model, cut: Pieces, code: str, found: dict[str, Hit]
) -> tuple[tuple[int, int], ...]:
    if code in found:
        return ((found[code].start, found[code].end),)
    stretch = _strongest(copy.text, cut, model.pull(cut, code))
    return (copy.span(*stretch),) if stretch else ()


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
