"""Which causes ended in most cases and most money?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed


class Cause(Struct, frozen=True):
    """A cause with its weight: how many closed cases it ended in, and their cost by currency, in minor units."""

    platform: str
    claim: str
    cause: str
    cases: int
    cost: dict[str, int]
    lessons: tuple[str, ...]


def count_causes(files: Iterable[CaseFile]) -> tuple[Cause, ...]:
    """Return the causes of the closed cases, most frequent first; a case counts by its last closing."""
    groups: dict[tuple[str, str, str], list[CaseClosed]] = defaultdict(list)
    for file in files:
        closed = file.last(CaseClosed)
        if closed and not file.is_open:
            groups[file.platform, file.claim, closed.cause.strip()].append(closed)
    causes = (_weigh(*key, closings) for key, closings in groups.items())
    return tuple(sorted(causes, key=lambda cause: (-cause.cases, cause.platform, cause.claim, cause.cause)))


def _weigh(platform: str, claim: str, cause: str, closings: list[CaseClosed]) -> Cause:
    cost: dict[str, int] = defaultdict(int)
    for closed in closings:
        if closed.cost:
            cost[closed.cost.currency] += closed.cost.minor
    lessons = tuple(dict.fromkeys(closed.lesson for closed in closings))
    return Cause(platform, claim, cause, len(closings), dict(cost), lessons)
