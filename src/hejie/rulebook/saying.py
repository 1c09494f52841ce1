"""How are a fact, its value and what a condition saw called in a language of the desk?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hejie.casefile.money import Money
from hejie.casefile.templates import said
from hejie.casefile.writing import Figure, clock
from hejie.rulebook.schema import Definitions, Words
from hejie.rulebook.wordbook import Wordbook

_WORDS: dict[str, dict[str, str]] = {
    "known": {"zh-CN": "已知：{facts}。", "en": "Known: {facts}."},
    "lacking": {"zh-CN": "案卷里没有：{facts}。", "en": "Not on record: {facts}."},
    "missing": {"zh-CN": "还缺：{facts}。", "en": "Missing: {facts}."},
    "fact": {"zh-CN": "{fact}：{value}", "en": "{fact}: {value}"},
    "between": {"zh-CN": "；", "en": "; "},
    "yes": {"zh-CN": "是", "en": "yes"},
    "no": {"zh-CN": "否", "en": "no"},
    "absent": {"zh-CN": "没有", "en": "there is none"},
}
_SPANS = (
    ({"zh-CN": "天", "en": " d"}, 1440),
    ({"zh-CN": "小时", "en": " h"}, 60),
    ({"zh-CN": "分钟", "en": " min"}, 1),
)
_ABSENT = "absent"
_SAID_AROUND = ("platform", "law", "claim", "currency")  # the page or the listing around it tells these


class Seen(NamedTuple):
    """What conditions read: the values of facts, `absent` among them, and the facts that nobody knows yet."""

    facts: Mapping[str, Any]
    missing: Iterable[str] = ()


class Saying(NamedTuple):
    """Says facts in a language, on the clock of a zone; amounts of money need the case's currency."""

    definitions: Definitions
    book: Wordbook
    language: str
    zone: str
    currency: str = ""

    def said(self, words: Words) -> str:
        """Return a text of the rules."""
        return self.book.said(words, self.language)

    def seen(self, seen: Seen) -> Iterator[str]:
        """Yield as sentences what is known, what is not on record, and what is missing."""
        told = {name: value for name, value in seen.facts.items() if name not in _SAID_AROUND}
        there = {name: value for name, value in told.items() if value != _ABSENT}
        lacking = [name for name in told if name not in there]
        known = [self._word("fact").format(fact=self.label(name), value=self.value(name, value))
                 for name, value in there.items()]  # fmt: skip
        for kind, parts in (
            ("known", known),
            ("lacking", map(self.label, lacking)),
            ("missing", map(self.label, seen.missing)),
        ):
            if listed := self._word("between").join(parts):
                yield self._word(kind).format(facts=listed)

    def label(self, name: str) -> str:
        """Return what a fact is called."""
        return self.said(self.definitions.facts[name].label)

    def value(self, name: str, value: Any) -> str:
        """Return a plain value of a fact: yes or no, a choice, a time, an amount with its unit, or none."""
        kind = self.definitions.facts[name]
        if value == _ABSENT:
            return self._word("absent")
        if isinstance(value, bool):
            return self._word("yes" if value else "no")
        if kind.type == "enum":
            return self.said(kind.values[value])
        if kind.type == "time":
            return self.time(datetime.fromisoformat(value)) if isinstance(value, str) else str(value)
        return self.amount(value, kind.unit) if isinstance(value, int) else str(value)

    def amount(self, value: int, unit: str) -> str:
        """Return a number with its unit."""
        match unit:
            case "money" if self.currency:
                return Money(value, self.currency).text(self.language)
            case "min":
                return span(value, self.language)
            case "pct":
                return Figure(value / 100, 0, is_share=True).text(self.language)  # not a rule: percent
            case "g":
                return f"{value} g"
        return str(value)

    def time(self, at: datetime) -> str:
        """Return a time of the zone's wall clock."""
        return clock(at, ZoneInfo(self.zone), self.language)

    def _word(self, name: str) -> str:
        return said(_WORDS[name], self.language)


def span(minutes: int, language: str) -> str:
    """Write a length of time in days, hours and minutes."""
    left, told = abs(minutes), []
    for words, size in _SPANS:
        count, left = divmod(left, size)
        if count:
            told.append(f"{count}{said(words, language)}")
    between = "" if language == "zh-CN" else " "
    return ("-" if minutes < 0 else "") + (between.join(told) or f"0{said(_SPANS[-1][0], language)}")
