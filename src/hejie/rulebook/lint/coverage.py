"""Do the worked cases show every rule, clock and comparison, holding and not holding?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hejie.rulebook import terms as t
from hejie.rulebook.book import Rulebook
from hejie.rulebook.editions import Edition
from hejie.rulebook.explanation import rendered
from hejie.rulebook.lint.finding import ERROR, WARNING, Finding
from hejie.rulebook.mistakes import RulebookError
from hejie.rulebook.scalar import OPEN, STANDS, compile_tests, compile_trace
from hejie.rulebook.schema import Decision, WorkedCase
from hejie.rulebook.spans import minute
from hejie.rulebook.specialise import FIXED
from hejie.rulebook.values import Plain
from hejie.rulebook.worked_cases import facts_of

_GIVEN = (*FIXED, "currency")
_TRUTH = {STANDS: True, OPEN: None, 0: False}


def uncovered(book: Rulebook) -> Iterator[Finding]:
    """Yield rules no worked case shows yes, no and unknown for, comparisons never seen both ways, and dead names."""
    rules: dict[str, set[bool | None]] = {name: set() for name in book.definitions.rules}
    atoms: dict[tuple[str, str], set[bool | None]] = {}
    looks: dict[int, _Look] = {}
    for case in book.cases:
        try:
            facts, at = facts_of(case, book.definitions)
            plain, _ = book.values(facts, minute(at))
        except RulebookError:
            continue  # the run of the cases reports it
        edition = book.edition(minute(at))
        if id(edition) not in looks:
            looks[id(edition)] = _Look(edition, book.definitions.decisions)
        looks[id(edition)].note(case, plain, minute(at), rules)
    for look in looks.values():
        look.gather(atoms)
    yield from _rules(book, rules)
    yield from _comparisons(book, rules, atoms)
    yield from _dead_names(book)


class _Look:
    """One edition with all its rules and comparisons compiled once, and what the cases have shown of them."""

    def __init__(self, edition: Edition, decisions: Mapping[str, Decision]) -> None:
        self.edition, self.trace = edition, compile_trace(edition, decisions)
        found = [
            (rule.id, atom) for rule in edition.rules for atom in t.atoms(rule.condition) if _counts(atom)
        ]
        self.written = [(rule, rendered(atom), t.plain_atom(atom)) for rule, atom in found]
        self.seen: dict[t.Atom, set[bool | None]] = {atom: set() for _, _, atom in self.written}
        self.tests = compile_tests(tuple(self.seen), decisions)
        self.named: dict[str, list[int]] = {}  # what a case says it shows -> the places of those rules

    def note(self, case: WorkedCase, plain: Plain, now: int, rules: dict[str, set[bool | None]]) -> None:
        """Note what one case shows: of the rules it names how they stand, of every comparison its truth."""
        _, states, masks = self.trace(plain, now)
        for name in case.shows:
            if name not in self.named:
                self.named[name] = [
                    place
                    for place, rule in enumerate(self.edition.rules)
                    if rule.id == name or rule.id.startswith(name + ".")
                ]
            for place in self.named[name]:
                rules[self.edition.rules[place].id].add(_TRUTH[states[place]])
        for seen, truth in zip(self.seen.values(), self.tests(plain, now, masks), strict=True):
            seen.add(truth)

    def gather(self, atoms: dict[tuple[str, str], set[bool | None]]) -> None:
        """Add what was seen of every comparison, under its rule and as its author wrote it."""
        for rule, text, atom in self.written:
            atoms.setdefault((rule, text), set()).update(self.seen[atom])


def _counts(atom: t.Atom) -> bool:
    return isinstance(atom, t.Compare | t.Flag) or (isinstance(atom, t.Among) and atom.fact not in _GIVEN)


def _comparisons(
    book: Rulebook,
    rules: Mapping[str, set[bool | None]],
    atoms: Mapping[tuple[str, str], set[bool | None]],
) -> Iterator[Finding]:
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


def _rules(book: Rulebook, rules: Mapping[str, set[bool | None]]) -> Iterator[Finding]:
    for name, seen in rules.items():
        missing = [
            word for word, truth in (("yes", True), ("no", False), ("unknown", None)) if truth not in seen
        ]
        if missing:
            text = f"the worked cases lack a {', a '.join(missing)} for it"
            yield Finding("rule-uncovered", WARNING, book.definitions.rules[name].place, name, text)


def _dead_names(book: Rulebook) -> Iterator[Finding]:
    definitions = book.definitions
    whole = {*definitions.rules, *definitions.clocks, *definitions.burdens}
    names = {name[:end] for name in whole for end in (*_dots(name), len(name))}
    for case in book.cases:
        for name in case.shows:
            if name not in names and "." in name:
                yield Finding(
                    "shows-nothing",
                    ERROR,
                    case.place,
                    case.name,
                    f"says it shows {name!r}, which does not exist",
                )


def _dots(name: str) -> Iterator[int]:
    return (place for place, letter in enumerate(name) if letter == ".")
