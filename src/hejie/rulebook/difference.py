"""What changed between two rulebooks: in text, in numbers, in meaning?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, structs

from hejie.rulebook import terms as t
from hejie.rulebook.book import Rulebook
from hejie.rulebook.bulk.rejudging import changed
from hejie.rulebook.editions import LiveRule
from hejie.rulebook.impacts import told
from hejie.rulebook.lint.exact import decide
from hejie.rulebook.lint.finding import readable
from hejie.rulebook.lint.search import World
from hejie.rulebook.schema import Parameter
from hejie.rulebook.spans import minute


class TextChange(Struct, frozen=True):
    """A rule, clock, fact or other row that was added, removed or rewritten; the fields that differ."""

    kind: str
    id: str
    change: str
    fields: tuple[str, ...] = ()


class NumberChange(Struct, frozen=True):
    """A parameter's value from a day on, before and after."""

    param: str
    since: str
    before: int | None
    after: int | None
    source: str


class MeaningChange(Struct, frozen=True):
    """A rule that comes out differently for some case, with the smallest one found and what each rulebook answers."""

    rule: str
    witness: Mapping[str, Any]
    before: str
    after: str


_KINDS = ("facts", "derived", "sources", "params", "decisions", "rules", "clocks", "burdens")


def text_changes(old: Rulebook, new: Rulebook) -> tuple[TextChange, ...]:
    """Return the rows that differ, wherever they stand in the files."""
    found: list[TextChange] = []
    for kind in _KINDS:
        before, after = getattr(old.definitions, kind), getattr(new.definitions, kind)
        for key in {**before, **after}:
            if key not in before or key not in after:
                found.append(TextChange(kind, key, "added" if key in after else "removed"))
            elif fields := _fields(before[key], after[key]):
                found.append(TextChange(kind, key, "rewritten", fields))
    return tuple(found)


def _fields(before: Struct, after: Struct) -> tuple[str, ...]:
    return tuple(
        name
        for name in structs.asdict(before)
        if name != "place" and getattr(before, name) != getattr(after, name)
    )


def number_changes(old: Rulebook, new: Rulebook) -> tuple[NumberChange, ...]:
    """Return the dated values that differ."""
    found: list[NumberChange] = []
    for name in {**old.definitions.params, **new.definitions.params}:
        before, after = _values(old.definitions.params.get(name)), _values(new.definitions.params.get(name))
        for since in sorted({**before, **after}):
            if before.get(since) != after.get(since):
                value, source = after.get(since, (None, ""))
                found.append(NumberChange(name, since, before.get(since, (None, ""))[0], value, source))
    return tuple(found)


def _values(param: Parameter | None) -> dict[str, tuple[int | None, str]]:
    return {value.since.isoformat(): (value.value, value.source) for value in param.values} if param else {}


def meaning_changes(old: Rulebook, new: Rulebook, *, as_of: datetime) -> tuple[MeaningChange, ...]:
    """Return, for every rule that differs at a time, the smallest case found whose answer changes."""
    now = minute(as_of)
    before, after = old.edition(now), new.edition(now)
    found: list[MeaningChange] = []
    for left, right in changed(before, after):
        found += list(_witness(old, new, left, right, now))[:1]
    return tuple(found)


def _witness(
    old: Rulebook, new: Rulebook, left: LiveRule | None, right: LiveRule | None, now: int
) -> Iterator[MeaningChange]:
    world = World(
        {**old.definitions.facts, **new.definitions.facts},
        {**old.definitions.decisions, **new.definitions.decisions},
        now,
    )
    one, other = left.condition if left else t.FALSE, right.condition if right else t.FALSE
    rule = left or right
    assert rule is not None
    for wishes in (
        [(one, True), (other, False)],
        [(one, False), (other, True)],
        [(one, True), (other, True)],
    ):
        found = decide(world, wishes)
        if found.case is None:
            continue
        case = _with_reads(found.case, rule, old)
        shown = readable(
            {key: value for key, value in case.items() if not key.startswith("(")}, new.definitions
        )
        a, b = old.judge_values(case, now)[rule.decides], new.judge_values(case, now)[rule.decides]
        if (a.status, a.values) != (b.status, b.values):
            yield MeaningChange(
                rule.id,
                shown,
                told(a),
                told(b),
            )


def _with_reads(case: Mapping[str, Any], rule: LiveRule, book: Rulebook) -> dict[str, Any]:
    # A rule that reads an earlier decision needs facts that lead to it: those of some rule with that outcome.
    full = dict(case)
    for name, outcome in case.items():
        if name.startswith("(") and outcome:
            for item in book.read.values():
                if item.rule.decides == name[1:-1] and item.rule.gives == outcome and not item.params:
                    more = decide(
                        World(book.definitions.facts, book.definitions.decisions, 0), [(item.condition, True)]
                    ).case
                    full = {**(more or {}), **full}
                    break
    return full


def with_numbers(book: Rulebook, numbers: Mapping[str, int]) -> Rulebook:
    """Return the rulebook with parameters set to other values for all dates: the overlay of a what-if."""
    params = dict(book.definitions.params)
    for name, value in numbers.items():
        book.parameter_known(name)
        values = tuple(structs.replace(dated, value=value) for dated in params[name].values)
        params[name] = structs.replace(params[name], values=values)
    return Rulebook(structs.replace(book.definitions, params=params), book.paper, book.roots)
