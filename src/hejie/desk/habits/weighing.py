"""What would a change of the team's rules do: what does the check say, what differs, whose case comes out otherwise?

Nothing is kept here. Open cases are looked at, the most urgent first, as many as a person has patience for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import unified_diff
from functools import lru_cache
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.desk.cases import store
from hejie.desk.habits import folder
from hejie.desk.habits.acceptance import Choices, choices
from hejie.desk.habits.felt import Felt, felt
from hejie.desk.habits.lifting import Lift, check_orders, lifted
from hejie.desk.habits.mistakes import FindingsAreErrors, Unreadable
from hejie.desk.habits.numbers import FILE as NUMBERS
from hejie.desk.habits.promotions import changed
from hejie.desk.habits.reach import Shifted, shifted
from hejie.desk.models import CaseIndex
from hejie.rulebook import Rulebook
from hejie.rulebook.difference import (
    MeaningChange,
    TextChange,
    meaning_changes,
    number_changes,
    text_changes,
)
from hejie.rulebook.impacts import Impact, impact
from hejie.rulebook.lint.finding import ERROR, NOTE, Finding
from hejie.rulebook.lint.linting import lint
from hejie.rulebook.mistakes import RulebookError
from hejie.rulebook.promotions import Promotion

MOST_CASES = 2000  # about a millisecond each
SHOWN_LINES = 400
Files = Mapping[str, str]


class Difference(NamedTuple):
    """How one file differs: lines that begin with `+`, `-` or a blank, as a person reads them."""

    name: str
    lines: tuple[str, ...]


class Turn(NamedTuple):
    """One number before and after, in its own unit; None where there is none. `since` is the day it holds from."""

    row: str
    before: int | None
    after: int | None
    since: str


class Judged(NamedTuple):
    """What is kept with a change: whose limits it lifts, and in short what it changes."""

    lifts: tuple[Lift, ...]
    what: tuple[str, ...]


class Reach(NamedTuple):
    """How many of how many open cases were looked at."""

    looked_at: int
    open: int


class Weighed(NamedTuple):
    """All that is told of a change before it is kept."""

    differences: tuple[Difference, ...]
    numbers: tuple[Turn, ...]
    rows: tuple[TextChange, ...]
    meanings: tuple[MeaningChange, ...]
    findings: tuple[Finding, ...]
    impacts: tuple[Impact, ...]
    felt: tuple[Felt, ...]
    shifted: tuple[Shifted, ...]
    lifts: tuple[Lift, ...]
    reach: Reach
    choices: Choices | None

    @property
    def errors(self) -> list[str]:
        """What the check will not let through."""
        return [finding.line() for finding in self.findings if finding.level == ERROR]


def weigh(old: Rulebook, files: Files, was: Files, *, by: str, at: datetime) -> Weighed:
    """Return what these files would change; what the check finds is told in it. Raises Unreadable or NotByYou."""
    new = _read(files)
    check_orders(old, new, by=by)
    reach, cases = _cases()
    facts = [file.facts for file in cases]
    return Weighed(
        differences=tuple(differences(was, files)),
        numbers=tuple(_turns(old, new, at.date())),
        rows=(
            *(row for row in text_changes(old, new) if row.kind not in ("params", "sources")),
            *_promised(old, new),
        ),
        meanings=meaning_changes(old, new, as_of=at),
        findings=tuple(_new_findings(old, new, at)),
        impacts=impact(old, new, facts, as_of=at),
        felt=tuple(felt(old, new, cases, at=at)),
        shifted=tuple(shifted(old, new)),
        lifts=tuple(lifted(old, new, on=at.date())),
        reach=reach,
        choices=choices(old, new, cases, at=at),
    )


def judged(old: Rulebook, files: Files, was: Files, *, by: str, at: datetime) -> Judged:
    """Return what is kept with a change that may be kept; raise Unreadable, NotByYou or FindingsAreErrors."""
    new = _read(files)
    check_orders(old, new, by=by)
    if errors := [finding.line() for finding in _new_findings(old, new, at) if finding.level == ERROR]:
        raise FindingsAreErrors(errors)
    numbers = [
        f"{turn.row}: {_known(turn.before)} → {_known(turn.after)}" for turn in _turns(old, new, at.date())
    ]
    names = [one.name for one in differences(was, files) if one.name != NUMBERS or not numbers]
    promised = [
        f"{one.id}: {one.name['zh-CN']}" for was, now in changed(old, new) if (one := now or was) is not None
    ]
    return Judged(tuple(lifted(old, new, on=at.date())), (*numbers, *promised, *names))


def _promised(old: Rulebook, new: Rulebook) -> Iterator[TextChange]:
    """Yield how each promotion differs, as the rows of other files are told."""
    for was, now in changed(old, new):
        if was and now:
            fields = tuple(
                name for name in Promotion.__struct_fields__ if getattr(was, name) != getattr(now, name)
            )
            yield TextChange("promotions", now.id, "rewritten", fields)
        elif one := now or was:
            yield TextChange("promotions", one.id, "added" if now else "removed")


def differences(was: Files, now: Files) -> Iterator[Difference]:
    """Yield how each file differs that does."""
    for name in sorted({*was, *now}):
        before, after = was.get(name, "").splitlines(), now.get(name, "").splitlines()
        lines = [
            line for line in unified_diff(before, after, lineterm="", n=2) if line[:3] not in ("---", "+++")
        ]
        if lines:
            yield Difference(name, tuple(lines[:SHOWN_LINES]))


def _turns(old: Rulebook, new: Rulebook, on: date) -> Iterator[Turn]:
    since = {change.param: change.since for change in number_changes(old, new)}
    for row, day in since.items():
        before, after = (
            book.parameter(row, on=max(on, date.fromisoformat(day)))
            if row in book.definitions.params
            else None
            for book in (old, new)
        )
        yield Turn(row, before, after, day)


def _known(value: int | None) -> str:
    return "–" if value is None else str(value)


def _read(files: Files) -> Rulebook:
    try:
        return folder.book_of(files)
    except RulebookError as error:
        raise Unreadable(_without_folder(str(error), files)) from error


def _without_folder(words: str, files: Files) -> str:
    # Errors name a file below the folder it was read from; here that folder is called by what is in it.
    return words.replace(f"{folder.digest(files)}/", "")


def _new_findings(old: Rulebook, new: Rulebook, at: datetime) -> Sequence[Finding]:
    known = {(one.check, one.about, one.text) for one in _linted(old, at.date())}
    found = _linted(new, at.date())
    return [one for one in found if one.level != NOTE and (one.check, one.about, one.text) not in known]


@lru_cache(maxsize=4)
def _linted(book: Rulebook, on: date) -> tuple[Finding, ...]:
    # A change is weighed, kept, and then the rules that the next one is compared with: checked once, and not thrice.
    return lint(book, on=on)


def _cases() -> tuple[Reach, list[CaseFile]]:
    rows = CaseIndex.objects.filter(is_open=True)
    ids = list(rows.order_by("sort_at", "id").values_list("case_id", flat=True)[:MOST_CASES])
    files = list(store.several(ids))
    return Reach(len(files), rows.count()), files
