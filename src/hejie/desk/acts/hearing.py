"""What does a buyer's message say that the case can use: its language, its matter, what is asked, anger, sure facts?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, Entry, FactStated, MessageReceived
from hejie.casefile.facts import Fact, known
from hejie.casefile.parties import SYSTEM, Role
from hejie.desk import house
from hejie.desk.acts import learned, stating
from hejie.desk.acts.wrote import joined, messages
from hejie.desk.cases.index import shop_key
from hejie.desk.walk import walk
from hejie.language import read
from hejie.language.complaints import classify
from hejie.language.reading import Reading, facts_for_case
from hejie.language.repair import MatchingCopy

SOURCE = "message"
UNSTATED = "unstated"
ANGER = "buyer_anger"
CLAIM = "claim"
OPEN = frozenset({"other", "question"})  # classes of a case of which nobody knows yet what it is about


def understood(words: str, *, at: datetime, currency: str, language: str = "", shop: str = "") -> Reading:
    """Return a message as read; `currency` is the shop's, `language` the one the thread makes likely.

    Where `shop` is named, by what its people corrected too.
    """
    likely = {language.split("-")[0]: 4.0} if language else None
    reading = read(words, on=at.date(), currency=currency, likely=likely)
    short = reading.language.split("-")[0]
    model = learned.model_of(shop, short)
    return replace(reading, labels=classify(MatchingCopy(reading.text), short, model)) if model else reading


def facts_stated(reading: Reading, *, at: datetime) -> tuple[Fact, ...]:
    """Return the facts that a message states beyond doubt, said by the buyer, and how upset its words sound."""
    sounds = known(ANGER, reading.emotion.level, said_by="buyer", source=SOURCE, at=at)
    return (*facts_for_case(reading, source=SOURCE, at=at), sounds)


def received(file: CaseFile, words: str, *, at: datetime, currency: str) -> Iterator[AnyHappening]:
    """Return what happens when a buyer writes: the message, and the facts it states that nobody stated before."""
    reading = understood(words, at=at, currency=currency, language=file.opened.language)
    language = reading.language if reading.detected.confidence else file.opened.language
    yield MessageReceived(Role.BUYER, words, language, file.opened.channel)
    yield from _stated(file, (*messages(file), words), at=at, currency=currency)


def walked(file: CaseFile, at: datetime, *, since: datetime | None = None) -> CaseFile:
    """Return a case that walked the house after the words were heard that came with a row, a notice or a connector.

    Whatever way they come in, they state the same facts. `since` is when they came, where nobody has looked till now.
    """
    _, currency = stating.zone_and_currency(file)
    heard = _taken_up(file, since=since or at, at=at, currency=currency)
    return walk(heard, rules=house.rules(), at=at)


def _taken_up(file: CaseFile, *, since: datetime, at: datetime, currency: str) -> CaseFile:
    """Return a case with what the messages say that came since then, as if somebody had pasted them.

    Each is read with those before it. What came earlier was read then, and stands.
    """
    said = messages(file)
    fresh = sum(_is_from_buyer(line.entry) for line in file.standing if line.entry.at >= since)
    for last in range(len(said) - fresh, len(said)):
        stated = _stated(file, said[: last + 1], at=at, currency=currency)
        file = file.add(*(Entry(at, SYSTEM, what) for what in tuple(stated)))
    return file


def _is_from_buyer(entry: Entry) -> bool:
    return isinstance(entry.what, MessageReceived) and entry.what.sender is Role.BUYER


def _stated(file: CaseFile, said: Sequence[str], *, at: datetime, currency: str) -> Iterator[FactStated]:
    """Yield the facts that the last of these messages states, and the matter that the last ones are about together."""
    reading = understood(said[-1], at=at, currency=currency, language=file.opened.language)
    yield from (FactStated(fact) for fact in _new(file, facts_stated(reading, at=at)))
    if matter := _matter(file, said, at=at, currency=currency):
        yield FactStated(known(CLAIM, matter, said_by="buyer", source=SOURCE, at=at))


def _matter(file: CaseFile, written: Sequence[str], *, at: datetime, currency: str) -> str:
    # The last messages together say what no single one does. What the platform or a person named stands, and so does
    # a class read before, unless the newest words alone say the other one too.
    held = file.facts[CLAIM]
    if held.value not in OPEN and held.source != SOURCE:
        return ""
    shop = shop_key(file.opened.platform, file.opened.shop)

    def matter_of(text: str) -> str:
        said = understood(text, at=at, currency=currency, language=file.opened.language, shop=shop)
        return said.claim

    together = matter_of(joined(written))
    if not together or together in OPEN or together == held.value:
        return ""
    return together if held.value in OPEN or matter_of(written[-1]) == together else ""


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
