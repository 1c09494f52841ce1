"""Do the worked cases, small stories written beside the rules, come out as they say?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec import Struct

from hejie.casefile.facts import Fact, FactState, known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment
from hejie.rulebook.answers import Answer
from hejie.rulebook.book import Rulebook
from hejie.rulebook.mistakes import RulebookError, RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block, Items
from hejie.rulebook.schema import Definitions, FactKind, Folder, WorkedCase
from hejie.rulebook.spans import read_time


class Outcome(Struct, frozen=True):
    """How one worked case came out; `differences` is empty where all is as written."""

    case: WorkedCase
    differences: tuple[str, ...]


def run_cases(book: Rulebook) -> tuple[Outcome, ...]:
    """Run every worked case of the rulebook."""
    return tuple(run_case(book, case) for case in book.cases)


def run_case(book: Rulebook, case: WorkedCase) -> Outcome:
    """Run one worked case; a mistake in the case itself is a difference too."""
    try:
        facts, at = facts_of(case, book.definitions)
        answers = book.judge(facts, as_of=at)
        found = [
            _compare(case, book.definitions, answers, name, wanted) for name, wanted in case.expect.items()
        ]
        found += _asks(book, case, facts, at) + _due(book, case, facts, at)
    except RulebookError as error:
        return Outcome(case, (str(error),))
    return Outcome(case, tuple(item for item in found if item))


def facts_of(case: WorkedCase, definitions: Definitions) -> tuple[dict[str, Fact], datetime]:
    """Return the facts of a worked case and the time of its question. Raises RuleFileMistake."""
    folder = definitions.folders.get(case.folder) or Folder("", "shared", "")
    block = case.facts
    place = case.place
    if not case.at:
        raise RuleFileMistake(
            place, "the worked case has no 'at'", "Say when the question is asked: at: 2026-01-05 08:00."
        )
    facts: dict[str, Fact] = {}
    if folder.guard:
        facts[folder.kind] = known(folder.kind, folder.id.rpartition("/")[2])
    currency = str(block.get("currency", folder.currency))
    if currency and "currency" in definitions.facts:
        facts["currency"] = known("currency", currency)
    for name, given in block.items():
        where = block.at(name) if isinstance(block, Block) else place
        if name not in definitions.facts:
            raise UnknownName(where, name, "fact", definitions.facts)
        facts[name] = known(name, _value(where, definitions.facts[name], given, folder.zone, currency))
    for names, state in ((case.absent, FactState.ABSENT), (case.unobtainable, FactState.UNOBTAINABLE)):
        for name in names:
            if name not in definitions.facts:
                raise UnknownName(place, name, "fact", definitions.facts)
            facts[name] = Fact(name, state)
    return facts, read_time(place, case.at, folder.zone)


def _value(where: Any, kind: FactKind, given: Any, zone: str, currency: str) -> Any:
    if kind.type == "time":
        return Moment(read_time(where, given, zone))
    if kind.type == "money":
        return _money(where, given, currency)
    right = {
        "bool": isinstance(given, bool),
        "int": isinstance(given, int) and not isinstance(given, bool),
        "enum": str(given) in kind.values,
        "text": isinstance(given, str),
    }[kind.type]
    if not right:
        wanted = ", ".join(kind.values) or kind.type
        raise RuleFileMistake(
            where, f"{given!r} cannot be the value of {kind.name}", f"Write one of: {wanted}."
        )
    if isinstance(given, int) and not _believable(kind, given):
        raise RuleFileMistake(
            where,
            f"{given} is outside the range of {kind.name}",
            f"Stay within {kind.least} and {kind.most}.",
        )
    return given if kind.type != "enum" else str(given)


def _believable(kind: FactKind, number: int) -> bool:
    return (kind.least is None or kind.least <= number) and (kind.most is None or number <= kind.most)


def _money(where: Any, given: Any, currency: str) -> Money:
    if isinstance(given, int) and not isinstance(given, bool) and currency:
        return Money(given, currency)
    code, _, amount = str(given).partition(" ")
    try:
        return Money.of(Decimal(amount), code)
    except (ValueError, InvalidOperation) as error:
        raise RuleFileMistake(
            where, f"{given!r} is not an amount of money", "Write minor units (1250) or 'CNY 12.50'."
        ) from error


def _compare(
    case: WorkedCase, definitions: Definitions, answers: Mapping[str, Answer], name: str, wanted: Any
) -> str:
    if name not in answers:
        raise UnknownName(case.place, name, "decision", answers)
    status, values, stale = _wanted(wanted, definitions.decisions[name].is_numeric)
    got = answers[name]
    same = (
        got.status == status
        and (values is None or _sorted(got.values) == _sorted(values))
        and stale in (None, got.stale)
    )
    if same:
        return ""
    marks = [" and stale" if mark else "" for mark in (stale, got.stale)] if stale is not None else ["", ""]
    return (
        f"{name} should be {status} {list(values or ())}{marks[0]}, "
        f"but it is {got.status} {list(got.values)}{marks[1]}"
    )


def _wanted(wanted: Any, numeric: bool) -> tuple[str, tuple[Any, ...] | None, bool | None]:
    stale = wanted.get("stale") if isinstance(wanted, Block) else None
    if isinstance(wanted, Block):
        for status in ("pending", "conflict"):
            if status in wanted:
                given = wanted[status]
                return status, tuple(given) if isinstance(given, Items) else None, stale
        wanted = wanted.get("is")
    return "decided", (wanted, wanted) if numeric else (str(wanted),), stale


def _sorted(values: tuple[Any, ...]) -> list[str]:
    return sorted(str(value) for value in values)


def _asks(book: Rulebook, case: WorkedCase, facts: Mapping[str, Fact], at: datetime) -> list[str]:
    asked: set[str] = set()
    if case.asks:
        for decision in case.expect or book.definitions.decisions:
            asked |= {question.fact for question in book.questions(facts, as_of=at, decision=decision)}
    return [
        f"it should ask for {fact}, but asks for {sorted(asked) or 'nothing'}"
        for fact in case.asks
        if fact not in asked
    ]


def _due(book: Rulebook, case: WorkedCase, facts: Mapping[str, Fact], at: datetime) -> list[str]:
    if not case.due:
        return []
    folder = book.definitions.folders.get(case.folder) or Folder("", "shared", "")
    found = {deadline.id: deadline for deadline in book.deadlines(facts, as_of=at)}
    differences = []
    for clock, wanted in case.due.items():
        deadline = found.get(clock)
        if wanted in ("running", "passed", "stopped"):
            if deadline is None or deadline.status != wanted:
                differences.append(
                    f"{clock} should be {wanted}, but is {deadline.status if deadline else 'not there'}"
                )
        elif wanted == "none":
            if deadline is not None:
                differences.append(f"{clock} should not run, but is due at {deadline.due_at.isoformat()}")
        elif deadline is None or deadline.due_at != read_time(case.place, wanted, folder.zone):
            differences.append(
                f"{clock} should be due at {wanted}, but is {deadline.due_at.isoformat() if deadline else 'not there'}"
            )
    return differences
