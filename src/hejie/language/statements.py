"""What does a draft state that the case does not carry?

It is read back as a buyer's message is: each fact in it must come from the slots that facts of the case filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec
from msgspec import Struct

from hejie.casefile.money import Money
from hejie.language.detection import MIXED, UNDETERMINED, detect
from hejie.language.drafts import Draft, Finding
from hejie.language.facts_in_text import FoundFact, facts_in
from hejie.language.greetings import greeted, is_called
from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped

_BUYER = "buyer"
_SLOT = re.compile(r"⟦[^⟧]*⟧|\{[a-z][a-z0-9_]*\}")
_SURE_OF_LANGUAGE = 0.9
_ENOUGH_LETTERS = 12
_CLEAR = 0.5  # a doubtful reading ("one day") accuses nobody
_LOOSE = "money.beside_paid"
_NUMBERS = {"order_no", "tracking_no", "phone", "email", "url", "postcode"}
# What a stated fact may not be if no slot carries it: category and severity.
_CARRIED = {
    "money": ("amount_not_in_facts", "block"),
    "percent": ("amount_not_in_facts", "block"),
    "date": ("date_not_in_facts", "block"),
    "duration": ("date_not_in_facts", "warn"),
    "order_no": ("number_not_in_facts", "block"),
    "tracking_no": ("number_not_in_facts", "block"),
    "phone": ("off_platform_contact", "block"),
    "email": ("off_platform_contact", "block"),
    "url": ("off_platform_contact", "warn"),
    "cpf": ("personal_data", "block"),
    "national_id": ("personal_data", "block"),
    "cnpj": ("personal_data", "warn"),
    "postcode": ("personal_data", "warn"),
}


def stated(draft: Draft, copy: MatchingCopy) -> Iterator[Finding]:
    """Return every amount, day, number, name and contact that no slot carries, open slots, and a foreign language."""
    yield from _unfilled(draft)
    yield from _foreign(draft)
    yield from _uncarried(draft)
    yield from _misnamed(draft, copy)


def _unfilled(draft: Draft) -> Iterator[Finding]:
    for match in _SLOT.finditer(draft.text):
        yield _finding(draft, ("unfilled_slot", "block"), match.start(), match.end())


def _foreign(draft: Draft) -> Iterator[Finding]:
    found = detect(draft.text)
    primary = draft.language.split("-")[0]
    letters = sum(sign.isalpha() for sign in draft.text)
    sure = found.confidence >= _SURE_OF_LANGUAGE and letters >= _ENOUGH_LETTERS
    if found.language not in (primary, UNDETERMINED, MIXED) and sure:
        yield _finding(draft, ("wrong_language", "block"), 0, len(draft.text))


def _uncarried(draft: Draft) -> Iterator[Finding]:
    carried = tuple(draft.slots.values())
    facts = [fact for value in carried for fact in facts_in(value, language=draft.language)]
    # "The 18 that you paid" says no currency; the case does.
    known = {_key(fact) for fact in facts} | {(*_key(fact)[:2], "") for fact in facts if fact.type == "money"}
    for fact in facts_in(draft.text, language=draft.language):
        # An amount is one in any currency, and a parcel's number that does not check is still somebody's; a bare number
        # that is an amount only by a word somewhere near accuses nobody either.
        clear = fact.confidence >= _CLEAR or fact.type in ("money", "tracking_no")
        clear = clear and fact.rule != _LOOSE
        if fact.type in _CARRIED and clear and not _is_carried(fact, known, carried):
            category, severity = _CARRIED[fact.type]
            if fact.rule == "date.relative":  # "today" says when we answer, and wordings hold the promises
                severity = "hint"
            yield _finding(draft, (category, severity), fact.start, fact.end)


def _is_carried(fact: FoundFact, known: set[tuple[str, str, str]], carried: Sequence[str]) -> bool:
    # A bare number is read as an order only beside the word "order", so the slot's own text counts too; not for
    # amounts, where ¥1 stands inside ¥15.00.
    return _key(fact) in known or (fact.type in _NUMBERS and any(fact.raw in value for value in carried))


def _misnamed(draft: Draft, copy: MatchingCopy) -> Iterator[Finding]:
    # Only a case that knows its buyer can tell that somebody else is greeted.
    if draft.slots.get(_BUYER):
        for name in greeted(copy, draft.language):
            words = (draft.slots[_BUYER], *(value for value in draft.slots.values() if name.raw in value))
            if not any(is_called(name, value) for value in words):
                yield _finding(draft, ("name_not_in_facts", "warn"), name.start, name.end)


def _key(fact: FoundFact) -> tuple[str, str, str]:
    value = fact.value.amount if isinstance(fact.value, Money) else fact.value
    plain = f"{Decimal(str(value)).normalize():f}" if fact.type == "money" else str(value)
    return fact.type, plain, fact.unit


class _Category(Struct, frozen=True, forbid_unknown_fields=True):
    why: dict[str, str]
    rewrite: dict[str, str]


def _finding(draft: Draft, what: tuple[str, str], start: int, end: int) -> Finding:
    category, severity = what
    words = _categories()[category]
    rewrite = words.rewrite.get(draft.language, "")
    return Finding(
        f"stated.{category}", category, severity, start, end, draft.text[start:end], words.why, rewrite
    )


@lru_cache(maxsize=1)
def _categories() -> dict[str, _Category]:
    return msgspec.yaml.decode(shipped("patterns", "stated.yaml"), type=dict[str, _Category])
