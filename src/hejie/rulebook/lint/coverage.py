"""Do the worked cases show every rule, clock and comparison, holding and not holding?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hejie.rulebook import reference
from hejie.rulebook import terms as t
from hejie.rulebook.book import Rulebook
from hejie.rulebook.explanation import rendered
from hejie.rulebook.lint.finding import ERROR, WARNING, Finding
from hejie.rulebook.mistakes import RulebookError
from hejie.rulebook.schema import WorkedCase
from hejie.rulebook.spans import minute
from hejie.rulebook.specialise import FIXED
from hejie.rulebook.worked_cases import facts_of

_GIVEN = (*FIXED, "currency")


def uncovered(book: Rulebook) -> Iterator[Finding]:
    """Yield rules no worked case shows yes, no and unknown for, comparisons never seen both ways, and dead names."""
    rules: dict[str, set[bool | None]] = {name: set() for name in book.definitions.rules}
    atoms: dict[tuple[str, str], set[bool | None]] = {}
    for case in book.cases:
        try:
            _look(book, case, rules, atoms)
        except RulebookError:
            continue  # the run of the cases reports it
    yield from _rules(book, rules)
    for (rule, text), seen in atoms.items():
        missing = [word for word, truth in (("true", True), ("false", False)) if truth not in seen]
        if missing and rules[rule]:
            place = book.definitions.rules[rule].place
            yield Finding(
                "comparison-uncovered",
                WARNING,
                place,
                rule,
                f"no worked case has '{text}' {' or '.join(missing)}",
            )
    yield from _dead_names(book)


def _rules(book: Rulebook, rules: Mapping[str, set[bool | None]]) -> Iterator[Finding]:
    for name, seen in rules.items():
        missing = [
            word for word, truth in (("yes", True), ("no", False), ("unknown", None)) if truth not in seen
        ]
        if missing:
            text = f"the worked cases lack a {', a '.join(missing)} for it"
            yield Finding("rule-uncovered", WARNING, book.definitions.rules[name].place, name, text)


def _look(
    book: Rulebook,
    case: WorkedCase,
    rules: dict[str, set[bool | None]],
    atoms: dict[tuple[str, str], set[bool | None]],
) -> None:
    facts, at = facts_of(case, book.definitions)
    now = minute(at)
    plain, _ = book.values(facts, now)
    edition = book.edition(now)
    verdict = reference.judge(edition, book.definitions.decisions, plain, now)
    for place, rule in enumerate(edition.rules):
        shown = any(name == rule.id or rule.id.startswith(name + ".") for name in case.shows)
        if shown:
            rules[rule.id].add(verdict.standing[place])
        for atom in t.atoms(rule.condition):
            if isinstance(atom, t.Compare | t.Flag) or (
                isinstance(atom, t.Among) and atom.fact not in _GIVEN
            ):
                truth = reference.truth(atom, plain, now, verdict.sets)
                atoms.setdefault((rule.id, rendered(atom)), set()).add(truth)


def _dead_names(book: Rulebook) -> Iterator[Finding]:
    definitions = book.definitions
    names = {*definitions.rules, *definitions.clocks, *definitions.burdens}
    for case in book.cases:
        for name in case.shows:
            if name not in names and not any(other.startswith(name + ".") for other in names) and "." in name:
                yield Finding(
                    "shows-nothing",
                    ERROR,
                    case.place,
                    case.name,
                    f"says it shows {name!r}, which does not exist",
                )
