"""Which facts does a message state, and where: numbers of orders and parcels, money, days, weights, phones, tax ids?

One pass over ordered rules (`patterns/facts.yaml`); a stretch that one rule took is closed to all later ones, so an
order number is never read as a price. Offsets are those of the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec
from msgspec import Struct

from hejie.casefile.money import Money
from hejie.casefile.quantities import Weight
from hejie.language import amounts, dates
from hejie.language.identifiers import is_cnpj, is_cpf, is_postal_item, is_resident_id
from hejie.language.patterning import spelled
from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped

_BESIDE = 14  # signs on each side of an amount in which words such as "about" are looked for
_REACH = 40  # how far before a number the words that explain it are looked for
_EXPLAINED = 0.95
_DOUBTFUL = 0.4


class FoundFact(Struct, frozen=True):
    """One fact as the message states it: `text[start:end] == raw`. `notes` say what was assumed or does not check."""

    type: str
    value: int | str | Money | Weight
    unit: str
    raw: str
    start: int
    end: int
    confidence: float
    rule: str
    notes: tuple[str, ...] = ()


class _Rule(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    type: str
    pattern: str
    read: str = "text"
    unit: str = ""
    near: str = ""
    then: str = ""
    needs: bool = False
    confidence: float = 0.9


class _RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    parts: dict[str, str]
    about: str
    rules: list[_Rule]


class _Reader(Struct, frozen=True):
    """What the reading of values needs to know beside the text."""

    on: date | None
    currency: str
    month_first: bool


class _Compiled(Struct, frozen=True):
    """A rule with its patterns, and what explains a number from before (`near`) and behind (`then`)."""

    rule: _Rule
    pattern: re.Pattern[str]
    near: re.Pattern[str] | None
    then: re.Pattern[str] | None

    def is_explained(self, text: str, start: int, end: int) -> bool:
        before = self.near is not None and self.near.search(text[max(0, start - _REACH) : start])
        return bool(before or (self.then is not None and self.then.match(text[end : end + _REACH])))


def facts_in(
    text: str, *, on: date | None = None, currency: str = "", language: str = ""
) -> tuple[FoundFact, ...]:
    """Return the facts a message states, in order.

    `on` is the day it was written (for days without a year), `currency` the shop's (for `$` and `pesos`),
    `language` decides how 11/12 is read: month first in English, day first elsewhere.
    """
    copy = MatchingCopy(text)
    reader = _Reader(on, currency, language.startswith("en"))
    taken = bytearray(len(copy.text))
    found = []
    for rule in _rules():
        for match in rule.pattern.finditer(copy.text):
            if not any(taken[match.start() : match.end()]):
                fact = _fact(rule, match, copy, reader)
                if fact is not None:
                    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                    found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.start))


def _fact(compiled: _Compiled, match: re.Match[str], copy: MatchingCopy, reader: _Reader) -> FoundFact | None:
    rule = compiled.rule
    explained = compiled.is_explained(copy.text, match.start(), match.end())
    if not match[0] or (rule.needs and not explained):
        return None
    start, end = copy.span(match.start(), match.end())
    read = _read(rule, match, copy.original[start:end], reader)
    if read is None:
        return None
    value, unit, notes = read
    if rule.type == "money" and "about" not in notes and _is_about(copy.text, match.start(), match.end()):
        notes = (*notes, "about")
    confidence = _EXPLAINED if explained and not rule.needs else rule.confidence
    if {"check_digit_wrong", "vague", "about", "currency_unknown"} & set(notes):
        confidence = min(confidence, _DOUBTFUL)
    return FoundFact(rule.type, value, unit, copy.original[start:end], start, end, confidence, rule.id, notes)


def _read(rule: _Rule, match: re.Match[str], raw: str, reader: _Reader) -> amounts.Read | None:
    if rule.read == "raw":
        return raw, rule.unit, ()
    if rule.read in _AMOUNTS:
        return _AMOUNTS[rule.read](match, rule.unit, reader.currency)
    if rule.read in _DATES:
        return _DATES[rule.read](match, reader.on, reader.month_first)
    return _PLAIN[rule.read](match, rule.unit)


def _text(match: re.Match[str], unit: str) -> amounts.Read:
    return match[0].strip().upper(), unit, ()


def _digits(match: re.Match[str], unit: str) -> amounts.Read:
    return re.sub(r"[^0-9a-z+]", "", match[0]).upper(), unit, ()


def _checked(check: Callable[[str], bool]) -> Callable[[re.Match[str], str], amounts.Read]:
    def read(match: re.Match[str], unit: str) -> amounts.Read:
        value = re.sub(r"[^0-9a-z]", "", match[0]).upper()
        return value, unit, () if check(value) else ("check_digit_wrong",)

    return read


def _resident_id(match: re.Match[str], unit: str) -> amounts.Read | None:
    # Eighteen digits that do not check are somebody's order.
    value = match[0].upper()
    return (value, unit, ()) if is_resident_id(value) else None


def _size(match: re.Match[str], unit: str) -> amounts.Read:
    return match["size"].upper(), unit, ()


def _promotion(match: re.Match[str], unit: str) -> amounts.Read:
    return f"{match['over']}-{match['less']}", unit, ()


def _fifty(match: re.Match[str], unit: str) -> amounts.Read:
    return "50", unit, ()


_AMOUNTS: dict[str, Callable[[re.Match[str], str, str], amounts.Read | None]] = {
    "money": amounts.money, "han_money": amounts.han_money, "jiao": amounts.jiao,
    "tenths_money": amounts.tenths_money, "bare_money": amounts.bare_money,
    "myriad_money": amounts.myriad_money, "about_money": amounts.about_money,
    "hundredths": amounts.hundredths, "nicknamed_money": amounts.nicknamed_money, "pounds": amounts.pounds,
    "spelled_money": amounts.spelled_money, "weight": amounts.weight,
    "percent": amounts.percent, "quantity": amounts.quantity, "number": amounts.number,
}  # fmt: skip
_DATES: dict[str, Callable[[re.Match[str], date | None, bool], amounts.Read | None]] = {
    "date": dates.day, "month": dates.month, "slashed_date": dates.slashed, "feast": dates.feast,
    "relative_date": dates.relative, "duration": dates.duration, "half": dates.half,
}  # fmt: skip
_PLAIN: dict[str, Callable[[re.Match[str], str], amounts.Read | None]] = {
    "text": _text, "digits": _digits, "size": _size, "fifty": _fifty, "promotion": _promotion,
    "s10": _checked(is_postal_item), "cpf": _checked(is_cpf), "cnpj": _checked(is_cnpj),
    "resident_id": _resident_id,
}  # fmt: skip


def _is_about(text: str, start: int, end: int) -> bool:
    # The words beside an amount that leave it open, with the amount itself between them as one sign.
    beside = f"{text[max(0, start - _BESIDE) : start]}#{text[start:end]}#{text[end : end + _BESIDE]}"
    return _about().search(beside) is not None


@lru_cache(maxsize=1)
def _written() -> _RuleFile:
    return msgspec.yaml.decode(shipped("patterns", "facts.yaml"), type=_RuleFile)


@lru_cache(maxsize=1)
def _about() -> re.Pattern[str]:
    return re.compile(_written().about)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Compiled, ...]:
    written = _written()
    return tuple(_compiled(rule, written.parts) for rule in written.rules)


def _compiled(rule: _Rule, parts: dict[str, str]) -> _Compiled:
    def ready(pattern: str) -> re.Pattern[str]:
        return re.compile(spelled(pattern, parts))

    near = ready(rule.near) if rule.near else None
    return _Compiled(rule, ready(rule.pattern), near, ready(rule.then) if rule.then else None)
