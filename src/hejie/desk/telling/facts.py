"""What is known about a case, what is not, and who said so?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactAsked, FactStated, LiabilityJudged
from hejie.casefile.facts import Fact, FactState, unknown
from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.telling import naming, sources
from hejie.desk.telling.reader import Reader

IN_THE_HEADING = frozenset(
    {
        "platform",
        "shop",
        "claim",
        "wants",
        "order_id",
        "opened_at",
        "amount",
        "law",
        "currency",
        "stage",
        "turn",
    }
)
ORDER = {
    FactState.UNKNOWN: 0,
    FactState.DEEMED: 1,
    FactState.KNOWN: 2,
    FactState.ABSENT: 3,
    FactState.UNOBTAINABLE: 4,
}


class Stated(NamedTuple):
    """One fact as the page shows it; `quiet` ones bear on nothing that is open now and are folded away."""

    name: str
    label: str
    state: str
    state_label: str
    value: str
    said_by: str
    source: str
    at: datetime | None
    quiet: bool


def facts(file: CaseFile, reader: Reader) -> tuple[Stated, ...]:
    """Return all facts: those still missing first, then what is known, in the order it was learned."""
    judged = file.last(LiabilityJudged)
    missing = judged.missing if judged else ()
    known = dict(file.facts)
    known |= {name: unknown(name) for name in missing if name not in known}
    matter = _that_matter(file, judged) | set(missing)
    told = [_stated(fact, reader, matters=fact.name in matter) for fact in known.values()]
    return tuple(sorted(told, key=lambda fact: (fact.quiet, ORDER[FactState(fact.state)])))


def can_be_stated(reader: Reader) -> list[tuple[str, str]]:
    """Return the facts a person may state, by name, with what they are called."""
    kinds = house.rules().definitions.facts.values()
    return sorted(
        ((kind.name, naming.said(kind.label, reader.language)) for kind in kinds), key=lambda pair: pair[1]
    )


def _that_matter(file: CaseFile, judged: LiabilityJudged | None) -> set[str]:
    """Return the facts that were asked for, that people stated, or that the rules of the judgment read."""
    read = " ".join(atom for ground in judged.grounds for atom in ground.because) if judged else ""
    asked = {asked.name for asked in file.all(FactAsked)}
    typed = {
        line.entry.what.fact.name
        for line in file.standing
        if isinstance(line.entry.what, FactStated) and line.entry.by.role is not Role.SYSTEM
    }
    return asked | typed | set(re.findall(r"[a-z][a-z0-9_]+", read))


def _stated(fact: Fact, reader: Reader, *, matters: bool) -> Stated:
    return Stated(
        name=fact.name,
        label=naming.fact(fact.name, reader.language),
        state=fact.state,
        state_label=naming.label("FACT_STATES", fact.state, reader.language),
        value=_value(fact, reader),
        said_by=naming.label("ROLES", fact.said_by, reader.language),
        source=sources.told(fact.source, reader.language),
        at=fact.at,
        quiet=fact.name in IN_THE_HEADING or not matters,
    )


def _value(fact: Fact, reader: Reader) -> str:
    if isinstance(fact.value, str):
        return naming.value(fact.name, fact.value, reader.language)
    return reader.teller.value(fact.value) if fact.has_value else ""
