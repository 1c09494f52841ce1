"""What did the parcel weigh at each station, and how much less than the same goods packed again?"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hejie.arbitration.voice import Voice
from hejie.casefile import CaseFile
from hejie.casefile.facts import Fact
from hejie.casefile.quantities import Weight

WEIGHTS = ("w_repacked", "w_warehouse", "w_carrier", "w_item")
_WHOLE_PARCEL = ("w_warehouse", "w_carrier")


class Weighing(Struct, frozen=True):
    """One row of the table of weights. `result` rows are reckoned from the others."""

    what: str
    weight: str
    source: str = ""
    at: str = ""
    result: bool = False


def weighings(file: CaseFile, voice: Voice) -> tuple[Weighing, ...]:
    """Return the weights that are known, then by how much the parcel fell short; nothing below two weights."""
    known = {name: fact for name in WEIGHTS if (fact := file.facts.get(name)) and _grams(fact) is not None}
    return (*_rows(known, voice), *_gaps(known, voice)) if len(known) > 1 else ()


def _rows(known: dict[str, Fact], voice: Voice) -> Iterator[Weighing]:
    for name, fact in known.items():
        at = voice.moment(fact.at) if fact.at else ""
        yield Weighing(voice.fact_name(name), voice.value(name, fact.value), _source(fact, voice), at)


def _source(fact: Fact, voice: Voice) -> str:
    try:
        who = voice.label("ROLES", fact.said_by) if fact.said_by else ""
    except KeyError:
        who = fact.said_by
    return " · ".join(part for part in (who, fact.source if fact.source != "desk" else "") if part)


def _gaps(known: dict[str, Fact], voice: Voice) -> Iterator[Weighing]:
    whole = _grams(known.get("w_repacked"))
    for name in _WHOLE_PARCEL:
        weighed = _grams(known.get(name))
        if whole is not None and weighed is not None:
            label = f"{voice.phrase('gap')} · {voice.fact_name(name)}"
            yield Weighing(label, Weight(whole - weighed).text(), result=True)


def _grams(fact: Fact | None) -> int | None:
    return fact.value.grams if fact and isinstance(fact.value, Weight) else None
