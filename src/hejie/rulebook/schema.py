"""What does a rulebook consist of: facts, parameters, sources, decisions, rules, clocks, burdens, worked cases?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from hejie.rulebook.mistakes import Place

Words = Mapping[str, str]  # language -> sentence

TYPES = ("bool", "int", "enum", "time", "money", "text")
UNITS = ("", "min", "h", "day", "working_day", "g", "kg", "pct", "count", "money")
GRADES = ("confirmed", "reported", "secondary", "unverified", "superseded_suspected")
# Rooms that look a number up by its name, where no rule does.
READERS: tuple[str, ...] = (
    *("verification", "judgment", "remedy", "negotiation", "arbitration"),
    *("closing", "dispatch", "learning", "prevention", "desk"),
)
POLICIES = ("first", "min", "max", "sum")


class Ask(Struct, frozen=True):
    """Who can supply a fact, what asking costs (0 free to 9 dear), how many minutes it takes, by what evidence."""

    who: str = "agent"
    cost: int = 1
    sla: int = 0
    evidence: str = ""


class FactKind(Struct, frozen=True):
    """A fact a case may have: its type, unit, words, and how it is come by."""

    name: str
    type: str
    label: Words
    place: Place
    unit: str = ""
    values: Mapping[str, Words] = {}
    nullable: bool = True
    if_missing: str = "unknown"
    measured_by: str = ""
    ask: Ask = Ask()
    proved_by: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


class Derived(Struct, frozen=True):
    """A named expression over facts and parameters."""

    name: str
    expression: str
    label: Words
    place: Place


class Source(Struct, frozen=True):
    """Where a clause or number comes from, in our own words, and how sure we are of it."""

    id: str
    title: Words
    dated: date | None
    publisher: str
    kind: str
    says: Words
    grade: str
    checked_on: date | None
    review_by: date | None
    place: Place
    link: str = ""


class DatedValue(Struct, frozen=True):
    """A number from a day on; `recorded` is when we learned of it. `value` is None where it ends."""

    since: date
    value: int | None
    source: str
    recorded: date | None = None


class Parameter(Struct, frozen=True):
    """A number of a rule, by date. `used_by` names the room that looks it up, where no rule or clock does."""

    name: str
    unit: str
    label: Words
    values: tuple[DatedValue, ...]
    place: Place
    zone: str
    currency: str = ""
    review_by: date | None = None
    calendar: str = ""
    used_by: str = ""


class Effective(Struct, frozen=True):
    """When a rule holds at its platform, and which date of a case chooses (`now`, or a time fact)."""

    since: date | None = None
    until: date | None = None
    kind: str = "stated"
    version_by: str = "now"
    recorded: date | None = None


class Rule(Struct, frozen=True):
    """One clause that decides one thing. `parent` is the rule it is an exception of; `gives` '' only blocks that."""

    id: str
    decides: str
    gives: str
    when: str
    says: Words
    sources: tuple[str, ...]
    place: Place
    folder: str
    effective: Effective = Effective()
    parent: str = ""
    overrides: tuple[str, ...] = ()
    rounding: str = "floor"


class Clock(Struct, frozen=True):
    """A span that starts with a fact and does something when it ends."""

    id: str
    says: Words
    starts: str
    length: str
    sources: tuple[str, ...]
    place: Place
    folder: str
    turn: str = ""
    when: str = ""
    stops_when: str = ""
    field: str = ""
    then: Words = {}
    deem: Mapping[str, Any] = {}
    effective: Effective = Effective()


class Burden(Struct, frozen=True):
    """Who loses if a proof does not come by its hour: the fact is then taken as `otherwise`."""

    id: str
    fact: str
    on: str
    by: str
    otherwise: Any
    says: Words
    sources: tuple[str, ...]
    place: Place
    folder: str
    when: str = ""


class Decision(Struct, frozen=True):
    """A question the rules answer, its policy and its outcomes."""

    name: str
    policy: str
    label: Words
    place: Place
    outcomes: Mapping[str, Words] = {}
    default: str | None = None
    unit: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether the answer is an amount rather than one of a few outcomes."""
        return self.policy != "first"


class WorkedCase(Struct, frozen=True):
    """A small story with facts and what must come out."""

    name: str
    shows: tuple[str, ...]
    facts: Mapping[str, Any]
    place: Place
    folder: str
    at: str = ""
    absent: tuple[str, ...] = ()
    unobtainable: tuple[str, ...] = ()
    expect: Mapping[str, Any] = {}
    asks: tuple[str, ...] = ()
    due: Mapping[str, Any] = {}


class Folder(Struct, frozen=True):
    """A folder of rules: what it is about, its guard, zone and currency."""

    id: str
    kind: str
    guard: str
    zone: str = "UTC"
    country: str = ""
    currency: str = ""
    version_by: str = "now"
    meta: Mapping[str, Any] = {}


class Definitions(Struct, frozen=True):
    """Everything the files define, merged by id, before expressions are read."""

    folders: Mapping[str, Folder]
    facts: Mapping[str, FactKind]
    derived: Mapping[str, Derived]
    sources: Mapping[str, Source]
    params: Mapping[str, Parameter]
    decisions: Mapping[str, Decision]
    rules: Mapping[str, Rule]
    clocks: Mapping[str, Clock]
    burdens: Mapping[str, Burden]
    cases: tuple[WorkedCase, ...] = ()
