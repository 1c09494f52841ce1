"""Which rules, with which numbers, are in force at a moment, and which of them beats which?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fnmatch import fnmatchcase

from msgspec import Struct, structs

from hejie.rulebook import terms as t
from hejie.rulebook.grammar import Scope, read_condition, read_number
from hejie.rulebook.mistakes import Circular, RuleFileMistake, UnknownName
from hejie.rulebook.parameters import in_base_units, is_stale, value_on
from hejie.rulebook.schema import Definitions, Rule
from hejie.rulebook.spans import day_at, first_minute


class ReadRule(Struct, frozen=True):
    """A rule whose expressions are read but not yet bound to dated numbers."""

    rule: Rule
    condition: t.Truth
    amount: t.Number | None
    params: tuple[str, ...]
    zone: str


class LiveRule(Struct, frozen=True):
    """A rule bound to the numbers of one version. `beaten_by` are places in the edition's list."""

    id: str
    decides: str
    outcome: str
    amount: t.Number | None
    condition: t.Truth
    version: str
    stale: bool
    beaten_by: tuple[int, ...] = ()
    too_early: tuple[str, str] | None = None  # the parameter without a value yet, and its first day


class Frame(Struct, frozen=True):
    """What holds at all times: the order of the decisions, and which rules beat each rule."""

    order: tuple[str, ...]
    winners: Mapping[str, tuple[str, ...]]


class Edition(Struct, frozen=True):
    """All rules in force, in reading order, with the decisions in the order they depend on each other."""

    rules: tuple[LiveRule, ...]
    order: tuple[str, ...]


def read_rules(definitions: Definitions) -> dict[str, ReadRule]:
    """Read every rule's expressions; raise RuleFileMistake for the first that is wrong."""
    scope = scope_of(definitions)
    return {rule.id: _read(rule, scope, definitions) for rule in definitions.rules.values()}


def scope_of(definitions: Definitions) -> Scope:
    """Return the names expressions may use."""
    return Scope(definitions.facts, definitions.derived, definitions.params, definitions.decisions)


def _read(rule: Rule, scope: Scope, definitions: Definitions) -> ReadRule:
    decision = definitions.decisions.get(rule.decides)
    if decision is None:
        raise UnknownName(rule.place, rule.decides, "decision", definitions.decisions)
    for source in rule.sources:
        if source not in definitions.sources:
            raise UnknownName(rule.place, source, "source", definitions.sources)
    condition, amount = read_condition(rule.when, rule.place, scope), None
    if rule.gives and decision.is_numeric:
        amount, unit = read_number(rule.gives, rule.place, scope, rule.rounding)
        if unit not in (decision.unit, "*") and not (unit == "" and decision.unit == "count"):
            raise RuleFileMistake(
                rule.place,
                f"{rule.gives!r} is in {unit or 'plain numbers'}, {rule.decides} in {decision.unit or 'plain numbers'}",
                "Give an amount in the unit of the decision.",
            )
    elif rule.gives and rule.gives not in decision.outcomes:
        raise UnknownName(rule.place, rule.gives, f"outcome of {rule.decides}", decision.outcomes)
    params = tuple(dict.fromkeys(t.params_of(condition) + (t.params_of(amount) if amount else ())))
    condition = t.both(condition, *_currency_guard(params, definitions))
    _check_dates(rule, params, definitions)
    folder = definitions.folders.get(rule.folder)
    return ReadRule(rule, condition, amount, params, folder.zone if folder else "UTC")


def _currency_guard(params: Iterable[str], definitions: Definitions) -> list[t.Truth]:
    # An amount in yuan says nothing about a case in reais.
    currencies = {definitions.params[name].currency for name in params} - {""}
    return (
        [t.Among("currency", (currency,)) for currency in sorted(currencies)]
        if "currency" in definitions.facts
        else []
    )


def _check_dates(rule: Rule, params: Iterable[str], definitions: Definitions) -> None:
    by = rule.effective.version_by
    if by != "now" and (by not in definitions.facts or definitions.facts[by].type != "time"):
        raise UnknownName(
            rule.place,
            by,
            "time fact for 'version_by'",
            [k for k, f in definitions.facts.items() if f.type == "time"],
        )
    since = rule.effective.since
    for name in params:
        first = definitions.params[name].values[0].since
        if since is not None and since < first:
            raise RuleFileMistake(
                rule.place,
                f"the rule holds from {since} but {name} has its first value on {first}",
                "Start the rule later, or add the earlier value with its source.",
            )


