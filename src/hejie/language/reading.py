"""What does this message say: in which language, about what, asking for what, how upset, stating which facts?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from hejie.casefile.facts import Fact, Value, known
from hejie.casefile.money import Money
from hejie.language.complaints import Label, classify, is_sure
from hejie.language.detection import MIXED, UNDETERMINED, Detected, detect
from hejie.language.facts_in_text import FoundFact, facts_in
from hejie.language.moods import Demand, Emotion, demands, emotion, risks
from hejie.language.phrases import Hit
from hejie.language.repair import MatchingCopy, Repaired, repair

ENGINE = "3"  # raised when the same text may be read differently than before
_LOCALES = {"zh": "zh-CN", "pt": "pt-BR"}
_ASKED = {"refund_only", "partial_refund", "return_refund", "compensation"}
_NEAR = 12  # signs between the words that ask for money and the amount
_TRUSTED = 0.8


class Reading(Struct, frozen=True):
    """A message as read. All places are in `text`, which differs from what came only as `repaired` says."""

    text: str
    language: str
    detected: Detected
    labels: tuple[Label, ...]
    demands: tuple[Demand, ...]
    emotion: Emotion
    risks: tuple[Hit, ...]
    facts: tuple[FoundFact, ...]
    repaired: tuple[str, ...] = ()
    damaged: bool = False
    engine: str = ENGINE

    @property
    def claim(self) -> str:
        """The class of the complaint if it is sure, else empty: then a person chooses among `labels`."""
        return self.labels[0].code if is_sure(self.labels) else ""

    @property
    def wants(self) -> str:
        """What is asked for, or `unstated`."""
        return self.demands[0].code


def read(
    text: str, *, on: date | None = None, currency: str = "", likely: Mapping[str, float] | None = None
) -> Reading:
    """Read a message, or the last messages of a thread joined by line breaks; never raises for any text.

    `on` is the day it was written, `currency` the shop's, `likely` the languages the shop or thread makes probable.
    """
    mended: Repaired = repair(text)
    copy = MatchingCopy(mended.text)
    detected = detect(mended.text, likely=likely)
    language = _language(detected, likely)
    return Reading(
        mended.text,
        _LOCALES.get(language, language),
        detected,
        classify(copy, language),
        demands(copy, language),
        emotion(copy, language),
        risks(copy, language),
        facts_in(mended.text, on=on, currency=currency, language=language),
        mended.steps,
        mended.damaged,
    )


def facts_for_case(reading: Reading, *, source: str = "", at: datetime | None = None) -> tuple[Fact, ...]:
    """Return the facts of a case that the message states beyond doubt, as said by the buyer.

    A number is taken only if it is the only one of its kind: two tracking numbers are a question, not a fact.
    """
    stated: dict[str, list[Value]] = {}
    for fact in reading.facts:
        if fact.confidence >= _TRUSTED:
            stated.setdefault(_name(fact, reading), []).append(fact.value)
    if reading.wants != "unstated":
        stated["wants"] = [reading.wants]
    return tuple(
        known(name, values[0], said_by="buyer", source=source, at=at)
        for name, values in stated.items()
        if name and len(set(values)) == 1
    )


def _name(fact: FoundFact, reading: Reading) -> str:
    if fact.type == "tracking_no":
        return "tracking_no"
    return "amount" if isinstance(fact.value, Money) and _is_asked(fact, reading) else ""


def _is_asked(fact: FoundFact, reading: Reading) -> bool:
    gaps = (
        max(demand.start - fact.end, fact.start - demand.end)
        for demand in reading.demands
        if demand.code in _ASKED
    )
    return any(gap <= _NEAR for gap in gaps)


def _language(detected: Detected, likely: Mapping[str, float] | None) -> str:
    if detected.language == MIXED:
        return detected.parts[0]
    if detected.language == UNDETERMINED and likely:
        return max(likely, key=lambda code: likely[code])
    return detected.language
