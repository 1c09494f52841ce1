"""How is a thing that happened told to a reader, in Chinese or English?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hejie.casefile import vocabulary
from hejie.casefile.entries import Exhibit, Ground, Happening, Offer, Step
from hejie.casefile.facts import Fact, Value
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight

_TABLES: dict[str, vocabulary.Labels] = {
    "claim": vocabulary.CLAIMS,
    "wants": vocabulary.WANTS,
    "liable": vocabulary.LIABLE,
    "in_favour_of": vocabulary.LIABLE,
    "stage": vocabulary.STAGES,
    "status": vocabulary.JUDGMENT_STATES,
    "turn": vocabulary.ROLES,
    "sender": vocabulary.ROLES,
    "of": vocabulary.ROLES,
    "to": vocabulary.ROLES,
    "answer": vocabulary.ANSWERS,
    "outcome": vocabulary.OUTCOMES,
    "state": vocabulary.PARCEL_STATES,
}
_YES_NO = {"zh-CN": ("是", "否"), "en": ("yes", "no")}
_NOTHING = {"zh-CN": "未定", "en": "not set"}
_COMMA = {"zh-CN": "、", "en": ", "}


class Teller:
    """Tells entries and values to one reader: in a language, in a zone, with names for codes of the rulebook.

    `names` maps codes that data folders define (facts, remedies, platforms, clocks, scripts) to what the reader
    calls them; a code without a name shows as itself.
    """

    def __init__(
        self, language: str = "zh-CN", *, zone: str = "Asia/Shanghai", names: Mapping[str, str] | None = None
    ):
        self.language = language if language in _YES_NO else "en"
        self.tz: tzinfo = ZoneInfo(zone)
        self.names = names or {}

    def sentence(self, what: Happening) -> str:
        """Return the sentence of a thing that happened."""
        slots = {field: self._slot(field, value) for field, value in _fields(what)}
        return " ".join(what.says[self.language].format(**slots).split())

    def value(self, value: Value | None) -> str:
        """Return a fact's value in words."""
        return self._slot("", value)

    def moment(self, at: datetime) -> str:
        """Return a time as the reader's wall clock shows it, to the minute."""
        return f"{at.astimezone(self.tz):%Y-%m-%d %H:%M}"

    def fact(self, fact: Fact) -> str:
        """Return a fact in words: its name, and its value or the state it is in."""
        name = self.names.get(fact.name, fact.name)
        told = vocabulary.label(vocabulary.FACT_STATES, fact.state, self.language)
        if fact.has_value:
            told = self.value(fact.value) + (f" ({told})" if fact.state == "deemed" else "")
        return f"{name} = {told}"

    def _slot(self, field: str, value: Any) -> str:
        match value:
            case None | "":
                return _NOTHING[self.language] if field.endswith("_at") else ""
            case bool():
                return _YES_NO[self.language][not value]
            case datetime():
                return self.moment(value)
            case Money():
                return value.text(self.language)
            case Weight():
                return value.text()
            case Moment():
                return self.moment(value.at)
            case str():
                return self._code(field, value)
            case dict():
                return str(value.get(self.language) or value.get("en", ""))
            case tuple():
                return _COMMA[self.language].join(self._slot(field, part) for part in value)
            case _:
                return self._part(value)

    def _code(self, field: str, code: str) -> str:
        table = _TABLES.get(field)
        if table and code in table:
            return vocabulary.label(table, code, self.language)
        return self.names.get(code, code)

    def _part(self, value: Any) -> str:
        match value:
            case Fact():
                return self.fact(value)
            case Ground():
                return value.says.get(self.language) or value.says.get("en", value.rule)
            case Offer():
                return f"{self._code('', value.remedy)} {value.cost.text(self.language)}"
            case Exhibit():
                return f"{value.title.get(self.language, value.exhibit)} {'✓' if value.at_hand else '—'}"
            case Step():
                return value.says.get(self.language, value.step)
            case _:
                return str(value)


def _fields(what: Happening) -> list[tuple[str, Any]]:
    return [(field, getattr(what, field)) for field in what.__struct_fields__]