def breakpoints(definitions: Definitions, read: Mapping[str, ReadRule]) -> list[int]:
    """Return every minute at which the rules in force may change for a question asked at that minute."""
    found: set[int] = set()
    for item in read.values():
        days: set[date | None] = {item.rule.effective.since, item.rule.effective.until}
        days |= {value.since for name in item.params for value in definitions.params[name].values}
        days |= {definitions.params[name].review_by for name in item.params}
        days |= {definitions.sources[source].review_by for source in item.rule.sources}
        for day in filter(None, days):
            found.add(first_minute(day, item.zone))
            found.add(first_minute(date.fromordinal(day.toordinal() + 1), item.zone))
    return sorted(found)


def edition_at(definitions: Definitions, read: Mapping[str, ReadRule], at: int, frame: Frame) -> Edition:
    """Return the rules in force for a question asked at a minute."""
    live: list[LiveRule] = []
    places: dict[str, list[int]] = {}
    for item in read.values():
        for rule in _versions(item, definitions, at):
            places.setdefault(item.rule.id, []).append(len(live))
            live.append(rule)
    return Edition(
        tuple(
            structs.replace(
                rule,
                beaten_by=tuple(
                    place for winner in frame.winners.get(rule.id, ()) for place in places.get(winner, ())
                ),
            )
            for rule in live
        ),
        frame.order,
    )


def _versions(item: ReadRule, definitions: Definitions, at: int) -> list[LiveRule]:
    starts = _starts(item, definitions)
    effective = item.rule.effective
    end = first_minute(effective.until, item.zone) if effective.until else None
    if effective.version_by == "now":
        if end is not None and at >= end:
            return []
        minutes = [first_minute(day, item.zone) for day in starts]
        which = bisect_right(minutes, at) - 1
        if which < 0:
            return (
                _before(item, definitions, starts[0], at)
                if starts
                else [_live(item, definitions, None, at, t.TRUE)]
            )
        return _live_or_ended(item, definitions, starts[which], at, t.TRUE)
    found: list[LiveRule] = []
    guess = effective.kind == "first_seen" or effective.since is None
    for place, day in enumerate(starts):
        guard = t.both(t.Since(effective.version_by, first_minute(day, item.zone), guess and place == 0))
        stop = first_minute(starts[place + 1], item.zone) if place + 1 < len(starts) else end
        if stop is not None:
            guard = t.both(guard, t.opposite(t.Since(effective.version_by, stop)))
        found += _live_or_ended(item, definitions, day, at, guard)
    if not starts:
        guard = t.opposite(t.Since(effective.version_by, end)) if end is not None else t.TRUE
        found.append(_live(item, definitions, None, at, guard))
    return found


def _starts(item: ReadRule, definitions: Definitions) -> list[date]:
    firsts = {name: definitions.params[name].values[0].since for name in item.params}
    begin = item.rule.effective.since or max(firsts.values(), default=None)
    if begin is None:
        return []
    later = {
        value.since
        for name in item.params
        for value in definitions.params[name].values
        if value.since > begin
    }
    if item.rule.effective.until:
        later = {day for day in later if day < item.rule.effective.until}
    return [begin, *sorted(later)]


def _before(item: ReadRule, definitions: Definitions, start: date, at: int) -> list[LiveRule]:
    if item.rule.effective.since is not None:
        guess = item.rule.effective.kind == "first_seen"
        return [_live(item, definitions, start, at, t.Always(None))] if guess else []
    late = max(item.params, key=lambda name: definitions.params[name].values[0].since)
    rule = _live(item, definitions, start, at, t.Always(None))
    return [structs.replace(rule, too_early=(late, start.isoformat()))]


def _live_or_ended(
    item: ReadRule, definitions: Definitions, day: date, at: int, guard: t.Truth
) -> list[LiveRule]:
    ended = any(value_on(definitions.params[name], day).value is None for name in item.params)
    return [] if ended else [_live(item, definitions, day, at, guard)]


