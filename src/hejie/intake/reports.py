"""What did the platform tell of a case so far, in which words, and where did it put the case?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseOpened, PlatformReported, StageMoved
from hejie.casefile.facts import Fact
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn
from hejie.intake.notice import ORDER_SOURCE, Notice
from hejie.rulebook.handbook import Platform
from hejie.rulebook.mistakes import NoSuch

Place = tuple[Stage, Turn]


class Platforms(Protocol):
    """What intake asks of the rulebook: the data of a platform's folder."""

    def platform(self, platform: str, /) -> Platform:
        """Return the folder of a platform; raise NoSuch."""


def place_of(notice: Notice, rules: Platforms) -> Place | None:
    """Return the stage and turn that a notice tells of, or None where nobody knows what its status means."""
    if notice.stage is not None:
        return notice.stage, notice.turn or (Turn.NOBODY if notice.stage is Stage.CLOSED else Turn.SELLER)
    try:
        status = rules.platform(notice.platform).statuses.get(notice.status)
    except NoSuch:
        return None
    return (Stage(status.stage), Turn(status.turn)) if status else None


def reports(file: CaseFile) -> Iterator[CaseOpened | PlatformReported]:
    """Yield what the platform told, oldest first: how the case was opened, and each report since."""
    for line in file.standing:
        if isinstance(line.entry.what, CaseOpened | PlatformReported):
            yield line.entry.what


def of_complaint(file: CaseFile) -> Iterator[CaseOpened | PlatformReported]:
    """Yield what the platform told of the complaint itself, oldest first; what came with its order is left out."""
    return (report for report in reports(file) if not any(map(is_of_order, report.facts)))


def is_of_order(fact: Fact) -> bool:
    """Tell whether a fact came with an export of orders."""
    return fact.source.startswith(ORDER_SOURCE)


def last_reported(file: CaseFile) -> datetime | None:
    """Return the newest time of change that the platform gave itself, or None."""
    times = [f.value for report in reports(file) for f in report.facts if f.name == "reported_at"]
    last = times[-1] if times else None
    return last.at if isinstance(last, Moment) else None


def native_words(file: CaseFile) -> dict[str, str]:
    """Return the platform's own words, column by column, as they stand after all it told."""
    words: dict[str, str] = {}
    for report in of_complaint(file):
        words.update(report.native)
    return words


def moved_by_platform(file: CaseFile, notice: Notice) -> list[Place]:
    """Return where the platform put the case, oldest first."""
    return [
        (what.stage, what.turn)
        for what in file.all(StageMoved)
        if what.because.startswith(f"{notice.platform}:") or what.because == notice.platform
    ]
