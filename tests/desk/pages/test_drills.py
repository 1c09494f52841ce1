"""Does a closed case teach Ana: she says what she would do, and hears what the rules say?"""

from datetime import timedelta

import pytest

from hejie.casefile.entries import CaseClosed, OfferMade
from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex, DrillMark
from tests.desk.cast import ANA, NOON, entry, late, opened
from tests.desk.team import LAMPS, SHOES, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


def lived() -> CaseIndex:
    """A lamp that was scanned far too late: judged, paid for and closed."""
    file = late(1, 9)
    file = file.add(*house.following(file, (), at=NOON))
    ending = (
        OfferMade("refund", Money(12900, "CNY")),
        CaseClosed("refunded", "仓库积压", "大促前加班次", Money(12900, "CNY")),
    )
    file = file.add(*(entry(what, by=ANA, at=NOON + timedelta(hours=1)) for what in ending))
    store.open_many([file, opened(2, shop="shoes"), opened(3)])
    return CaseIndex.objects.get(case_id=file.case_id)


@pytest.mark.shows("C8")
def test_ana_answers_a_closed_case_and_is_marked_by_what_the_rules_said() -> None:
    row, ana = lived(), desk_of(hire("ana", "agent", LAMPS))
    address = f"/cases/{row.pk}/drill"
    assert address in ana.get("/drills").content.decode()
    assert address in ana.get(f"/cases/{row.pk}/background").content.decode()
    page = ana.get(address).content.decode()
    assert "仓库积压" not in page  # how it ended is the answer
    assert "陈先生" not in page
    early = ana.post(address, {"liable": "buyer"}).content.decode()
    assert "事实还不够" in early
    assert "先问这些更要紧" in early
    right = ana.post(address, {"liable": "open"}).content.decode()
    assert "责任判对" in right
    assert "大促前加班次" in right


def test_an_answer_that_names_nobody_is_asked_for_again() -> None:
    row = lived()
    answer = desk_of(hire("ana", "agent", LAMPS)).post(f"/cases/{row.pk}/drill", {"liable": "the moon"})
    assert answer.status_code == 422


def test_an_open_case_is_no_exercise_and_another_shop_s_neither() -> None:
    row = lived()
    ana, cy = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("cy", "agent", SHOES))
    still_open = CaseIndex.objects.get(after_sales_id="RF000003")
    assert ana.get(f"/cases/{still_open.pk}/drill").status_code == 404
    assert cy.get(f"/cases/{row.pk}/drill").status_code == 404
    assert f"/cases/{row.pk}/drill" not in cy.get("/drills").content.decode()


@pytest.mark.shows("C8")
def test_marks_are_kept_ana_sees_her_own_and_bo_whom_to_coach_in_what() -> None:
    row = lived()
    person = hire("ana", "agent", LAMPS)
    ana, bo = desk_of(person), desk_of(hire("bo", "supervisor", LAMPS))
    cy = desk_of(hire("cy", "supervisor", SHOES))
    ana.post(f"/cases/{row.pk}/drill", {"liable": "buyer"})
    ana.post(f"/cases/{row.pk}/drill", {"liable": "open"})
    ana.post(f"/cases/{row.pk}/drill", {"liable": "the moon"})
    assert [(one.got, one.of, one.missed) for one in DrillMark.objects.order_by("id")] == [
        (0, 4, ["liable", "ask"]),
        (2, 4, ["ask"]),
    ]
    page = ana.get("/drills").content.decode()
    assert "50%" in page
    assert "先问什么" in page
    assert "团队各场景" not in page
    page = bo.get("/drills").content.decode()
    assert page.index("<b>ana</b>") > page.index("团队各场景")
    assert "<b>ana</b>" not in cy.get("/drills").content.decode()
    person.delete()
    assert not DrillMark.objects.exists()


@pytest.mark.shows("C8", "P1")
def test_ana_writes_to_the_buyer_is_marked_for_it_and_bo_reads_what_she_wrote() -> None:
    row = lived()
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    address = f"/cases/{row.pk}/drill"
    assert "现在给买家怎么写" in ana.get(address).content.decode()
    rude = ana.post(
        address, {"liable": "open", "text": "陈先生，这是您自己的问题，加我微信 abc12345"}
    ).content.decode()
    assert "这样不能发出" in rude
    assert "没有道歉" in rude
    assert "系统当时会这样写" in rude
    kind = "非常抱歉让您久等了。我们正在核实这笔订单，有结果后马上告诉您，今天18:00前答复。"
    assert "先道了歉" in ana.post(address, {"liable": "open", "text": kind}).content.decode()
    first, second = DrillMark.objects.order_by("id")
    assert {"words", "sorry"} <= set(first.missed)
    assert "陈先生" not in first.answer["text"]
    assert second.got > first.got
    page = bo.get("/drills").content.decode()
    assert "非常抱歉让您久等了" in page
    assert "非常抱歉让您久等了" not in ana.get("/drills").content.decode().partition("</main>")[2]
