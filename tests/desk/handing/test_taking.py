"""Does everybody get the case that is theirs next, and never the same one as somebody else?"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile.entries import CaseTaken
from hejie.desk.access import presence
from hejie.desk.cases import store
from hejie.desk.finding import queue
from hejie.desk.handing import duty, taking
from hejie.desk.handing.planning import Planner
from hejie.desk.models import CaseIndex
from tests.desk.cast import NOON
from tests.desk.handing.test_planning import waits
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture
def three(store_on: None) -> None:
    """Three cases that wait, planned for Ana, who is there alone."""
    for number in (1, 2, 3):
        waits(number, 10 * number)
    hire("ana", "agent", LAMPS)
    hire("ben", "agent", LAMPS)
    duty.come("ana", NOON)
    Planner().renew(NOON)


def takes(name: str) -> str:
    row = taking.take_next(CaseIndex.objects.all(), User.objects.get(username=name), NOON)
    return row.after_sales_id if row else ""


@pytest.mark.usefixtures("three")
def test_the_first_case_of_the_plan_becomes_hers_and_the_story_says_so() -> None:
    assert takes("ana") == "RF000001"
    row = CaseIndex.objects.get(after_sales_id="RF000001")
    assert row.assignee == "ana"
    assert store.load(row.case_id).last(CaseTaken) == CaseTaken("ana")


@pytest.mark.usefixtures("three")
def test_who_just_had_their_case_in_front_of_them_gets_the_next_one() -> None:
    takes("ana")
    assert takes("ana") == "RF000001"  # she has not looked at it yet
    presence.seen(CaseIndex.objects.get(after_sales_id="RF000001").pk, "ana", NOON)
    assert takes("ana") == "RF000002"


@pytest.mark.usefixtures("three")
def test_who_has_nothing_planned_gets_what_nobody_has_yet() -> None:
    assert takes("ben") == "RF000001"
    assert takes("ana") == "RF000002"


@pytest.mark.usefixtures("three")
def test_what_somebody_else_has_in_front_of_them_is_passed_over() -> None:
    presence.seen(CaseIndex.objects.get(after_sales_id="RF000001").pk, "ben", NOON)
    assert takes("ana") == "RF000002"
    assert taking.take_next(CaseIndex.objects.none(), hire("cy", "agent", LAMPS), NOON) is None


@pytest.mark.usefixtures("three")
def test_two_who_reach_for_one_case_get_two_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ben takes the case between Ana's look and her grasp."""
    real, reached = taking.acting.act, list[str]()

    def act(case_id: str, person: object, does: object) -> object:
        if not reached:
            reached.append(case_id)
            takes("ben")
        return real(case_id, person, does)  # type: ignore[arg-type]

    monkeypatch.setattr(taking.acting, "act", act)
    assert takes("ana") == "RF000002"
    assert sorted(CaseIndex.objects.exclude(assignee="").values_list("assignee", flat=True)) == ["ana", "ben"]


@pytest.mark.usefixtures("three")
def test_the_list_of_what_is_next_is_in_the_order_of_the_plan_and_says_why() -> None:
    page = desk_of(User.objects.get(username="ana")).get("/queue?view=next").content.decode()
    assert "逾期多损失 ¥129.00" in page
    assert desk_of(hire("dan", "agent", LAMPS)).post("/queue/next").status_code == 302
    rows = queue.page(CaseIndex.objects.all(), queue.Asked("next"), "ana").rows
    assert [row["after_sales_id"] for row in rows] == ["RF000002", "RF000003"]


@pytest.mark.usefixtures("three")
def test_leafing_through_the_plan_goes_on_from_the_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    first = queue.page(CaseIndex.objects.all(), queue.Asked("next"), "ana")
    second = queue.page(CaseIndex.objects.all(), queue.Asked("next", after=first.next), "ana")
    assert [len(first.rows), len(second.rows), second.next] == [2, 1, ""]
    assert len(queue.page(CaseIndex.objects.all(), queue.Asked("next", after="x~y"), "ana").rows) == 2


def test_where_nothing_is_left_the_page_says_so() -> None:
    waits(1, 10)
    client = desk_of(hire("ana", "agent", LAMPS))
    said = client.post("/queue/next", headers={"HX-Request": "true"})
    assert "没有可取的单了" in said.content.decode()


def test_going_off_duty_is_a_click() -> None:
    waits(1, 10)
    client = desk_of(hire("ana", "agent", LAMPS))
    client.post("/duty", {"present": "no"})
    assert duty.here(timezone.now()) == []
    client.post("/duty", {"present": "yes"})
    assert duty.here(timezone.now() + timedelta(minutes=1)) == ["ana"]
