"""May what people corrected change how messages are read from now on?

Corrections are learned by fitting only what the shipped weights get wrong of them, and taken only if the reader is no
worse for it: a half of the corrections that it did not learn from, and sentences of ours, are read before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from msgspec import Struct

from hejie.language.complaints import classify, trained
from hejie.language.exemplars import exemplars
from hejie.language.fitting import Lesson, refit
from hejie.language.linear import Model
from hejie.language.repair import MatchingCopy
from hejie.language.teaching import readable

ENOUGH = 10  # messages that a class must have before its loss is more than chance
MOST_LOST = 0.03  # share of its right answers that a class may lose
_OURS = 12  # sentences of ours of each class that are read again, so that no class is too small to be missed


class Correction(Struct, frozen=True):
    """What a person said a message is about, instead of what an engine had said."""

    text: str
    was: str
    now: str
    engine: str

    @property
    def text_hash(self) -> str:
        """Return what tells the text from others without telling the text."""
        return sha256(self.text.encode("utf-8", "replace")).hexdigest()


class Relearned(Struct, frozen=True):
    """A model that knows the corrections, whether it may be used, and what was seen before and after."""

    model: Model
    taken: bool
    before: float
    after: float
    lost: tuple[str, ...] = ()


def relearn(language: str, corrections: Sequence[Correction]) -> Relearned:
    """Return what learning corrections makes of the reader; the shipped model where it may not be used.

    `before` and `after` are the mean F1 of classes; `lost` are the classes that lost more than they may.
    """
    shipped = trained(language)
    known = [one for one in _latest(corrections) if one.now in shipped.classes]
    if not known:
        return Relearned(shipped, False, 0.0, 0.0)
    asked = [(one.text, one.now) for one in known[1::2]] + _some_of_ours(language)
    halved = refit(shipped, language, _lessons(known[::2]))
    truth = [label for _, label in asked]
    said, then = ([_first(text, language, model) for text, _ in asked] for model in (shipped, halved))
    lost = tuple(
        code
        for code, count in sorted(Counter(truth).items())
        if count >= ENOUGH and _right(truth, said, code) - _right(truth, then, code) > MOST_LOST * count
    )
    before, after = mean_f1(truth, said), mean_f1(truth, then)
    taken = not lost and after >= before
    return Relearned(
        refit(shipped, language, _lessons(known)) if taken else shipped, taken, before, after, lost
    )


def mean_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """Return the mean over the classes that occur of how well each is found."""
    counts, answers = Counter(truth), Counter(said)
    return sum(
        2 * _right(truth, said, code) / (count + answers[code]) for code, count in counts.items()
    ) / len(counts)


def _latest(corrections: Sequence[Correction]) -> list[Correction]:
    # Who corrects a message twice means the second.
    return [*{one.text_hash: one for one in corrections}.values()]


def _some_of_ours(language: str) -> list[tuple[str, str]]:
    by_class: dict[str, list[str]] = {}
    for label, text in exemplars(language):
        by_class.setdefault(label, []).append(text)
    return [(text, label) for label, texts in by_class.items() for text in texts[:: len(texts) // _OURS]]


def _lessons(corrections: Sequence[Correction]) -> list[Lesson]:
    return [Lesson(readable(MatchingCopy(one.text).text), one.now) for one in corrections]


def _first(text: str, language: str, model: Model) -> str:
    labels = classify(MatchingCopy(text), language, model)
    return labels[0].code if labels else ""


def _right(truth: Sequence[str], said: Sequence[str], code: str) -> int:
    return sum(a == b == code for a, b in zip(truth, said, strict=True))
