"""How does one question to the rules travel: facts, deemings, edition, answers, reasons?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import json, structs, to_builtins

from hejie.casefile.facts import Fact, FactState
from hejie.casefile.quantities import aware
from hejie.rulebook import clocks
from hejie.rulebook.answers import Answer
from hejie.rulebook.assembling import assemble, worked_case
from hejie.rulebook.contact import Contact, read_contact
from hejie.rulebook.dispatching import Dispatching, read_dispatching
from hejie.rulebook.editions import (
    Edition,
    Frame,
    ReadRule,
    beats,
    breakpoints,
    decision_order,
    edition_at,
    read_rules,
)
from hejie.rulebook.explanation import Explanation, Grounds, Later
from hejie.rulebook.flips import ANOTHER_VERSION, Flip, next_flip, turning_moments
from hejie.rulebook.folders import read_platforms
from hejie.rulebook.grounds import sources_named, titles
from hejie.rulebook.handbook import Platform
from hejie.rulebook.lines import Lines, read_lines
from hejie.rulebook.loading import SHIPPED, Paper, read_case_files, read_folders
from hejie.rulebook.manners import Manners, read_manners
from hejie.rulebook.mistakes import NoSuch
from hejie.rulebook.parameters import value_on
from hejie.rulebook.plans import Plan, Plans
from hejie.rulebook.promotions import Promotion, read_promotions
from hejie.rulebook.questions import Question, ask
from hejie.rulebook.schema import Definitions, Words, WorkedCase
from hejie.rulebook.script_library import ScriptLibrary, load_scripts
from hejie.rulebook.sentences import sentences
from hejie.rulebook.settlement import Acceptance, read_acceptance
from hejie.rulebook.sittings import Sitting, Sittings
from hejie.rulebook.spans import minute
from hejie.rulebook.specialise import FIXED
from hejie.rulebook.values import ABSENT, Plain, plain_values, usually_absent
from hejie.rulebook.wordbook import Wordbook, read_wordbook
from hejie.rulebook.wordings import Wording, load_wordings


class Rulebook:
    """All rules of one shop: the shipped folders and its overlays, read and checked once."""

    def __init__(
        self, definitions: Definitions, paper: Paper | None = None, roots: tuple[Path, ...] = (SHIPPED,)
    ) -> None:
        self.definitions = definitions
        self.paper = paper
        self.roots = roots
        self.read = read_rules(definitions)
        self.frame = Frame(decision_order(definitions, self.read), beats(definitions.rules))
        self.timetable = clocks.read_timetable(definitions)
        self._usual = usually_absent(definitions.facts)
        self._deemable = clocks.deemable(self.timetable)
        self._breaks = breakpoints(definitions, self.read)
        self._plans: dict[int, Plans] = {}
        self._timetables: dict[tuple[Any, Any, Any], clocks.Timetable] = {}
        self._known_as_of: dict[date, Rulebook] = {}
        self.sittings = Sittings()

    def edition(self, now: int) -> Edition:
        """Return the rules in force for a question asked at a minute."""
        return self.plans(now).edition

    def plans(self, now: int) -> Plans:
        """Return the plans of the edition in force at a minute."""
        segment = bisect_right(self._breaks, now)
        ready = self._plans.get(segment)
        if ready is None:
            edition = edition_at(self.definitions, self.read, now, self.frame)
            ready = self._plans[segment] = Plans(edition, self.definitions.decisions)
        return ready

    def plan(self, plain: Plain, now: int) -> Plan:
        """Return the rules made ready for the platform, law and claim of a case."""
        return self.plans(now).plan(plain)

    @cached_property
    def hash(self) -> str:
        """The content of all definitions as a short name: the same rules have the same one."""
        return fingerprint(self.definitions)

    @cached_property
    def wordbook(self) -> Wordbook:
        """What the rules' words are in the further languages. It decides nothing, so it is no part of the hash."""
        return read_wordbook(self.roots)

    @cached_property
    def _titles(self) -> Mapping[str, Words]:
        return titles(self.definitions, self.wordbook)

    def sources_named(self, kept: str) -> dict[str, str]:
        """Return the sources that a ground in an entry names, in every language."""
        return sources_named(kept, self._titles)

    def values(
        self, facts: Mapping[str, Fact], now: int
    ) -> tuple[dict[str, Any], tuple[clocks.Deeming, ...]]:
        """Return the plain values of a case with everything deemed by now, and what was deemed."""
        plain, deemed = self._known(self._sitting(facts, now))
        return dict(plain), deemed

    def _sitting(self, facts: Mapping[str, Fact], now: int) -> Sitting:
        return self.sittings.find(facts, now) or self.sittings.keep(Sitting(facts, now))

    def _known(self, here: Sitting) -> tuple[Plain, tuple[clocks.Deeming, ...]]:
        return here.once("values", lambda: self._valued(here.facts, here.now))

    def _valued(
        self, facts: Mapping[str, Fact], now: int
    ) -> tuple[dict[str, Any], tuple[clocks.Deeming, ...]]:
        plain = plain_values(facts, self.definitions.facts, self._usual)
        missing = [
            name
            for name in self._deemable
            if name not in plain or (plain[name] is ABSENT and name not in facts)
        ]
        found = clocks.deemings(self.timetable_for(plain), plain, now, missing) if missing else ()
        for item in found:
            plain[item.fact] = item.value
        return plain, found

    def timetable_for(self, plain: Plain) -> clocks.Timetable:
        """Return the clocks and burdens that may apply for the platform, law and claim of a case."""
        key = (plain.get("platform"), plain.get("law"), plain.get("claim"))
        if key not in self._timetables:
            fixed = {name: plain[name] for name in FIXED if name in plain}
            self._timetables[key] = clocks.narrowed(self.timetable, fixed)
        return self._timetables[key]

    def judge(
        self, facts: Mapping[str, Fact], *, as_of: datetime, known_as_of: date | None = None
    ) -> dict[str, Answer]:
        """Answer every decision for a case at a time; with `known_as_of`, by what was recorded until that day."""
        if known_as_of is not None:
            return self.known_on(known_as_of).judge(facts, as_of=as_of)
        here = self._sitting(facts, minute(aware(as_of)))
        return dict(here.once("judge", lambda: self.judge_values(self._known(here)[0], here.now)))

    def judge_values(self, plain: Mapping[str, Any], now: int) -> dict[str, Answer]:
        """Answer every decision from plain values (see `values`)."""
        plan = self.plan(plain, now)
        if plan.too_early is not None:
            plan.refuse_too_early(now)
        return plan.judge(plain, now)

    def explain(
        self, facts: Mapping[str, Fact], *, as_of: datetime, decision: str = "liability"
    ) -> Explanation:
        """Return the answer to one decision with its reasons, what is missing, and when it changes."""
        self._check(decision)
        here, told = self._sitting(facts, minute(aware(as_of))), as_of.isoformat()
        return here.once(("explain", decision, told), lambda: self._explained(here, as_of, decision))

    def _explained(self, here: Sitting, as_of: datetime, decision: str) -> Explanation:
        facts, now = here.facts, here.now
        plain, deemed = self._known(here)
        plan = self.plan(plain, now)
        plan.refuse_too_early(now)
        sight = here.once("look", lambda: plan.look(plain, now))
        answer = sight.answers[decision]
        grounds = Grounds(self.definitions, decision, plan, sight, deemed)
        later = Later(
            lambda: self.questions(facts, as_of=as_of, decision=decision),
            lambda: self._next_flip(facts, plain, now, answer, plan),
            lambda explanation, language, whole: sentences(
                explanation, language, book=self.wordbook, whole=whole
            ),
        )
        return Explanation(self.definitions, answer, self.hash, as_of.isoformat(), grounds, later)

    def _next_flip(
        self, facts: Mapping[str, Fact], plain: Plain, now: int, answer: Answer, plan: Plan
    ) -> Flip | None:
        def judge_at(at: int) -> Answer:
            return self.judge_values(self._valued(facts, at)[0], at)[answer.decision]

        moments = turning_moments(plan.edition, plain, now)
        moments += clocks.deeming_hours(
            self.timetable_for(plain), plain_values(facts, self.definitions.facts, self._usual), now
        )
        moments += [(at, ANOTHER_VERSION) for at in self._breaks if at > now]
        return next_flip(moments, answer, judge_at)

    def questions(
        self, facts: Mapping[str, Fact], *, as_of: datetime, decision: str = "liability"
    ) -> tuple[Question, ...]:
        """Return the facts still worth asking for, cheapest first, with what each answer would lead to."""
        self._check(decision)
        here = self._sitting(facts, minute(aware(as_of)))
        return here.once(("ask", decision), lambda: self._asked(here, decision))

    def _asked(self, here: Sitting, decision: str) -> tuple[Question, ...]:
        never = {name for name, fact in here.facts.items() if fact.state is FactState.UNOBTAINABLE}
        plain, _ = self._known(here)
        return ask(self.plan(plain, here.now), self.definitions, plain, here.now, decision, never)

    def _check(self, decision: str) -> None:
        if decision not in self.definitions.decisions:
            raise NoSuch("decision", decision, self.definitions.decisions)

    def deadlines(self, facts: Mapping[str, Fact], *, as_of: datetime) -> tuple[clocks.Deadline, ...]:
        """Return the running, passed and stopped deadlines of a case, soonest first."""
        here = self._sitting(facts, minute(aware(as_of)))
        return here.once("deadlines", lambda: self._due(here))

    def _due(self, here: Sitting) -> tuple[clocks.Deadline, ...]:
        plain = plain_values(here.facts, self.definitions.facts, self._usual)  # before anything is deemed
        return clocks.deadlines(self.timetable_for(plain), plain, here.now)

    def parameter(self, name: str, *, on: date) -> int | None:
        """Return a parameter's value on a day in its own unit, None where it has ended. Raises BeforeFirstDate."""
        self.parameter_known(name)
        return value_on(self.definitions.params[name], on).value

    def parameter_known(self, name: str) -> None:
        """Raise NoSuch where no parameter has this name."""
        if name not in self.definitions.params:
            raise NoSuch("parameter", name, self.definitions.params)

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
    def acceptance(self) -> Acceptance:
        """What buyers are thought to accept, as shipped, laid over, or learned and switched on."""
        return read_acceptance(self.roots)

    @cached_property
    def dispatching(self) -> Dispatching:
        """How much work cases are, who should do them, and which standing orders are on."""
        return read_dispatching(self.roots)

    @cached_property
    def contact(self) -> Contact:
        """How, when and about what buyers may be reached."""
        return read_contact(self.roots, self.platforms)

    @cached_property
    def lines(self) -> Lines:
        """Where alerts begin, who acts, and what is proposed."""
        return read_lines(self.roots)

    @cached_property
    def manners(self) -> Manners:
        """By which words a buyer's manner shows, and how it bends the tone."""
        return read_manners(self.roots)

    @cached_property
    def promotions(self) -> tuple[Promotion, ...]:
        """The promotions that the shop wrote down."""
        return read_promotions(self.roots)

    @cached_property
    def library(self) -> ScriptLibrary:
        """The scripts and phrases that messages are made of."""
        return load_scripts(*self.roots[1:])

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """What a message must not say, and what it can say instead."""
        return load_wordings(*self.roots[1:])

    @cached_property
    def cases(self) -> tuple[WorkedCase, ...]:
        """The worked cases that show the rules."""
        return tuple(worked_case(row) for row in read_case_files(self.paper)) if self.paper else ()

    def known_on(self, day: date) -> Rulebook:
        """Return the rulebook as it was known on a day: without what was recorded later."""
        if day not in self._known_as_of:
            self._known_as_of[day] = Rulebook(
                recorded_until(self.definitions, self.read, day), self.paper, self.roots
            )
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
        key: item.rule
        for key, item in read.items()
        if (item.rule.effective.recorded or day) <= day and all(name in params for name in item.params)
    }
    rules = {key: rule for key, rule in rules.items() if not rule.parent or rule.parent in rules}
    return structs.replace(definitions, params=params, rules=rules)


def fingerprint(definitions: Definitions) -> str:
    """Return a hash of what the definitions say, without where they stand."""
    plain = to_builtins(definitions, builtin_types=(date,), str_keys=True)
    return "sha256:" + sha256(json.encode(_without_places(plain))).hexdigest()[:32]


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _without_places(value[key]) for key in sorted(value, key=str) if key != "place"}
    return [_without_places(item) for item in value] if isinstance(value, list | tuple) else value
