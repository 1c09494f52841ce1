"""How do people answer exercises: what is theirs measured by, one person over time, a crew scene by scene?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import QuerySet
from msgspec import structs, to_builtins

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactAsked
from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.acts.proofreading import carried
from hejie.desk.models import CaseIndex, DrillMark
from hejie.learning import drills
from hejie.learning.drills import Answer, Drill
from hejie.learning.marks import Mark
from hejie.learning.written import Measure
from hejie.negotiation.drafting import buyer_language
from hejie.negotiation.situation import situation

SHOWN, READ = 30, 2000
LONGEST = 4000  # signs of a written answer
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


def marked(file: CaseFile, drill: Drill, answer: Answer) -> Mark:
    """Return the mark of an answer, what was written in it measured by the case as it stood then."""
    return drills.mark(drill, answer, rules=house.rules(), measure=_measure(drills.before(file)))


def answers_in(file: CaseFile) -> str:
    """Return the language in which the buyer is answered."""
    return buyer_language(file, house.rules())


def _measure(file: CaseFile) -> Measure:
    language, at = answers_in(file), file.lines[-1].entry.at
    asked = (one.name for one in file.all(FactAsked) if one.of is Role.BUYER)
    unknown = (
        name for name in dict.fromkeys(asked) if name not in file.facts or not file.facts[name].has_value
    )
    return Measure(language, file.platform, situation(file), carried(file, language, at), tuple(unknown))


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
        answer=to_builtins(structs.replace(answer, text=drills.without_person(answer.text, row.buyer))),
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
    found = [_of_kind(key, rows) for key, rows in told.items()]
    return sorted(found, key=lambda one: (one.last, one.person, one.platform, one.claim))


def crew(shops: Sequence[str]) -> list[Scene]:
    """Return how the people of some shops did, by the newest marks."""
    rows = DrillMark.objects.filter(shop_key__in=shops).select_related("person").order_by("-id")[:READ]
    return scenes(rows)


def written(shops: Sequence[str]) -> list[DrillMark]:
    """Return the newest answers of some shops in which something was written."""
    rows = DrillMark.objects.filter(shop_key__in=shops).select_related("person").order_by("-id")[:READ]
    return [row for row in rows if row.answer.get("text")][:SHOWN]


def share(mark: DrillMark) -> int:
    """Return how many percent of the points were got."""
    return round(_ALL * mark.got / mark.of) if mark.of else 0


def _of_kind(key: tuple[str, str, str], rows: Sequence[DrillMark]) -> Scene:
    missed = Counter(part for row in rows for part in row.missed)
    return Scene(
        *key, len(rows), share(rows[0]), share(rows[-1]), tuple(part for part, _ in missed.most_common())
    )
