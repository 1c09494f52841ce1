"""Can Bo say on a page who speaks what and works when, and do cases go by it?"""

import pytest

from hejie.desk import house
from hejie.desk.handing import duty
from tests.desk.cast import NOON
from tests.desk.pages.test_habits import kept, weighed
from tests.desk.team import desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")
ANA = {"kind": "people", "person": ["ana"], "ana.languages": ["es"], "ana.most": "7", "claim.size": "fitting"}


@pytest.mark.shows("V7")
def test_bo_writes_anas_languages_and_load_and_cases_are_handed_out_by_them() -> None:
    hire("ana", "agent")
    bo = desk_of(hire("bo", "supervisor"))
    assert "ana" in bo.get("/habits/people").content.decode()
    page, _ = weighed(bo, **ANA)
    assert "line by line" in page or "逐行" in page
    assert kept(bo, **ANA).headers["Location"] == "/habits"
    (ana,) = duty.team(["ana"], NOON)
    assert (ana.languages, ana.most) == (("es",), 7)
    assert house.rules().dispatching.skills["size"] == ("fitting",)


def test_what_cannot_stand_there_is_told_on_the_same_page_and_agents_may_not_look() -> None:
    bo, ana = desk_of(hire("bo", "supervisor")), desk_of(hire("ana", "agent"))
    answer = bo.post("/habits/wishes", ANA | {"ana.most": "viele"})
    assert answer.status_code == 422
    assert "viele" in answer.content.decode()
    assert 'name="ana.most"' in answer.content.decode()
    assert ana.get("/habits/people").status_code == 403
