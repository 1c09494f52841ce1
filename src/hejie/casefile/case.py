"""What does the whole case say now: its facts, stage, clocks and last decisions?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
)
from hejie.casefile.facts import Fact, FactState
from hejie.casefile.proven import START, Place, counted, moved, stated
from hejie.casefile.stages import Stage, Turn, check_follows

H = TypeVar("H")


class NotOpened(ValueError):
    """A case file whose first entry is not its opening."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f"The case {case_id!r} has no opening, so nobody knows whose complaint it is. "
            "Its first entry must be CaseOpened."
        )


class OpenedTwice(ValueError):
    """A second opening in a case that has one."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f"The case {case_id!r} is open already, and a second opening would hide the first. "
            "Add what is new as PlatformReported or FactStated."
        )


class NothingToReopen(ValueError):
    """A reopening of a case that was not closed."""

    def __init__(self, now: Stage) -> None:
        super().__init__(
            f"The case is at {now.value}, not closed, so there is nothing to reopen and its stage would jump. "
            "Move it to the stage it should be at."
        )


class NothingToCorrect(ValueError):
    """A correction that names no earlier entry, or the opening that everything else rests on."""

    def __init__(self, seq: int, last: int) -> None:
        super().__init__(
            f"Entry {seq} cannot be taken back: a correction names one of the entries 2 to {last}, since entry 1 is "
            "the opening and the case would be nobody's. Correct a wrong opening by stating the right facts."
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
        """Return the file with these entries added.

        Raises NotOpened, OpenedTwice, StageCannotFollow, NothingToReopen or NothingToCorrect, and then adds none.
        """
        if not entries:
            return self
        lines, place = list(self.lines), self._place
        for entry in entries:
            self._check(entry.what, lines, place[0])
            lines.append(follow(lines[-1] if lines else None, entry))
            place = _place_after(entry.what, lines, place)
        file = CaseFile(self.case_id, lines)
        file._place = (
            place  # carried along, so that adding one by one does not read the file from its start each time
        )
        return file

    def verify(self) -> None:
        """Raise ChainBroken if any line was changed since it was written."""
        check(self.lines)

    @cached_property
    def standing(self) -> tuple[Line, ...]:
        """The lines that count: those that no correction took back."""
        taken_back = _taken_back(self.lines)
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
        facts.update((fact.name, fact) for fact in counted(line.entry for line in self.standing))
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
    def _place(self) -> Place:
        return _place_of(self.standing)

    def _check(self, what: AnyHappening, before: list[Line], stage: Stage) -> None:
        if isinstance(what, CaseOpened) != (not before):
            raise OpenedTwice(self.case_id) if before else NotOpened(self.case_id)
        if isinstance(what, EntryCorrected) and not 1 < what.seq <= len(before):
            raise NothingToCorrect(what.seq, len(before))
        if isinstance(what, CaseReopened):
            if stage is not Stage.CLOSED:
                raise NothingToReopen(stage)
        elif place := moved(what):
            check_follows(stage, place[0])


def _taken_back(lines: Sequence[Line]) -> set[int]:
    # Last first, so that a correction which was itself corrected takes nothing back.
    gone: set[int] = set()
    for line in reversed(lines):
        what = line.entry.what
        if isinstance(what, EntryCorrected) and line.seq not in gone and what.seq < line.seq:
            gone.add(what.seq)
    return gone


def _place_after(what: AnyHappening, lines: Sequence[Line], before: Place) -> Place:
    if isinstance(what, EntryCorrected):
        taken_back = _taken_back(lines)
        return _place_of(line for line in lines if line.seq not in taken_back)
    return moved(what) or before


def _place_of(standing: Iterable[Line]) -> Place:
    place = START
    for line in standing:
        place = moved(line.entry.what) or place
    return place