def _live(item: ReadRule, definitions: Definitions, day: date | None, at: int, guard: t.Truth) -> LiveRule:
    def leaf(node: t.Number) -> t.Number:
        if not isinstance(node, t.Param) or day is None:
            return node
        param = definitions.params[node.name]
        return t.Const(in_base_units(param, value_on(param, day).value or 0), node.name)

    def atom(node: t.Atom) -> t.Truth:
        if isinstance(node, t.Compare):
            return structs.replace(node, left=t.renumber(node.left, leaf), right=t.renumber(node.right, leaf))
        return node

    rule = item.rule
    _check_divisors(item, leaf)
    reviewed = [definitions.params[name] for name in item.params] + [
        definitions.sources[name] for name in rule.sources
    ]
    return LiveRule(
        rule.id,
        rule.decides,
        "" if item.amount is not None else rule.gives,
        t.renumber(item.amount, leaf) if item.amount is not None else None,
        t.both(t.rebuild(item.condition, atom), guard),
        day.isoformat() if day else "",
        is_stale(day_at(at, item.zone), *reviewed),
    )


def _check_divisors(item: ReadRule, leaf: Callable[[t.Number], t.Number]) -> None:
    numbers = [
        side
        for atom in t.atoms(item.condition)
        if isinstance(atom, t.Compare)
        for side in (atom.left, atom.right)
    ]
    for number in [*numbers, *([item.amount] if item.amount is not None else [])]:
        for divisor in t.divisors(number):
            bound = leaf(divisor)
            if isinstance(bound, t.Const) and bound.value <= 0:
                raise RuleFileMistake(
                    item.rule.place, f"{bound.param} is {bound.value} and divides", "A divisor is above zero."
                )


def beats(rules: Mapping[str, Rule]) -> dict[str, tuple[str, ...]]:
    """Return which rules beat each rule: its exceptions, and whoever names it under 'overrides'.

    Raises Circular where rules beat each other in a ring, UnknownName where a pattern fits nothing.
    """
    winners: dict[str, list[str]] = {}
    for rule in rules.values():
        if rule.parent:
            winners.setdefault(rule.parent, []).append(rule.id)
        for pattern in rule.overrides:
            hits = [
                other.id
                for other in rules.values()
                if other.decides == rule.decides
                and other.id != rule.id
                and _fits(other.id, pattern)
                and not _descends(other, rule.id, rules)
            ]
            if not hits and not any(_fits(other, pattern) for other in rules):
                raise UnknownName(rule.place, pattern, "rule to override", rules)
            for hit in hits:
                winners.setdefault(hit, []).append(rule.id)
    _refuse_rings(winners, rules)
    return {loser: tuple(dict.fromkeys(found)) for loser, found in winners.items()}


def _fits(rule: str, pattern: str) -> bool:
    return rule == pattern or rule.startswith(pattern + ".") or fnmatchcase(rule, pattern)


def _descends(rule: Rule, ancestor: str, rules: Mapping[str, Rule]) -> bool:
    while rule.parent:
        if rule.parent == ancestor:
            return True
        rule = rules[rule.parent]
    return False


def _refuse_rings(winners: Mapping[str, Iterable[str]], rules: Mapping[str, Rule]) -> None:
    done: set[str] = set()
    for start in winners:
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            rule, leaving = stack.pop()
            if leaving:
                path.pop()
                done.add(rule)
            elif rule in path:
                raise Circular(
                    rules[rule].place, "rules (each beats the next)", [*path[path.index(rule) :], rule]
                )
            elif rule not in done:
                path.append(rule)
                stack.append((rule, True))
                stack += [(winner, False) for winner in winners.get(rule, ())]


def decision_order(definitions: Definitions, read: Mapping[str, ReadRule]) -> tuple[str, ...]:
    """Return the decisions so that each comes after those it reads; raise Circular where that is impossible."""
    needs: dict[str, set[str]] = {name: set() for name in definitions.decisions}
    for item in read.values():
        needs[item.rule.decides] |= {
            atom.decision for atom in t.atoms(item.condition) if isinstance(atom, t.Reads)
        }
    order: list[str] = []
    while len(order) < len(needs):
        ready = [name for name in needs if name not in order and needs[name] <= set(order)]
        if not ready:
            left = [name for name in needs if name not in order]
            raise Circular(definitions.decisions[left[0]].place, "decisions", left)
        order += ready
    return tuple(order)
