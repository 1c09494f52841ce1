"""Which language is this text in?

The script decides between Chinese, Russian and the Latin ones; between Portuguese, Spanish and English a model of
letters and words does, with whatever the thread or the shop makes likely counted in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.language.exemplars import everyday_words, exemplars
from hejie.language.linear import log_softmax
from hejie.language.ngrams import BUCKETS, LETTERS, pieces

UNDETERMINED = "und"
MIXED = "mixed"
_LATIN = ("pt", "es", "en")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN_WORD = re.compile(r"[^\W\d_]{2,}")
# Addresses, order numbers and model names have no language. A run is tried from its start only: time stays linear.
_CODE = re.compile(r"https?://[!-~]+|(?<![A-Za-z0-9_./:-])[A-Za-z0-9_./:-]*\d[A-Za-z0-9_./:-]*")
_HAN_SIGNS_A_WORD = 1.6  # about as many characters as a Chinese word has: scripts are weighed word by word
_SMOOTHING = 0.01
_LEAST_LIKELY = 0.001
_TAUGHT_EVERY = 3
_MIXED_SHARE = 0.3
_MIXED_WORDS = 3


class Detected(Struct, frozen=True):
    """A language code (`zh pt es en ru`, `und`, `mixed`), how sure, and the languages found if mixed."""

    language: str
    confidence: float
    parts: tuple[str, ...] = ()


def detect(text: str, *, likely: Mapping[str, float] | None = None) -> Detected:
    """Return the language of a text; `likely` gives what the thread or shop makes probable, by code."""
    words = _CODE.sub(" ", text)
    han = len(_HAN.findall(words)) / _HAN_SIGNS_A_WORD
    cyrillic = latin = 0
    for word in _LATIN_WORD.findall(_HAN.sub(" ", words)):
        cyrillic += bool(_CYRILLIC.search(word))
        latin += not _CYRILLIC.search(word)
    weights = {"zh": han, "ru": float(cyrillic), "latin": float(latin)}
    total = sum(weights.values())
    if not total:
        return Detected(UNDETERMINED, 0.0)
    first, second = sorted(weights, key=lambda script: -weights[script])[:2]
    if weights[second] >= max(_MIXED_WORDS, _MIXED_SHARE * total):
        parts = tuple(_in_script(script, words, likely).language for script in (first, second))
        return Detected(MIXED, weights[first] / total, parts)
    return _in_script(first, words, likely)


def _in_script(script: str, words: str, likely: Mapping[str, float] | None) -> Detected:
    if script != "latin":
        return Detected(script, 1.0)
    weighed = {
        code: score + log(max((likely or {}).get(code, 1.0), _LEAST_LIKELY))
        for code, score in scores(_letters(), _HAN.sub(" ", words)).items()
    }
    best = max(weighed, key=lambda code: weighed[code])
    total = sum(exp(score - weighed[best]) for score in weighed.values())
    return Detected(best, 1 / total)


class _Letters(Struct, frozen=True):
    """How likely each n-gram is in each language (naive Bayes: it needs little text and adds up evidence)."""

    languages: tuple[str, ...]
    weights: NDArray[np.float64]


@lru_cache(maxsize=1)
def _letters() -> _Letters:
    # A third of the sentences tells the languages apart as well as all of them, in a third of the time.
    sentences = {code: [says for _, says in exemplars(code)[::_TAUGHT_EVERY]] for code in _LATIN}
    return letters_of({code: (*everyday_words(code), *sentences[code]) for code in _LATIN})


def letters_of(texts: Mapping[str, Sequence[str]]) -> _Letters:
    """Count the n-grams of texts by language."""
    counts = np.full((BUCKETS, len(texts)), _SMOOTHING)
    for column, lines in enumerate(texts.values()):
        found = np.concatenate([pieces(line.lower(), LETTERS).buckets for line in lines])
        counts[:, column] += np.bincount(found, minlength=BUCKETS)
    return _Letters(tuple(texts), np.log(counts) - np.log(counts.sum(axis=0)))


def scores(letters: _Letters, text: str) -> dict[str, float]:
    """Return the logarithm of each language's probability for a text in Latin letters."""
    found = pieces(text.lower(), LETTERS).buckets
    # Each sign is counted once for every length of n-gram: divided out, so that confidence stays honest.
    summed = letters.weights[found].sum(axis=0) / len(LETTERS.lengths)
    return dict(zip(letters.languages, log_softmax(summed.astype(np.float32)).tolist(), strict=True))
