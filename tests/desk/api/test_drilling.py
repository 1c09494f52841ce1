"""Does a training system read an exercise, hand in what Ana answers, and list the marks for Bo?"""

import pytest

from hejie.desk.models import CaseIndex, DrillMark
from tests.desk.api.office import system_of
from tests.desk.pages.test_drills import lived
from tests.desk.team import LAMPS, SHOES, hire

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.mark.shows("C8")
def test_an_exercise_is_read_answered_once_and_its_mark_is_listed_for_ana_and_for_bo() -> None:
    row = lived()
    ana, bo = system_of(hire("ana", "agent", LAMPS)), system_of(hire("bo", "supervisor", LAMPS))
    address = f"/cases/{row.pk}/drill"
    told = ana.get(address, language="en").json()
    assert "open" in told["parties"]
    assert "陈先生" not in " ".join(told["known"])
    assert told["answers_in"] == "zh-CN"
    said = {"liable": "open", "text": "陈先生，非常抱歉让您久等了，我们正在核实，有结果后告诉您。"}
    answer = ana.post(address, said, key="first")
    assert answer.status_code == 201, answer.content
    points = {one["about"]: one["got"] for one in answer.json()["points"]}
    assert (points["liable"], points["sorry"], points["next"]) == (2, 1, 1)
    assert ana.post(address, said, key="first").headers["Idempotency-Replayed"] == "true"
    assert DrillMark.objects.count() == 1
    for caller, query in ((ana, {}), (bo, {}), (bo, {"person": "ana"})):
        (mark,) = caller.get("/drills/marks", **query).json()
        assert (mark["person"], mark["got"], "陈先生" in mark["text"]) == ("ana", answer.json()["got"], False)
    assert bo.get("/drills/marks", person="cy").json() == []


def test_nobody_reads_the_marks_of_another_shop_or_of_a_colleague() -> None:
    row = lived()
    ana, dan = system_of(hire("ana", "agent", LAMPS)), system_of(hire("dan", "agent", LAMPS))
    cy = system_of(hire("cy", "supervisor", SHOES))
    ana.post(f"/cases/{row.pk}/drill", {"liable": "open"})
    assert dan.get("/drills/marks").json() == cy.get("/drills/marks").json() == []
    assert cy.get(f"/cases/{row.pk}/drill").status_code == 404
    assert cy.post(f"/cases/{row.pk}/drill", {"liable": "open"}).status_code == 404


def test_an_open_case_makes_none_a_wrong_choice_is_refused_and_reading_alone_marks_nothing() -> None:
    row = lived()
    ana = system_of(hire("ana", "agent", LAMPS))
    still_open = CaseIndex.objects.get(after_sales_id="RF000003")
    assert ana.get(f"/cases/{still_open.pk}/drill").status_code == 404
    for said in ({"liable": "moon"}, {"liable": "open", "remedy": "gold"}, {"liable": "open", "claim": "x"}):
        answer = ana.post(f"/cases/{row.pk}/drill", said)
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAmongThem")
    reader = system_of(hire("dan", "agent", LAMPS), "read")
    assert reader.post(f"/cases/{row.pk}/drill", {"liable": "open"}).json()["code"] == "OutOfScope"
    assert not DrillMark.objects.exists()
