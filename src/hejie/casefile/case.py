"""What does the whole case say now: its facts, stage, clocks and last decisions?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from hejie.casefile.chain import Line, check, follow
from hejie.casefile.entries import (
    AnyHappening,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    ClockMissed,
    ClockSet,
    ClockStopped,
    Entry,
    EntryCorrected,
    StageMoved,
)
from hejie.casefile.facts import Fact, FactState
from hejie.casefile.proven import stated
from hejie.casefile.stages import Stage, Turn, check_follows

H = TypeVar("H")


class NotOpened(ValueError):
    """A case file whose first entry is not its opening."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f"The case {case_id!r} has no opening, so nobody knows whose complaint it is. "
            "Its first entry must be CaseOpened."
        )


class CaseFile:
    """A case: lines that are only ever added. Adding returns a new file; this one stays as it is."""

    def __init__(self, case_id: str, lines: Iterable[Line] = ()) -> None:
        self.case_id = case_id
        self.lines = tuple(lines)

    @classmethod
    def begin(cls, case_id: str, *entries: Entry) -> CaseFile:
        """Return a new file with these entries, the first of which opens it."""
        if not entries or not isinstance(entries[0].what, CaseOpened):
            raise NotOpened(case_id)
        return cls(case_id).add(*entries)

    def add(self, *entries: Entry) -> CaseFile:
        """Return the file with these entries added; raise StageCannotFollow where the table of stages forbids it."""
        file = self
        for entry in entries:
            if file.lines:
                file._check_stage(entry.what)
            last = file.lines[-1] if file.lines else None
            file = CaseFile(file.case_id, (*file.lines, follow(last, entry)))
        return file

    def verify(self) -> None:
        """Raise ChainBroken if any line was changed since it was written."""
        check(self.lines)

    @cached_property
    def standing(self) -> tuple[Line, ...]:
        """The lines that count: those that no correction took back."""
        taken_back = {
            line.entry.what.seq for line in self.lines if isinstance(line.entry.what, EntryCorrected)
        }
        return tuple(line for line in self.lines if line.seq not in taken_back)

    def all(self, kind: type[H]) -> Iterator[H]:
        """Yield what happened of one kind, oldest first."""
        return (line.entry.what for line in self.standing if isinstance(line.entry.what, kind))

    def last(self, kind: type[H]) -> H | None:
        """Return what happened last of one kind, or None."""
        return next(
            (line.entry.what for line in reversed(self.standing) if isinstance(line.entry.what, kind)), None
        )

    @cached_property
    def opened(self) -> CaseOpened:
        """How the case was opened."""
        first = self.lines[0].entry.what if self.lines else None
        if not isinstance(first, CaseOpened):
            raise NotOpened(self.case_id)
        return first

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Each fact as it stands now: what was said last, unless a value met a mere `unknown`."""
        facts: dict[str, Fact] = {}
        for line in self.standing:
            for fact in stated(line.entry):
                if fact.state is not FactState.UNKNOWN or fact.name not in facts:
                    facts[fact.name] = fact
        return facts

    @property
    def claim(self) -> str:
        """What the complaint is about, as it is understood now: a correction may have changed it."""
        return str(self.facts["claim"].value)

    @property
    def platform(self) -> str:
        """The platform the order was placed on."""
        return self.opened.platform

    @cached_property
    def stage(self) -> Stage:
        """The stage the case is at."""
        return self._place[0]

    @cached_property
    def turn(self) -> Turn:
        """Whose move it is."""
        return self._place[1]

    @property
    def is_open(self) -> bool:
        """Whether the case still needs somebody."""
        return self.stage is not Stage.CLOSED

    @cached_property
    def clocks(self) -> Mapping[str, ClockSet]:
        """The deadlines that run now, by clock id."""
        running: dict[str, ClockSet] = {}
        for line in self.standing:
            what = line.entry.what
            if isinstance(what, ClockSet):
                running[what.clock] = what
            elif isinstance(what, ClockStopped | ClockMissed):
                running.pop(what.clock, None)
            elif isinstance(what, CaseClosed):
                running.clear()
        return running

    @cached_property
    def _place(self) -> tuple[Stage, Turn]:
        place = (Stage.INQUIRY, Turn.SELLER)
        for line in self.standing:
            place = _moved(line.entry.what) or place
        return place

    def _check_stage(self, what: AnyHappening) -> None:
        place = None if isinstance(what, CaseReopened) else _moved(what)
        if place:
            check_follows(self.stage, place[0])


def _moved(what: AnyHappening) -> tuple[Stage, Turn] | None:
    if isinstance(what, StageMoved):
        return what.stage, what.turn
    if isinstance(what, CaseClosed):
        return Stage.CLOSED, Turn.NOBODY
    if isinstance(what, CaseReopened):
        return Stage.NEGOTIATION, Turn.SELLER
    return None
