"""How is a thing that happened told to a reader, in the reader's language?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hejie.casefile import vocabulary, words
from hejie.casefile.entries import Exhibit, Ground, Happening, Offer, Step
from hejie.casefile.facts import Fact, FactState, Value
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from hejie.casefile.templates import fill
from hejie.casefile.writing import clock

_Words = dict[str, str]

_TABLES: dict[str, vocabulary.Labels] = {
    "claim": vocabulary.CLAIMS,
    "wants": vocabulary.WANTS,
    "liable": vocabulary.LIABLE,
    "in_favour_of": vocabulary.LIABLE,
    "ruled_for": vocabulary.LIABLE,
    "stage": vocabulary.STAGES,
    "LiabilityJudged.status": vocabulary.JUDGMENT_STATES,
    "StepFailed.cause": vocabulary.TROUBLES,
    "turn": vocabulary.ROLES,
    "sender": vocabulary.ROLES,
    "of": vocabulary.ROLES,
    "to": vocabulary.ROLES,
    "needs": vocabulary.ROLES,
    "answer": vocabulary.ANSWERS,
    "outcome": vocabulary.OUTCOMES,
    "state": vocabulary.PARCEL_STATES,
    "parcel_state": vocabulary.PARCEL_STATES,
    "RouteRead.reason": vocabulary.PARCEL_STATES,
    "ContactPlanned.channel": vocabulary.CHANNELS,
    "about": vocabulary.CONTACTS,
    "finding": vocabulary.FINDINGS,
    "direction": vocabulary.DIRECTIONS,
    "language": vocabulary.LANGUAGES,
}
# The fields whose codes data folders define. All other text is somebody's words and is told as written.
_NAMED = frozenset(
    (
        "platform",
        "clock",
        "remedy",
        "step",
        "script",
        "carrier",
        "name",
        "exhibit",
        "exhibits",
        "missing",
        "cause",
        "promise",
    )
)
_NOT_SAID = {("wants", "unstated"), ("turn", "nobody")}
_BOOLS = {"granted": ("granted", "not_granted")}
_BETWEEN = {"liable": "or", "grounds": "grounds", "steps": "steps"}  # all other lists: commas
# Joining words; a further language has its own in `hejie.casefile.words`.
_PHRASES: dict[str, _Words] = {
    "or": {"zh-CN": "或", "en": " or "},
    "grounds": {"zh-CN": "；", "en": "; "},
    "steps": {"zh-CN": " → ", "en": " → "},
    "comma": {"zh-CN": "、", "en": ", "},
    "yes": {"zh-CN": "是", "en": "yes"},
    "no": {"zh-CN": "否", "en": "no"},
    "granted": {"zh-CN": "通过", "en": "given"},
    "not_granted": {"zh-CN": "未通过", "en": "refused"},
    "costs": {
        "zh-CN": "{remedy}（成本 {cost}[，须{needs}批准]）",
        "en": "{remedy} (costs {cost}[, needs the {needs}])",
    },
    "exhibit": {"zh-CN": "{title}[（{lacks}）| ✓]", "en": "{title}[ ({lacks})| ✓]"},
    "lacks": {"zh-CN": "缺", "en": "missing"},
    "optional": {"zh-CN": "可选", "en": "optional"},
    "deemed": {"zh-CN": "{value}（{state}）", "en": "{value} ({state})"},
    "reported": {"zh-CN": "{platform}显示[「{status}」]", "en": "{platform} shows[ “{status}”]"},
}
_KILOBYTE = 1024  # not a rule: how file sizes are counted


class Teller:
    """Tells entries and values to one reader: in a language, in a zone, with names for codes of the rulebook.

    `names` maps codes that data folders define (facts, remedies, platforms, clocks, scripts) to what the reader
    calls them; a code without a name shows as itself. `texts` maps English clauses to what they are in the language,
    for entries that were written in Chinese and English only.
    """

    def __init__(
        self,
        language: str = "zh-CN",
        *,
        zone: str = "Asia/Shanghai",
        names: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ):
        self.language = language if language in words.LANGUAGES else "en"
        self.tz: tzinfo = ZoneInfo(zone)
        self.names = names or {}
        self.texts = texts or {}

    def sentence(self, what: Happening) -> str:
        """Return the sentence of a thing that happened."""
        kind = type(what).__name__
        slots = {field: self._slot(value, field, kind) for field, value in _fields(what)}
        return fill(words.sentence(kind, what.says, self.language), slots)

    def value(self, value: Value | None) -> str:
        """Return a fact's value in words."""
        return self._slot(value, "name")

    def moment(self, at: datetime) -> str:
        """Return a time as the reader's wall clock shows it, to the minute."""
        return clock(at, self.tz, self.language)

    def fact(self, fact: Fact) -> str:
        """Return a fact in words: its name, and its value or the state it is in."""
        name = self.names.get(fact.name, fact.name)
        told = vocabulary.label(vocabulary.FACT_STATES, fact.state, self.language)
        if fact.has_value:
            value = self._fact_value(fact)
            deemed = fact.state is FactState.DEEMED
            told = fill(self._phrase("deemed"), {"value": value, "state": told}) if deemed else value
        return f"{name} = {told}"

    def _fact_value(self, fact: Fact) -> str:
        if fact.name in _TABLES and isinstance(fact.value, str):
            return vocabulary.label(_TABLES[fact.name], fact.value, self.language)
        return self.value(fact.value)

    def _slot(self, value: Any, field: str, kind: str = "") -> str:
        match value:
            case None | "":
                return ""
            case bool():
                return self._phrase(_BOOLS.get(field, ("yes", "no"))[not value])
            case int() if field == "size":
                return f"{-(-value // _KILOBYTE)} KB"
            case datetime():
                return self.moment(value)
            case Money():
                return value.text(self.language)
            case Weight():
                return value.text(self.language)
            case Moment():
                return self.moment(value.at)
            case str():
                return self._text(value, field, kind)
            case tuple():
                return self._list(value, field)
            case dict():
                return self._said(value)
            case _:
                return self._part(value)

    def _text(self, text: str, field: str, kind: str) -> str:
        if (field, text) in _NOT_SAID:
            return ""
        if (kind, field) == ("StageMoved", "because"):
            return self._reported(text)
        table = _TABLES.get(f"{kind}.{field}") or _TABLES.get(field, {})
        if text in table:
            return vocabulary.label(table, text, self.language)
        return self.names.get(text, text) if field in _NAMED else text

    def _reported(self, because: str) -> str:
        """Intake moves a case by what the platform shows, and marks it `platform: status`."""
        platform, _, status = because.partition(": ")
        if platform not in self.names:
            return because
        parts = {"platform": self.names[platform], "status": status.rstrip("。.")}
        return fill(self._phrase("reported"), parts)

    def _list(self, values: tuple[Any, ...], field: str) -> str:
        told = [self._slot(value, field) for value in values]
        between = self._phrase(_BETWEEN.get(field, "comma"))
        if field == "grounds":
            told = [clause.rstrip("。.") for clause in told]
        return between.join(told)

    def _said(self, told: Mapping[str, Any], otherwise: str = "") -> str:
        english = told.get("en") or otherwise
        return str(told.get(self.language) or self.texts.get(english) or english)

    def _phrase(self, name: str) -> str:
        return words.phrase(name, _PHRASES[name], self.language)

    def _part(self, value: Any) -> str:
        match value:
            case Fact():
                return self.fact(value)
            case Ground():
                return self._said(value.says, self.names.get(value.rule, value.rule))
            case Offer():
                parts = ("remedy", value.remedy), ("cost", value.cost), ("needs", value.needs)
                return fill(self._phrase("costs"), {field: self._slot(part, field) for field, part in parts})
            case Exhibit():
                lacks = "" if value.at_hand else self._phrase("lacks" if value.required else "optional")
                title = self._said(value.title, value.exhibit)
                return fill(self._phrase("exhibit"), {"title": title, "lacks": lacks})
            case Step():
                return self._said(value.says, value.step)
            case _:
                return str(value)


def _fields(what: Happening) -> list[tuple[str, Any]]:
    return [(field, getattr(what, field)) for field in what.__struct_fields__]
