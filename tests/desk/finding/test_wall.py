"""Does the wall count what stands in the index, for supervisors, in a constant number of queries?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.casefile.entries import ApprovalAsked, CaseClosed, CaseTaken, ClockStopped, Happening
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.finding import wall
from hejie.desk.models import CaseIndex
from tests.desk.cast import ANA, CLAUSE, NOON, entry, opened
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def case(number: int, *happened: Happening) -> None:
    store.open_many([opened(number).add(*(entry(what, by=ANA) for what in happened))])


def looked_at(now: datetime = NOON) -> wall.Wall:
    return wall.wall(CaseIndex.objects.all(), now)


def test_open_cases_stand_in_the_span_of_their_clock() -> None:
    case(1)
    case(2, ClockStopped("reply"))
    case(3, CaseClosed("withdrawn", "误会", "说清楚"))
    due = NOON + timedelta(days=2)
    for before, name in ((-1, "over"), (1, "critical"), (7, "soon"), (23, "near"), (40, "far")):
        cases = {bucket.name: bucket.cases for bucket in looked_at(due - timedelta(hours=before)).buckets}
        assert cases[name] == 1, name
        assert cases["none"] == 1
        assert sum(cases.values()) == 2


def test_the_last_day_is_told_by_the_hour_and_the_people_by_what_they_have() -> None:
    case(1, CaseTaken("ana"))
    case(2, CaseTaken("ana"), CaseClosed("withdrawn", "误会", "说清楚"))
    case(3)
    told = looked_at(NOON + timedelta(minutes=10))
    assert len(told.hours) == wall.HOURS
    assert (told.hours[-1].opened, told.hours[-1].closed) == (3, 1)
    assert [(load.name, load.open, load.closed) for load in told.loads] == [("", 1, 0), ("ana", 1, 1)]


def test_what_waits_for_approval_is_counted_and_what_is_at_stake_added_up() -> None:
    case(1, ApprovalAsked("refund_only", Money(100, "CNY"), Role.SUPERVISOR, CLAUSE))
    CaseIndex.objects.update(stake_minor=500, currency="CNY")
    told = looked_at()
    assert told.waiting == 1
    assert told.stakes == (("CNY", 500),)


def test_many_cases_cost_as_many_queries_as_one() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            looked_at()
        return len(queries)

    case(1)
    few = asked()
    store.open_many([opened(number) for number in range(2, 40)])
    assert asked() == few <= 7


def test_only_those_who_lead_see_the_wall() -> None:
    store.open_many([opened(1)])
    CaseIndex.objects.update(opened_at=datetime.now(UTC))
    assert desk_of(hire("ana", "agent", LAMPS)).get("/wall").status_code == 403
    page = desk_of(hire("bo", "supervisor", LAMPS)).get("/wall").content.decode()
    assert "<rect" in page
    assert " style=" not in page
