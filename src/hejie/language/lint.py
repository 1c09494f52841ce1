"""What in this draft would make the dispute worse, break a platform's rule, or say what no fact carries?

Two kinds of findings: wordings to avoid, which the rulebook hands in, and what the draft states, by reading it back:
every amount, day, number and contact in it must come from the slots that facts of the case filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, Protocol

from msgspec import Struct

from hejie.language.detection import MIXED, UNDETERMINED, detect
from hejie.language.facts_in_text import FoundFact, facts_in
from hejie.language.repair import MatchingCopy

EVERYWHERE = "any"
_SLOT = re.compile(r"⟦[^⟧]*⟧|\{[a-z][a-z0-9_]*\}")
_SENTENCE_END = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_SURE_OF_LANGUAGE = 0.9
_ENOUGH_LETTERS = 12
_CLEAR = 0.5  # a doubtful reading ("one day") accuses nobody
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
    "cnpj": ("personal_data", "warn"),
    "postcode": ("personal_data", "warn"),
}
_WHY = {
    "amount_not_in_facts": {"zh-CN": "案卷里没有这个金额。", "en": "No fact of the case carries this amount."},
    "date_not_in_facts": {"zh-CN": "案卷里没有这个时间。", "en": "No fact of the case carries this time."},
    "number_not_in_facts": {"zh-CN": "这个号码不是本案的。", "en": "This number is not of this case."},
    "off_platform_contact": {"zh-CN": "不要留站外联系方式。", "en": "Leave no contact outside the platform."},
    "personal_data": {"zh-CN": "不要写出个人信息。", "en": "Write out no personal data."},
    "unfilled_slot": {"zh-CN": "还有没填的空。", "en": "A slot is not filled yet."},
    "wrong_language": {"zh-CN": "不是买家的语言。", "en": "This is not the buyer's language."},
}  # fmt: skip


class Draft(Struct, frozen=True):
    """An answer before it is sent: `slots` are the values that filled the script; what they state, it may state."""

    text: str
    language: str
    slots: Mapping[str, str] = {}
    platform: str = ""
    situation: str = ""


Severity = Literal["block", "warn", "hint", "off"]
Patterns = Mapping[str, Sequence[str]]


class Wording(Protocol):
    """What the rulebook hands in: see `Wording` there."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def category(self) -> str:
        """What kind of mistake it is."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""

    @property
    def why(self) -> Mapping[str, str]:
        """The reason, by language."""

    @property
    def says(self) -> Patterns:
        """What to look for, by language."""

    @property
    def unless(self) -> Patterns:
        """What excuses it in the same sentence."""

    @property
    def rewrite(self) -> Mapping[str, str]:
        """What can be said instead."""

    @property
    def absent(self) -> bool:
        """Whether the words must be there."""

    @property
    def platforms(self) -> Sequence[str]:
        """Where it holds; everywhere if empty."""

    @property
    def situations(self) -> Sequence[str]:
        """When it holds; always if empty."""


class Finding(Struct, frozen=True):
    """One thing found: `text[start:end] == raw`. `block` may not be sent, `warn` asks, `hint` advises."""

    rule: str
    category: str
    severity: str
    start: int
    end: int
    raw: str
    why: Mapping[str, str]
    rewrite: str = ""


def lint(draft: Draft, wordings: Iterable[Wording]) -> tuple[Finding, ...]:
    """Return what is wrong with a draft to a buyer, in the order of the text; never raises for any text."""
    copy = MatchingCopy(draft.text)
    found = [*_unfilled(draft.text), *_foreign(draft), *_uncarried(draft)]
    for wording in wordings:
        if _concerns(wording, draft):
            found.extend(_worded(wording, copy, draft.language))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.rule)))


def _concerns(wording: Wording, draft: Draft) -> bool:
    here = not wording.platforms or draft.platform in wording.platforms
    return here and (not wording.situations or draft.situation in wording.situations)


def _worded(wording: Wording, copy: MatchingCopy, language: str) -> Iterator[Finding]:
    pattern = _any_of((*wording.says.get(EVERYWHERE, ()), *wording.says.get(language, ())))
    excuse = _any_of((*wording.unless.get(EVERYWHERE, ()), *wording.unless.get(language, ())))
    if pattern is None:
        return
    if wording.absent:
        if not pattern.search(copy.text):
            yield _finding(wording, language, 0, 0, "")
        return
    for match in pattern.finditer(copy.text):
        if match[0] and not (excuse and excuse.search(_sentence(copy.text, match.start(), match.end()))):
            start, end = copy.span(match.start(), match.end())
            yield _finding(wording, language, start, end, copy.original[start:end])


def _finding(wording: Wording, language: str, start: int, end: int, raw: str) -> Finding:
    rewrite = wording.rewrite.get(language, "")
    return Finding(wording.id, wording.category, wording.severity, start, end, raw, wording.why, rewrite)


@lru_cache(maxsize=512)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def _sentence(text: str, start: int, end: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(text))
    return text[first:last]


def _unfilled(draft: str) -> Iterator[Finding]:
    for match in _SLOT.finditer(draft):
        yield _stated("unfilled_slot", "block", match.start(), match.end(), match[0])


def _foreign(draft: Draft) -> Iterator[Finding]:
    found = detect(draft.text)
    primary = draft.language.split("-")[0]
    letters = sum(sign.isalpha() for sign in draft.text)
    sure = found.confidence >= _SURE_OF_LANGUAGE and letters >= _ENOUGH_LETTERS
    if found.language not in (primary, UNDETERMINED, MIXED) and sure:
        yield _stated("wrong_language", "block", 0, len(draft.text), draft.text)


def _uncarried(draft: Draft) -> Iterator[Finding]:
    carried = tuple(draft.slots.values())
    known = {_key(fact) for value in carried for fact in facts_in(value, language=draft.language)}
    for fact in facts_in(draft.text, language=draft.language):
        clear = fact.confidence >= _CLEAR or fact.type == "money"  # an amount is one in any currency
        if fact.type in _CARRIED and clear and not _is_carried(fact, known, carried):
            category, severity = _CARRIED[fact.type]
            if fact.rule == "date.relative":  # "today" says when we answer, and wordings hold the promises
                severity = "hint"
            yield _stated(category, severity, fact.start, fact.end, fact.raw)


def _is_carried(fact: FoundFact, known: set[tuple[str, str, str]], carried: Sequence[str]) -> bool:
    # A bare number is read as an order only beside the word "order", so the slot's own text counts too; not for
    # amounts, where ¥1 stands inside ¥15.00.
    return _key(fact) in known or (fact.type in _NUMBERS and any(fact.raw in value for value in carried))


def _key(fact: FoundFact) -> tuple[str, str, str]:
    return fact.type, str(fact.value), fact.unit


def _stated(category: str, severity: str, start: int, end: int, raw: str) -> Finding:
    return Finding(f"stated.{category}", category, severity, start, end, raw, _WHY[category])
