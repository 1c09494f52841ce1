"""What does a buyer's message say that the case can use: its language, what is asked for, anger, and sure facts?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, FactStated, MessageReceived
from hejie.casefile.facts import Fact, known
from hejie.casefile.parties import Role
from hejie.language import read
from hejie.language.reading import Reading, facts_for_case

SOURCE = "message"
UNSTATED = "unstated"
ANGER = "buyer_anger"


def understood(words: str, *, at: datetime, currency: str, language: str = "") -> Reading:
    """Return a message as read; `currency` is the shop's, `language` the one the thread makes likely."""
    likely = {language.split("-")[0]: 4.0} if language else None
    return read(words, on=at.date(), currency=currency, likely=likely)


def facts_stated(reading: Reading, *, at: datetime) -> tuple[Fact, ...]:
    """Return the facts that a message states beyond doubt, said by the buyer, and how upset its words sound."""
    sounds = known(ANGER, reading.emotion.level, said_by="buyer", source=SOURCE, at=at)
    return (*facts_for_case(reading, source=SOURCE, at=at), sounds)


def received(file: CaseFile, words: str, *, at: datetime, currency: str) -> Iterator[AnyHappening]:
    """Return what happens when a buyer writes: the message, and the facts it states that nobody stated before."""
    reading = understood(words, at=at, currency=currency, language=file.opened.language)
    language = reading.language if reading.detected.confidence else file.opened.language
    yield MessageReceived(Role.BUYER, words, language, file.opened.channel)
    yield from (FactStated(fact) for fact in _new(file, facts_stated(reading, at=at)))


def _new(file: CaseFile, stated: Iterable[Fact]) -> Iterator[Fact]:
    # What a column or a person said stands: a message read by rules adds, it never overrules. Only the anger of the
    # newest message stands for that of an earlier one, for it passes; a calm first letter says nothing.
    for fact in stated:
        held = file.facts.get(fact.name)
        if held is None or not held.has_value or held.value == UNSTATED:
            if fact.name != ANGER or fact.value:
                yield fact
        elif fact.name == ANGER and held.source == SOURCE and held.value != fact.value:
            yield fact
