"""Which case does this person work on next, and how does it become theirs though others reach for it too?"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.models import User

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening
from hejie.desk.access import people, presence
from hejie.desk.acts import acting, holding
from hejie.desk.finding.queue import Cases, meant_for
from hejie.desk.handing import duty
from hejie.desk.handing.planning import needs_of
from hejie.desk.models import CaseIndex, Looking
from hejie.dispatch.assigning import fits

PASSED_OVER = timedelta(minutes=30)  # of one's own cases: who just had one in front of them wants another
TRIES = 20


class TakenMeanwhile(ValueError):
    """A case that somebody else took a moment before."""

    def __init__(self, by: str) -> None:
        self.said = by
        super().__init__(
            f"{by} took this case a moment ago, and two answers would contradict each other. Take the next one, or "
            "take this one over if you must."
        )


def take_next(cases: Cases, person: User, now: datetime) -> CaseIndex | None:
    """Give a person the first case that is theirs to take, and return it; None where there is none.

    Their own cases come in their turn too, unless they just had them in front of them. What somebody else looks at is
    passed over. If two reach for one case, one gets it and the other the next.
    """
    name = person.get_username()
    for row in _candidates(cases, person, now):
        if row.assignee == name:
            return row
        try:
            acting.act(row.case_id, person, partial(_taken, name, row.assignee))
        except TakenMeanwhile:
            continue
        row.refresh_from_db()
        return row
    return None


def _candidates(cases: Cases, person: User, now: datetime) -> list[CaseIndex]:
    name = person.get_username()
    looked = Looking.objects.filter(at__gt=now - PASSED_OVER).values_list("case", "person", "at")
    passed = {case for case, who, _at in looked if who == name}
    taken = {case for case, who, at in looked if who != name and at > now - presence.GONE}
    planned = cases.filter(planned__isnull=False).order_by("planned__place", "id")
    mine = planned.filter(meant_for(name)).exclude(id__in=taken)
    found = list(mine.exclude(id__in=[*passed], assignee=name)[:TRIES])
    if found:
        return found
    # Nothing is left that is meant for them: what nobody has yet and they could do, whomever it was meant for.
    me = duty.agent(person, [shop.key for shop in people.shops_of(person)], 0, now)
    free = planned.filter(queue="due", assignee="").exclude(id__in=taken)[: TRIES * TRIES]
    return [row for row in free if fits(needs_of(vars(row)), me)][:TRIES]


def _taken(name: str, held: str, file: CaseFile) -> list[AnyHappening]:
    if not file.is_open or holding.holder(file) != held:
        raise TakenMeanwhile(holding.holder(file))
    return [holding.took(file, name)]
