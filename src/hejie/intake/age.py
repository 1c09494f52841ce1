"""Is a row of a file older than what the platform told since, though most exports have no time of change?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.facts import Fact
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage
from hejie.intake.notice import Notice
from hejie.intake.reports import (
    Platforms,
    is_of_order,
    last_reported,
    moved_by_platform,
    of_complaint,
    place_of,
    reports,
)

CLOSED, BEHIND = "closed", "behind"
# The way of a complaint as long as the platform keeps out of it; once it is in, a case may go on from anywhere.
_WAY = (Stage.INQUIRY, Stage.NEGOTIATION, Stage.AWAITING_RETURN, Stage.RETURN_INSPECTION, Stage.CLOSED)
_TOLD_OF_ITSELF = "reported_at"


def older(file: CaseFile, notice: Notice, *, rules: Platforms) -> str:
    """Return CLOSED for a row that would reopen what the platform closed, BEHIND for one that tells an earlier state.

    Empty for a row that may be followed. A file may lie around for weeks, so a row has to show that it is newer: by a
    later time of change, or, for a case that is open, by any time later than all that was told. Without one it is old
    if it says to the letter what was said before and changed since, or if it takes the case back on its way.
    """
    if notice.is_order:
        return ""
    last = last_reported(file)
    if last and notice.received_at and notice.received_at > last:
        return ""
    place, moved = place_of(notice, rules), moved_by_platform(file, notice)
    before = moved[-1][0] if moved else None
    if place is None or before is None or place == moved[-1]:
        return ""
    if before is Stage.CLOSED and file.stage is Stage.CLOSED:
        return CLOSED
    if last and notice.received_at and notice.received_at < last:
        return BEHIND
    back = before in _WAY and place[0] in _WAY and _WAY.index(place[0]) < _WAY.index(before)
    return BEHIND if (back or _was_said(file, notice)) and not _has_news(file, notice) else ""


def _was_said(file: CaseFile, notice: Notice) -> bool:
    """Tell whether the platform told the same row before the last thing it told."""
    told: dict[str, str] = {}
    same = []
    for report in of_complaint(file):
        told.update(report.native)
        same.append(all(told.get(name) == word for name, word in notice.native.items()))
    return any(same[:-1])


def _has_news(file: CaseFile, notice: Notice) -> bool:
    """Tell whether a row carries a time that is later than all those told before."""
    told = _newest(fact for report in reports(file) for fact in report.facts if not is_of_order(fact))
    now = _newest(notice.facts)
    return now is not None and (told is None or now > told)


def _newest(facts: Iterable[Fact]) -> datetime | None:
    times = (
        fact.value.at for fact in facts if isinstance(fact.value, Moment) and fact.name != _TOLD_OF_ITSELF
    )
    return max(times, default=None)
