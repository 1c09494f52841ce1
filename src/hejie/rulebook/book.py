"""How does one question to the rules travel: facts, deemings, edition, answers, reasons?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import structs

from hejie.casefile.facts import Fact, FactState
from hejie.casefile.quantities import aware
from hejie.rulebook import clocks, reference
from hejie.rulebook.answers import UNCOVERED, Answer
from hejie.rulebook.assembling import assemble, worked_case
from hejie.rulebook.editions import Edition, ReadRule, breakpoints, decision_order, edition_at, read_rules
from hejie.rulebook.folders import read_platforms
from hejie.rulebook.handbook import Platform
from hejie.rulebook.loading import SHIPPED, Paper, read_case_files, read_folders
from hejie.rulebook.mistakes import BeforeFirstDate, NoSuch
from hejie.rulebook.parameters import value_on
from hejie.rulebook.questions import Question, ask
from hejie.rulebook.schema import Definitions, WorkedCase
from hejie.rulebook.script_library import ScriptLibrary, load_scripts
from hejie.rulebook.spans import minute, moment
from hejie.rulebook.values import ABSENT, plain_values


class Rulebook:
    """All rules of one shop: the shipped folders and its overlays, read and checked once."""

    def __init__(
        self, definitions: Definitions, paper: Paper | None = None, roots: tuple[Path, ...] = (SHIPPED,)
    ) -> None:
        self.definitions = definitions
        self.paper = paper
        self.roots = roots
        self.read = read_rules(definitions)
        self.order = decision_order(definitions, self.read)
        self.timetable = clocks.read_timetable(definitions)
        self._deemable = clocks.deemable(self.timetable)
        self._breaks = breakpoints(definitions, self.read)
        self._editions: dict[int, Edition] = {}
        self._known_as_of: dict[date, Rulebook] = {}
        self._anything = {name: frozenset((*item.outcomes, UNCOVERED)) for name, item in definitions.decisions.items()}

    def edition(self, now: int) -> Edition:
        """Return the rules in force for a question asked at a minute."""
        segment = bisect_right(self._breaks, now)
        if segment not in self._editions:
            self._editions[segment] = edition_at(self.definitions, self.read, now, self.order)
        return self._editions[segment]

    def values(self, facts: Mapping[str, Fact], now: int) -> tuple[dict[str, Any], tuple[clocks.Deeming, ...]]:
        """Return the plain values of a case with everything deemed by now, and what was deemed."""
        plain = plain_values(facts, self.definitions.facts)
        missing = [name for name in self._deemable if name not in plain or (plain[name] is ABSENT and name not in facts)]
        found = clocks.deemings(self.timetable, plain, now, missing) if missing else ()
        for item in found:
            plain[item.fact] = item.value
        return plain, found

    def judge(self, facts: Mapping[str, Fact], *, as_of: datetime, known_as_of: date | None = None) -> dict[str, Answer]:
        """Answer every decision for a case at a time; with `known_as_of`, by what was recorded until that day."""
        if known_as_of is not None:
            return self.known_on(known_as_of).judge(facts, as_of=as_of)
        now = minute(aware(as_of))
        plain, _ = self.values(facts, now)
        return self.judge_values(plain, now)

    def judge_values(self, plain: Mapping[str, Any], now: int) -> dict[str, Answer]:
        """Answer every decision from plain values (see `values`)."""
        edition = self.edition(now)
        for rule in edition.rules:
            if rule.too_early and reference.truth(rule.condition, plain, now, self._anything) is not False:
                raise BeforeFirstDate(f"The parameter {rule.too_early[0]!r}", str(minute_text(now)), rule.too_early[1])
        return reference.judge(edition, self.definitions.decisions, plain, now).answers

    def questions(
        self, facts: Mapping[str, Fact], *, as_of: datetime, decision: str = "liability"
    ) -> tuple[Question, ...]:
        """Return the facts still worth asking for, cheapest first, with what each answer would lead to."""
        now = minute(aware(as_of))
        plain, _ = self.values(facts, now)
        if decision not in self.definitions.decisions:
            raise NoSuch("decision", decision, self.definitions.decisions)
        never = {name for name, fact in facts.items() if fact.state is FactState.UNOBTAINABLE}
        return ask(self.edition(now), self.definitions, plain, now, decision, never)

    def deadlines(self, facts: Mapping[str, Fact], *, as_of: datetime) -> tuple[clocks.Deadline, ...]:
        """Return the running, passed and stopped deadlines of a case, soonest first."""
        now = minute(aware(as_of))
        return clocks.deadlines(self.timetable, plain_values(facts, self.definitions.facts), now)

    def parameter(self, name: str, *, on: date) -> int | None:
        """Return the value of a parameter on a day, in its own unit; None where it has ended. Raises BeforeFirstDate."""
        if name not in self.definitions.params:
            raise NoSuch("parameter", name, self.definitions.params)
        return value_on(self.definitions.params[name], on).value

    @cached_property
    def platforms(self) -> Mapping[str, Platform]:
        """What the platform folders tell besides rules: markets, statuses, evidence lists, remedies."""
        return read_platforms(self.roots)

    def platform(self, name: str) -> Platform:
        """Return one platform's folder; raise NoSuch for a platform nobody wrote."""
        if name not in self.platforms:
            raise NoSuch("platform", name, self.platforms)
        return self.platforms[name]

    @cached_property
    def library(self) -> ScriptLibrary:
        """The scripts and phrases that messages are made of."""
        return load_scripts(*self.roots[1:])

    @cached_property
    def cases(self) -> tuple[WorkedCase, ...]:
        """The worked cases that show the rules."""
        return tuple(worked_case(row) for row in read_case_files(self.paper)) if self.paper else ()

    def known_on(self, day: date) -> Rulebook:
        """Return the rulebook as it was known on a day: without what was recorded later."""
        if day not in self._known_as_of:
            self._known_as_of[day] = Rulebook(recorded_until(self.definitions, self.read, day), self.paper, self.roots)
        return self._known_as_of[day]


def load_rulebook(*overlays: Path | str, shipped: Path = SHIPPED) -> Rulebook:
    """Read the shipped rules and the overlay folders, later ones changing earlier ones by id.

    Raises RuleFileMistake with file, line, what is wrong and what to write instead.
    """
    roots = (shipped, *(Path(folder) for folder in overlays))
    paper = read_folders(roots)
    return Rulebook(assemble(paper), paper, roots)


def recorded_until(definitions: Definitions, read: Mapping[str, ReadRule], day: date) -> Definitions:
    """Return the definitions without values and rules recorded after a day."""
    params = {}
    for name, param in definitions.params.items():
        values = tuple(value for value in param.values if value.recorded is None or value.recorded <= day)
        if values:
            params[name] = structs.replace(param, values=values)
    rules = {
        key: item.rule for key, item in read.items()
        if (item.rule.effective.recorded or day) <= day and all(name in params for name in item.params)
    }
    rules = {key: rule for key, rule in rules.items() if not rule.parent or rule.parent in rules}
    return structs.replace(definitions, params=params, rules=rules)


def minute_text(now: int) -> str:
    """Return a minute as the day a message names."""
    return moment(now).date().isoformat()
