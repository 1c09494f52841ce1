"""How did people answer exercises: one person over time, and a crew scene by scene, with what to coach?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import QuerySet
from msgspec import to_builtins

from hejie.desk.models import CaseIndex, DrillMark
from hejie.learning.drills import Answer, Mark

SHOWN, READ = 30, 2000
_ALL = 100


class Scene(NamedTuple):
    """How exercises of one kind went for one person: the first and last share, and what is missed most often."""

    person: str
    platform: str
    claim: str
    times: int
    first: int
    last: int
    missed: tuple[str, ...]

    @property
    def to_coach(self) -> bool:
        """Whether the last answer still missed something."""
        return self.last < _ALL


def keep(person: User, row: CaseIndex, answer: Answer, marked: Mark, *, at: datetime) -> DrillMark:
    """Keep how an exercise was answered."""
    return DrillMark.objects.create(
        person=person,
        shop_key=row.shop_key,
        case_id=row.case_id,
        platform=row.platform,
        claim=row.claim,
        got=sum(point.got for point in marked.points),
        of=sum(point.of for point in marked.points),
        missed=[point.about for point in marked.points if point.got < point.of],
        answer=to_builtins(answer),
        at=at,
    )


def marks_of(person: User, shops: Sequence[str]) -> QuerySet[DrillMark]:
    """Return a person's own marks in their shops, the newest first."""
    return DrillMark.objects.filter(person=person, shop_key__in=shops).order_by("-id")


def scenes(marks: Iterable[DrillMark]) -> list[Scene]:
    """Return how each person did in each kind of case, whoever has most to learn first."""
    told: dict[tuple[str, str, str], list[DrillMark]] = {}
    for mark in sorted(marks, key=lambda one: one.pk):
        told.setdefault((mark.person.get_username(), mark.platform, mark.claim), []).append(mark)
    found = [_scene(key, rows) for key, rows in told.items()]
    return sorted(found, key=lambda one: (one.last, one.person, one.platform, one.claim))


def crew(shops: Sequence[str]) -> list[Scene]:
    """Return how the people of some shops did, by the newest marks."""
    rows = DrillMark.objects.filter(shop_key__in=shops).select_related("person").order_by("-id")[:READ]
    return scenes(rows)


def share(mark: DrillMark) -> int:
    """Return how many percent of the points were got."""
    return round(_ALL * mark.got / mark.of) if mark.of else 0


def _scene(key: tuple[str, str, str], rows: Sequence[DrillMark]) -> Scene:
    missed = Counter(part for row in rows for part in row.missed)
    return Scene(
        *key, len(rows), share(rows[0]), share(rows[-1]), tuple(part for part, _ in missed.most_common())
    )
