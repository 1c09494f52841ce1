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
    """One row of the table of weights, in grams. `result` rows are reckoned from the others."""

    what: str
    grams: int
    source: str = ""
    at: str = ""
    result: bool = False


def weighings(file: CaseFile, voice: Voice) -> tuple[Weighing, ...]:
    """Return the weights that are known, then by how much the parcel fell short; nothing below two weights."""
    known = {name: grams for name in WEIGHTS if (grams := _grams(file.facts.get(name))) is not None}
    return (*_rows(file, known, voice), *_gaps(known, voice)) if len(known) > 1 else ()


def _rows(file: CaseFile, known: dict[str, int], voice: Voice) -> Iterator[Weighing]:
    for name, grams in known.items():
        fact = file.facts[name]
        at = voice.moment(fact.at) if fact.at else ""
        yield Weighing(voice.fact_name(name), grams, _source(fact, voice), at)


def _source(fact: Fact, voice: Voice) -> str:
    who = voice.label("ROLES", fact.said_by) if fact.said_by else ""
    return voice.joined((who, fact.source if fact.source != "desk" else ""))


def _gaps(known: dict[str, int], voice: Voice) -> Iterator[Weighing]:
    for name in _WHOLE_PARCEL:
        if "w_repacked" in known and name in known:
            label = voice.phrase("gap", fact=voice.fact_name(name))
            yield Weighing(label, known["w_repacked"] - known[name], result=True)


def _grams(fact: Fact | None) -> int | None:
    return fact.value.grams if fact and isinstance(fact.value, Weight) else None
