"""What can be wrong with a rule file or a question to the rulebook, and what should be done about it?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct


class Place(Struct, frozen=True):
    """Where a piece of a rule file stands, for people who have to correct it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class RulebookError(Exception):
    """Anything the rulebook refuses; its text is meant for the person who wrote the file or asked the question."""


class RuleFileMistake(RulebookError):
    """A rule file that cannot be used: where, what is wrong, and what to write instead."""

    def __init__(self, place: Place, problem: str, instead: str) -> None:
        self.place, self.problem, self.instead = place, problem, instead
        super().__init__(f"{place}: {problem}. {instead}")


class UnknownName(RuleFileMistake):
    """A name that no fact, derived fact, parameter, decision, outcome or source bears."""

    def __init__(self, place: Place, name: str, kind: str, known: Iterable[str]) -> None:
        near = get_close_matches(name, list(known), n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Declare it first, or use a declared {kind}."
        super().__init__(place, f"no {kind} is called {name!r}", hint)


class UnitsDoNotMatch(RuleFileMistake):
    """Two quantities that cannot be compared, added or multiplied."""

    def __init__(self, place: Place, text: str, left: str, right: str) -> None:
        super().__init__(
            place,
            f"{text!r} puts {left or 'a plain number'} beside {right or 'a plain number'}",
            "Compare and add like with like; a difference of two times is in minutes.",
        )


class NotInTheLanguage(RuleFileMistake):
    """An expression outside the small language of conditions."""

    def __init__(self, place: Place, text: str, why: str) -> None:
        shown = text if len(text) <= 80 else text[:77] + "..."
        super().__init__(
            place,
            f"{shown!r} is not a condition the rulebook reads: {why}",
            "Use facts, parameters, 'and or not', comparisons, 'in (...)', + - * //, min, max and known().",
        )


class Circular(RuleFileMistake):
    """Things that are defined by each other."""

    def __init__(self, place: Place, kind: str, names: Iterable[str]) -> None:
        super().__init__(
            place,
            f"these {kind} depend on each other: {', '.join(names)}",
            "Break the circle: one of them must come first.",
        )


class BeforeFirstDate(RulebookError):
    """A question about a time before the first dated value; the oldest value would be a guess."""

    def __init__(self, name: str, asked: str, first: str) -> None:
        super().__init__(
            f"{name} has no value on {asked}: its first one starts on {first}, and an older one would be a guess. "
            "Add the earlier value with its source, or ask about a later time."
        )


class CurrenciesMixed(RulebookError):
    """One case whose money facts are in several currencies."""

    def __init__(self, currencies: Iterable[str]) -> None:
        super().__init__(
            f"The money facts of this case are in {', '.join(sorted(currencies))}: amounts in different "
            "currencies cannot be compared with one limit. Convert them first and record the rate and its source."
        )


class WrongKindOfValue(RulebookError):
    """A fact whose value is not of its declared type."""

    def __init__(self, fact: str, wanted: str, got: object) -> None:
        super().__init__(
            f"The fact {fact!r} should be {wanted} but holds {got!r}. Correct the entry that recorded it."
        )


class NoSuch(RulebookError):
    """A question about a decision, rule, platform or parameter the rulebook does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(name, names, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"It has: {', '.join(names[:12])}."
        super().__init__(f"The rulebook has no {kind} called {name!r}. {hint}")
