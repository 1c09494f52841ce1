"""Can many cases be given in one go, after a look at what will change, and to nobody who must not have them?"""

import pytest
from django.test import Client

from hejie.casefile.entries import CaseClosed, CaseTaken
from hejie.desk.access.people import shops_of
from hejie.desk.acts import bulk
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex, Entry
from tests.desk.cast import ANA, entry, opened
from tests.desk.team import LAMPS, SHOES, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture
def numbers() -> list[int]:
    """One free case, one closed, one that is Ana's, one of another shop."""
    ended = entry(CaseClosed("withdrawn", "误会", "说清楚"), by=ANA)
    files = [
        opened(1),
        opened(2).add(ended),
        opened(3).add(entry(CaseTaken("ana"), by=ANA)),
        opened(4, shop="shoes"),
    ]
    store.open_many(files)
    return list(CaseIndex.objects.order_by("id").values_list("id", flat=True))


def give(client: Client, numbers: list[int], **form: str) -> tuple[int, str]:
    answer = client.post("/queue/given", {"case": numbers, **form}, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_what_would_change_is_shown_first_and_nothing_is_done(numbers: list[int]) -> None:
    before = Entry.objects.count()
    status, page = give(desk_of(hire("ana", "agent", LAMPS)), numbers)
    assert status == 200
    assert "把 3 件中的 1 件交给 ana" in page  # the fourth is not hers to see
    assert "已结案" in page
    assert Entry.objects.count() == before


def test_once_confirmed_each_case_that_changes_hands_gets_its_entry(numbers: list[int]) -> None:
    client = desk_of(hire("ana", "agent", LAMPS))
    status, page = give(client, numbers, confirmed="yes")
    assert (status, "1 件已交给 ana" in page) == (200, True)
    assert list(CaseIndex.objects.order_by("id").values_list("assignee", flat=True)) == ["ana", "", "ana", ""]
    before = Entry.objects.count()
    give(client, numbers, confirmed="yes")
    assert Entry.objects.count() == before


def test_bo_gives_to_ana_but_not_to_whom_the_shop_is_closed(numbers: list[int]) -> None:
    hire("ana", "agent", LAMPS)
    hire("cy", "agent", "taobao:shoes")
    bo = hire("bo", "supervisor", LAMPS)
    assert bulk.colleagues(bo, shops_of(bo)) == ["bo", "ana"]
    assert give(desk_of(bo), numbers, to="ana", confirmed="yes")[0] == 200
    assert CaseIndex.objects.get(id=numbers[0]).assignee == "ana"
    assert give(desk_of(bo), numbers, to="cy", confirmed="yes")[0] == 422


def test_ana_gives_to_nobody_but_herself(numbers: list[int]) -> None:
    ana = hire("ana", "agent", LAMPS)
    hire("bo", "supervisor", LAMPS)
    assert give(desk_of(ana), numbers, to="bo", confirmed="yes")[0] == 422
    assert bulk.colleagues(ana, shops_of(ana)) == ["ana"]


def test_a_case_of_a_shop_the_other_does_not_work_for_stays(numbers: list[int]) -> None:
    ana = hire("ana", "agent", LAMPS)
    planned = bulk.plan(CaseIndex.objects.filter(shop_key=SHOES), ana)
    assert [one.left_because for one in planned] == ["other_shop"]
