"""Would the worked cases notice if a rule were wrong? Each rule is broken in small ways, and each break must be seen.

A break is noticed by a case as written, or by the case with one fact moved onto a threshold, a step under or over it.
Those moved cases are made here: what they should answer is what the rules answer now, so they show that a case reaches
the threshold, not that the threshold is right. Both shares are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct, structs

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.book import Rulebook
from hejie.rulebook.editions import Edition, LiveRule
from hejie.rulebook.explanation import rendered
from hejie.rulebook.linear import turning_point
from hejie.rulebook.mistakes import Place, RulebookError
from hejie.rulebook.plans import Plan
from hejie.rulebook.spans import minute
from hejie.rulebook.specialise import FIXED
from hejie.rulebook.worked_cases import facts_of

_OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "<="}
_GUARDS = (
    *FIXED,
    "currency",
)  # put in by the loader or shared by a whole file; not an author's choice in this rule


class Mutant(Struct, frozen=True):
    """One broken rule: what was changed, and what noticed it: `case`, `boundary`, or nothing."""

    rule: str
    place: Place
    change: str
    noticed_by: str


class _Look(Struct, frozen=True):
    plain: Mapping[str, Any]
    now: int
    answers: dict[str, Answer]


def mutate(book: Rulebook, only: str = "") -> tuple[Mutant, ...]:
    """Break every rule (or those whose id begins with `only`) and tell which breaks are noticed, and by what."""
    looks = _looks(book)
    found: dict[tuple[str, str], Mutant] = {}
    for edition in {id(book.edition(look.now)): book.edition(look.now) for look in looks}.values():
        here = [look for look in looks if book.edition(look.now) is edition]
        for place, rule in enumerate(edition.rules):
            if not rule.id.startswith(only):
                continue
            moved = _moved(book, edition, rule, here)
            for change, broken in breaks(rule):
                before = found.get((rule.id, change))
                if before is None or before.noticed_by != "case":
                    by = _noticed_by(book, edition, place, broken, (here, moved)) or (
                        before.noticed_by if before else ""
                    )
                    found[rule.id, change] = Mutant(
                        rule.id, book.definitions.rules[rule.id].place, change, by
                    )
    return tuple(found.values())


def _noticed_by(
    book: Rulebook, edition: Edition, place: int, broken: LiveRule, looks: tuple[list[_Look], list[_Look]]
) -> str:
    written, moved = looks
    if _noticed(book, edition, place, broken, written):
        return "case"
    return "boundary" if _noticed(book, edition, place, broken, moved) else ""


def _moved(book: Rulebook, edition: Edition, rule: LiveRule, looks: list[_Look]) -> list[_Look]:
    found: list[_Look] = []
    fixed = (
        [part for part in rule.condition.parts if _guard(part)] if isinstance(rule.condition, t.All) else []
    )
    for look in looks:
        if any(reference.truth(part, look.plain, look.now, {}) is False for part in fixed):
            continue
        for atom in t.atoms(rule.condition):
            for name in t.facts_of(atom) if isinstance(atom, t.Compare) else ():
                point = turning_point(atom, t.FactValue(name), look.plain, look.now)  # type: ignore[arg-type]
                for value in () if point is None else (point - 1, point, point + 1):
                    plain = {**look.plain, name: value}
                    found.append(_Look(plain, look.now, book.judge_values(plain, look.now)))
    return found


def breaks(rule: LiveRule) -> Iterator[tuple[str, LiveRule]]:
    """Yield a rule with one comparison turned, one limit shifted, one part dropped, or its outcome's amount changed."""
    for change, condition in _broken(rule.condition):
        yield change, structs.replace(rule, condition=condition)
    if rule.amount is not None:
        for change, amount in _shifted(rule.amount):
            yield f"gives: {change}", structs.replace(rule, amount=amount)


