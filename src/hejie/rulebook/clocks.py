"""By when must something happen, what if it does not, and what is then taken as given?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from hejie.casefile.calendars import Calendar
from hejie.casefile.quantities import Span, Unit
from hejie.rulebook import terms as t
from hejie.rulebook.editions import scope_of
from hejie.rulebook.grammar import Scope, read_condition, read_number
from hejie.rulebook.mistakes import Place, RuleFileMistake, UnknownName
from hejie.rulebook.parameters import in_base_units, value_on
from hejie.rulebook.reference import number, truth
from hejie.rulebook.schema import Burden, Clock, Definitions, Words
from hejie.rulebook.spans import minute, moment
from hejie.rulebook.specialise import with_fixed
from hejie.rulebook.values import ABSENT, Plain

UNITS = {"min": Unit.MINUTE, "h": Unit.HOUR, "day": Unit.DAY, "working_day": Unit.WORKING_DAY}


class Deadline(Struct, frozen=True):
    """An hour by which someone has to act, where it comes from, and what follows if nobody does.

    `source` is `platform_field` where the platform gave the hour itself; it then beats the one reckoned from
    the rule (`computed_at`), and `conflict` says that they differ by more than a minute.
    """

    id: str
    due_at: datetime
    source: str
    conflict: bool
    on_timeout: Words
    rule: str
    because: Words
    turn: str = ""
    status: str = "running"  # running, passed, stopped
    computed_at: datetime | None = None
    certain: bool = True  # False: whether this clock applies at all is not known yet
    sources: tuple[str, ...] = ()
    deems: Mapping[str, Any] = {}


class Deeming(Struct, frozen=True):
    """A fact taken as given at a deadline, by which clause."""

    fact: str
    value: Any
    clause: str
    at: datetime
    says: Words
    sources: tuple[str, ...]
    on: str = ""


class ReadClock(Struct, frozen=True):
    """A clock whose expressions are read."""

    clock: Clock
    when: t.Truth
    starts: t.Number
    stops: t.Truth
    zone: str


class ReadBurden(Struct, frozen=True):
    """A burden of proof whose expressions are read; `by` is None where a clock gives the hour."""

    burden: Burden
    when: t.Truth
    by: t.Number | None
    zone: str


class Timetable(Struct, frozen=True):
    """All clocks and burdens of a rulebook."""

    definitions: Definitions
    clocks: Mapping[str, ReadClock]
    burdens: Mapping[str, ReadBurden]


def read_timetable(definitions: Definitions) -> Timetable:
    """Read the expressions of all clocks and burdens; raise RuleFileMistake for the first that is wrong."""
    whole = scope_of(definitions)
    scope = Scope(
        whole.facts, whole.derived, whole.params, {}
    )  # clocks come before decisions, so they read none
    clocks = {key: _read_clock(clock, scope, definitions) for key, clock in definitions.clocks.items()}
    return Timetable(
        definitions,
        clocks,
        {key: _read_burden(burden, scope, definitions) for key, burden in definitions.burdens.items()},
    )


def deadlines(table: Timetable, facts: Plain, now: int) -> tuple[Deadline, ...]:
    """Return the deadlines whose clock applies and has started, soonest first."""
    found = [deadline for read in table.clocks.values() if (deadline := _deadline(table, read, facts, now))]
    return tuple(sorted(found, key=lambda deadline: (deadline.due_at, deadline.id)))


def deemings(table: Timetable, facts: Plain, now: int, missing: Iterable[str]) -> tuple[Deeming, ...]:
    """Return what is taken as given by now among the missing facts; the earliest clause wins for each.

    Every clause looks at the facts as they were given, never at what another clause deems, so order is no matter.
    """
    open_facts = set(missing)
    found = [
        item
        for item in _all_deemings(table, facts, now, open_facts)
        if item.fact in open_facts and minute(item.at) <= now
    ]
    first: dict[str, Deeming] = {}
    for item in sorted(found, key=lambda item: (item.at, item.clause)):
        first.setdefault(item.fact, item)
    return tuple(first.values())


def deeming_hours(table: Timetable, facts: Plain, now: int) -> list[tuple[int, str]]:
    """Return the future minutes at which a clause will deem something, with the clause."""
    return [
        (minute(item.at), item.clause) for item in _all_deemings(table, facts, now) if minute(item.at) > now
    ]


def narrowed(table: Timetable, fixed: Mapping[str, Any]) -> Timetable:
    """Return the clocks and burdens left once platform, law and claim are fixed; clocks that burdens name are kept."""
    burdens = {key: item for key, item in table.burdens.items() if with_fixed(item.when, fixed) != t.FALSE}
    named = {item.burden.by for item in burdens.values()}
    clocks = {
        key: item
        for key, item in table.clocks.items()
        if key in named or with_fixed(item.when, fixed) != t.FALSE
    }
    return Timetable(table.definitions, clocks, burdens)


def deem_alike(one: Timetable, other: Timetable) -> bool:
    """Tell whether two timetables deem the same at the same hours."""

    def hours(table: Timetable) -> tuple[object, ...]:
        moments = [read.starts for read in table.clocks.values()]
        moments += [item.by for item in table.burdens.values() if item.by is not None]
        names = {name for moment_ in moments for name in t.params_of(moment_)}
        names |= {read.clock.length for read in table.clocks.values()}
        return table.clocks, table.burdens, {name: table.definitions.params[name] for name in names}

    return hours(one) == hours(other)


def deemable(table: Timetable) -> frozenset[str]:
    """Return the facts any clause can deem."""
    clocks = {str(fact) for read in table.clocks.values() for fact in read.clock.deem}
    return frozenset(clocks | {read.burden.fact for read in table.burdens.values()})


def _all_deemings(table: Timetable, facts: Plain, now: int, wanted: set[str] | None = None) -> list[Deeming]:
    found: list[Deeming] = []
    for read in table.clocks.values():
        if not read.clock.deem or (wanted is not None and wanted.isdisjoint(read.clock.deem)):
            continue
        deadline = _deadline(table, read, facts, now)
        if (
            deadline
            and deadline.certain
            and deadline.status != "stopped"
            and truth(read.stops, facts, now, {}) is False
        ):
            found += [
                Deeming(
                    str(fact),
                    value,
                    read.clock.id,
                    deadline.due_at,
                    read.clock.says,
                    read.clock.sources,
                    read.clock.turn,
                )
                for fact, value in read.clock.deem.items()
            ]
    for item in table.burdens.values():
        burden = item.burden
        if (
            truth(item.when, facts, now, {}) is True
            and (due := _burden_due(table, item, facts, now)) is not None
        ):
            found.append(
                Deeming(burden.fact, burden.otherwise, burden.id, due, burden.says, burden.sources, burden.on)
            )
    return found


def _deadline(table: Timetable, read: ReadClock, facts: Plain, now: int) -> Deadline | None:
    clock = read.clock
    applies = truth(read.when, facts, now, {})
    stated = facts.get(clock.field) if clock.field else None
    computed = _computed(table, read, facts, now)
    given = moment(stated) if isinstance(stated, int) else None
    due = given or computed
    if applies is False or due is None:
        return None
    stopped = truth(read.stops, facts, now, {}) is True
    return Deadline(
        id=clock.id,
        due_at=due,
        source="platform_field" if given else "rule",
        conflict=bool(given and computed and abs((given - computed).total_seconds()) > 60),
        on_timeout=clock.then,
        rule=clock.id,
        because=clock.says,
        turn=clock.turn,
        status="stopped" if stopped else "passed" if minute(due) <= now else "running",
        computed_at=computed,
        certain=applies is True,
        sources=clock.sources,
        deems=dict(clock.deem),
    )


def _computed(table: Timetable, read: ReadClock, facts: Plain, now: int) -> datetime | None:
    start = number(_bound(table.definitions, read.starts, now), facts, now)
    version_by = read.clock.effective.version_by
    version = now if version_by == "now" else facts.get(version_by)
    if not isinstance(start, int) or not isinstance(version, int):
        return None
    param = table.definitions.params[read.clock.length]
    since = read.clock.effective.since
    day = moment(version).astimezone(Calendar(read.zone, "").tz).date()
    if (since and day < since) or day < param.values[0].since:
        return None  # this version of the clause does not reach back to the case
    value = value_on(param, day).value
    if value is None:
        return None
    return Calendar(read.zone, param.calendar).add(moment(start), Span(value, UNITS[param.unit]))


def _burden_due(table: Timetable, item: ReadBurden, facts: Plain, now: int) -> datetime | None:
    if item.by is None:
        deadline = _deadline(table, table.clocks[item.burden.by], facts, now)
        return deadline.due_at if deadline and deadline.status != "stopped" else None
    due = number(_bound(table.definitions, item.by, now), facts, now)
    return moment(due) if isinstance(due, int) and due is not ABSENT else None


def _bound(definitions: Definitions, node: t.Number, now: int) -> t.Number:
    def leaf(part: t.Number) -> t.Number:
        if not isinstance(part, t.Param):
            return part
        param = definitions.params[part.name]
        day = max(moment(now).date(), param.values[0].since)
        return t.Const(in_base_units(param, value_on(param, day).value or 0), part.name)

    return t.renumber(node, leaf)


def _read_clock(clock: Clock, scope: Scope, definitions: Definitions) -> ReadClock:
    param = definitions.params.get(clock.length)
    if param is None or param.unit not in UNITS:
        raise UnknownName(
            clock.place, clock.length, "span parameter (min, h, day, working_day)", definitions.params
        )
    if clock.field and (clock.field not in scope.facts or scope.facts[clock.field].type != "time"):
        raise UnknownName(clock.place, clock.field, "time fact", scope.facts)
    for fact, value in clock.deem.items():
        check_value(clock.place, str(fact), value, definitions)
    _check_sources(clock.place, clock.sources, definitions)
    folder = definitions.folders.get(clock.folder)
    return ReadClock(
        clock,
        _plain(read_condition(clock.when, clock.place, scope), clock.place),
        _time(clock.starts, clock.place, scope),
        _plain(read_condition(clock.stops_when, clock.place, scope), clock.place)
        if clock.stops_when
        else t.FALSE,
        folder.zone if folder else "UTC",
    )


def _read_burden(burden: Burden, scope: Scope, definitions: Definitions) -> ReadBurden:
    check_value(burden.place, burden.fact, burden.otherwise, definitions)
    _check_sources(burden.place, burden.sources, definitions)
    folder = definitions.folders.get(burden.folder)
    by = None if burden.by in definitions.clocks else _time(burden.by, burden.place, scope)
    when = _plain(read_condition(burden.when, burden.place, scope), burden.place)
    return ReadBurden(burden, when, by, folder.zone if folder else "UTC")


def _plain(condition: t.Truth, place: Place) -> t.Truth:
    if t.params_of(condition):
        raise RuleFileMistake(
            place, "a clock's condition uses a parameter", "Keep spans in 'length' and limits in rules."
        )
    return condition


def _time(text: str, place: Place, scope: Scope) -> t.Number:
    node, unit = read_number(text, place, scope)
    if unit != "time":
        raise RuleFileMistake(
            place, f"{text!r} is not a point in time", "Use a time fact, or a time plus a span."
        )
    return node


def _check_sources(place: Place, sources: Iterable[str], definitions: Definitions) -> None:
    for source in sources:
        if source not in definitions.sources:
            raise UnknownName(place, source, "source", definitions.sources)


def check_value(place: Place, fact: str, value: Any, definitions: Definitions) -> None:
    """Raise where a value written in a file cannot be that of the fact."""
    kind = definitions.facts.get(fact)
    if kind is None:
        raise UnknownName(place, fact, "fact", definitions.facts)
    right = {
        "bool": isinstance(value, bool),
        "int": isinstance(value, int),
        "money": isinstance(value, int),
        "enum": value in kind.values,
        "time": False,
        "text": isinstance(value, str),
    }[kind.type]
    if not right or (kind.type in ("int", "money") and isinstance(value, bool)):
        raise RuleFileMistake(
            place,
            f"{value!r} cannot be the value of {fact}",
            f"It is of type {kind.type}: {', '.join(kind.values) or 'write one'}.",
        )
