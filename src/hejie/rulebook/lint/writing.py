"""What is doubtful in how the rules are written: unused rows, bare numbers, missing or old sources, holes in time?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hejie.rulebook import terms as t
from hejie.rulebook.clocks import Timetable
from hejie.rulebook.editions import ReadRule
from hejie.rulebook.grammar import literals
from hejie.rulebook.lint.finding import ERROR, NOTE, WARNING, Finding
from hejie.rulebook.schema import Burden, Clock, Definitions, Rule

PLAIN = frozenset({0, 1})
PERCENT = 100  # the hundred of a percentage is no number of a rule


def unsourced(definitions: Definitions, read: Mapping[str, ReadRule]) -> Iterator[Finding]:
    """Yield rules, clocks, burdens and numbers without a source, and sources nobody dated a look at."""
    rows = [(row.id, row.place, row.sources) for row in _clauses(definitions)]
    for name, place, sources in rows:
        if not sources:
            yield Finding(
                "missing-source", ERROR, place, name, "names no source: say where the clause comes from"
            )
    for param in definitions.params.values():
        for value in param.values:
            if value.source not in definitions.sources:
                yield Finding(
                    "missing-source",
                    ERROR,
                    param.place,
                    param.name,
                    f"the value of {value.since} names no known source",
                )
    for source in definitions.sources.values():
        if source.checked_on is None:
            yield Finding(
                "never-checked",
                WARNING,
                source.place,
                source.id,
                "has no 'checked_on': say when one of us last looked",
            )


def _clauses(definitions: Definitions) -> list[Rule | Clock | Burden]:
    return [*definitions.rules.values(), *definitions.clocks.values(), *definitions.burdens.values()]


def stale(definitions: Definitions, on: date) -> Iterator[Finding]:
    """Yield numbers and sources past their review date."""
    reviewed = [(param.name, param.place, param.review_by) for param in definitions.params.values()]
    reviewed += [(source.id, source.place, source.review_by) for source in definitions.sources.values()]
    for name, place, review_by in reviewed:
        if review_by is not None and review_by < on:
            text = f"was to be reviewed by {review_by}; answers that rest on it say so"
            yield Finding("stale", WARNING, place, name, text)


def bare_numbers(definitions: Definitions) -> Iterator[Finding]:
    """Yield rules with numbers written into conditions or amounts instead of into parameters."""
    for rule in definitions.rules.values():
        found = set(literals(rule.when, rule.place)) - PLAIN
        if definitions.decisions[rule.decides].is_numeric and rule.gives:
            found |= set(literals(rule.gives, rule.place)) - PLAIN - {PERCENT}
        if found - {PERCENT}:
            yield Finding(
                "bare-number",
                WARNING,
                rule.place,
                rule.id,
                f"writes out {sorted(found)}: give it a date and a source as a parameter",
            )
    for derived in definitions.derived.values():
        found = set(literals(derived.expression, derived.place)) - PLAIN - {PERCENT}
        if found:
            yield Finding(
                "bare-number",
                WARNING,
                derived.place,
                derived.name,
                f"writes out {sorted(found)}: make it a parameter",
            )


def unused(definitions: Definitions, read: Mapping[str, ReadRule], table: Timetable) -> Iterator[Finding]:
    """Yield facts, derived facts, parameters and sources that nothing reads."""
    facts, params = set[str](), set[str]()
    for item in read.values():
        facts |= set(t.facts_of(item.condition)) | (
            set(t.facts_of(item.amount)) if item.amount is not None else set()
        )
        facts |= {item.rule.effective.version_by}
        params |= set(item.params)
    for clock in table.clocks.values():
        facts |= {
            *t.facts_of(clock.when),
            *t.facts_of(clock.starts),
            *t.facts_of(clock.stops),
            clock.clock.field,
            *map(str, clock.clock.deem),
        }
        params |= {clock.clock.length, *t.params_of(clock.starts)}
    for burden in table.burdens.values():
        facts |= {
            burden.burden.fact,
            *t.facts_of(burden.when),
            *(t.facts_of(burden.by) if burden.by is not None else ()),
        }
        params |= set(t.params_of(burden.by)) if burden.by is not None else set()
    for fact in definitions.facts.values():
        if fact.name not in facts | {"currency", "platform", "law", "claim"}:
            yield Finding("unused", NOTE, fact.place, fact.name, "no rule, clock or burden reads this fact")
    for param in definitions.params.values():
        if param.name not in params and not param.used_by:
            text = "no rule or clock uses this number: remove it, or name under 'used_by' the room that looks it up"
            yield Finding("unused", WARNING, param.place, param.name, text)
    yield from _unused_sources(definitions)


def _unused_sources(definitions: Definitions) -> Iterator[Finding]:
    named = {source for row in _clauses(definitions) for source in row.sources}
    named |= {value.source for param in definitions.params.values() for value in param.values}
    for source in definitions.sources.values():
        if source.id not in named:
            yield Finding("unused", NOTE, source.place, source.id, "nothing rests on this source")


def holes(definitions: Definitions) -> Iterator[Finding]:
    """Yield rules that end with nothing after them that decides the same in the same folder."""
    for rule in definitions.rules.values():
        until = rule.effective.until
        if until is None:
            continue
        after = [
            other
            for other in definitions.rules.values()
            if other.decides == rule.decides
            and other.folder == rule.folder
            and other.id != rule.id
            and (other.effective.since or date.min) <= until
            and (other.effective.until or date.max) > until
        ]
        if not after:
            yield Finding(
                "hole-in-time",
                WARNING,
                rule.place,
                rule.id,
                f"ends on {until} and nothing of its folder decides {rule.decides} after it",
            )


def not_monotone(
    definitions: Definitions, read: Mapping[str, ReadRule], table: Timetable
) -> Iterator[Finding]:
    """Yield what can change a decided answer as facts come in: known(), and facts that are deemed."""
    for item in read.values():
        names = sorted({atom.fact for atom in t.atoms(item.condition) if isinstance(atom, t.KnownFact)})
        if names:
            yield Finding(
                "not-monotone",
                NOTE,
                item.rule.place,
                item.rule.id,
                f"asks whether {', '.join(names)} is known, so a later fact may change it",
            )
    for clock in table.clocks.values():
        for fact in clock.clock.deem:
            yield Finding(
                "not-monotone", NOTE, clock.clock.place, clock.clock.id, f"deems {fact} at its deadline"
            )
    for burden in table.burdens.values():
        yield Finding(
            "not-monotone",
            NOTE,
            burden.burden.place,
            burden.burden.id,
            f"deems {burden.burden.fact} at its deadline",
        )