def _broken(node: t.Truth) -> Iterator[tuple[str, t.Truth]]:
    if isinstance(node, t.All | t.Some):
        join = t.both if isinstance(node, t.All) else t.either
        for place, part in enumerate(node.parts):
            if _guard(part):
                continue
            others = node.parts[:place] + node.parts[place + 1 :]
            yield f"without '{rendered(part)}'", join(*others)
            for change, broken in _broken(part):
                yield change, join(*node.parts[:place], broken, *node.parts[place + 1 :])
    elif isinstance(node, t.Opposite):
        yield f"'{rendered(node.part)}' without its not", node.part
        if not isinstance(node.part, t.Flag | t.KnownFact | t.Among | t.Reads):
            yield from ((change, t.opposite(broken)) for change, broken in _broken(node.part))
    elif isinstance(node, t.Compare):
        yield f"'{node.text}' with {_OTHER[node.op]}", structs.replace(node, op=_OTHER[node.op])
        for step in (1, -1):
            yield (
                f"'{node.text}' shifted by {step:+d}",
                structs.replace(node, right=t.Sum(node.right, t.Const(step))),
            )
    elif isinstance(node, t.Flag | t.Among | t.Reads) and not _guard(node):
        yield f"not '{rendered(node)}'", t.opposite(node)


def _guard(node: t.Truth) -> bool:
    return (
        isinstance(node, t.Since)
        or (isinstance(node, t.Among) and node.fact in _GUARDS)
        or (isinstance(node, t.Opposite) and isinstance(node.part, t.Since))
    )


def _shifted(node: t.Number) -> Iterator[tuple[str, t.Number]]:
    for old in dict.fromkeys(leaf for leaf in t.leaves(node) if isinstance(leaf, t.Const) and leaf.param):
        yield f"{old.param} + 1", t.renumber(node, partial(_stepped, old))


def _stepped(old: t.Const, leaf: t.Number) -> t.Number:
    return t.Const(old.value + 1, old.param) if leaf == old else leaf


def _looks(book: Rulebook) -> list[_Look]:
    found = []
    for case in book.cases:
        try:
            facts, at = facts_of(case, book.definitions)
            now = minute(at)
            plain, _ = book.values(facts, now)
            found.append(_Look(plain, now, book.judge_values(plain, now)))
        except RulebookError:
            continue  # a case that does not run shows nothing; `rules test` reports it
    return found


def _noticed(book: Rulebook, edition: Edition, place: int, broken: LiveRule, looks: list[_Look]) -> bool:
    rules = (*edition.rules[:place], broken, *edition.rules[place + 1 :])
    mutant = Edition(rules, edition.order)
    plans: dict[tuple[Any, ...], Plan] = {}
    for look in looks:
        if not _may_matter(broken, look, edition.rules[place]):
            continue
        key = tuple(look.plain.get(name) for name in FIXED)
        if key not in plans:
            fixed = {name: look.plain[name] for name in FIXED if name in look.plain}
            plans[key] = Plan(mutant, book.definitions.decisions, fixed)
        if plans[key].judge(look.plain, look.now) != look.answers:
            return True
    return False


def _may_matter(broken: LiveRule, look: _Look, rule: LiveRule) -> bool:
    sets = {name: _set(answer) for name, answer in look.answers.items()}
    before = reference.truth(rule.condition, look.plain, look.now, sets)
    after = reference.truth(broken.condition, look.plain, look.now, sets)
    return before is not after or (rule.amount != broken.amount and after is not False)


def _set(answer: Answer) -> frozenset[str]:
    # Enough to see which cases reach a rule; pending answers keep the possibility that no rule speaks.
    return frozenset(map(str, answer.values)) | (
        frozenset() if answer.status == "decided" else frozenset({""})
    )


def score(mutants: tuple[Mutant, ...], by: tuple[str, ...] = ("case", "boundary")) -> float:
    """Return the share of breaks that were noticed, 1.0 where there were none."""
    return sum(mutant.noticed_by in by for mutant in mutants) / len(mutants) if mutants else 1.0
