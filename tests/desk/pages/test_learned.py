"""Does Bo see what the desk learned from his team, and switch it off; and does Ana correct it on the page of a case?"""

import pytest

from hejie.casefile.entries import Entry, MessageReceived
from hejie.casefile.parties import Actor, Role
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex, ClassCorrection, ClassReader
from tests.desk.cast import NOON, opened
from tests.desk.team import LAMPS, SHOES, desk_of, do, hire

pytestmark = pytest.mark.usefixtures("store_on")


def complained() -> CaseIndex:
    """A stored case with words of Chen's."""
    said = MessageReceived(Role.BUYER, "灯罩摸着扎手，边上全是毛刺", "zh-CN")
    file = opened(1).add(Entry(NOON, Actor("buyer"), said))
    store.open_many([file, opened(2, shop="shoes")])
    return CaseIndex.objects.get(case_id=file.case_id)


def test_ana_corrects_the_class_and_bo_sees_it_and_switches_it_off() -> None:
    row, bo = complained(), desk_of(hire("bo", "supervisor", LAMPS))
    ana = desk_of(hire("ana", "agent", LAMPS))
    assert (
        "投诉类型不对" in ana.get(f"/cases/{row.id}", headers={"Accept-Language": "zh-Hans"}).content.decode()
    )
    assert do(ana, row, "facts", name="claim", value="service", said_by="agent") == 200
    assert store.load(row.case_id).claim == "service"
    assert ClassCorrection.objects.get().now == "service"
    page = bo.get("/corrections", headers={"Accept-Language": "zh-Hans"}).content.decode()
    assert "服务态度" in page
    reader = ClassReader.objects.get()
    bo.post(f"/corrections/{reader.id}/switch", {"on": "no"})
    reader.refresh_from_db()
    assert (reader.on, reader.switched_by) == (False, "bo")
    assert "已停用" in bo.get("/corrections", headers={"Accept-Language": "zh-Hans"}).content.decode()


def test_an_agent_and_the_supervisor_of_another_shop_cannot() -> None:
    complained()
    reader = ClassReader.objects.create(shop_key=LAMPS, language="zh")
    assert desk_of(hire("ana", "agent", LAMPS)).get("/corrections").status_code == 403
    other = desk_of(hire("eve", "supervisor", SHOES))
    assert LAMPS not in other.get("/corrections").content.decode()
    assert other.post(f"/corrections/{reader.id}/switch", {"on": "no"}).status_code == 404


def test_bo_sees_which_scripts_were_sent_in_what_was_closed() -> None:
    row, bo = complained(), desk_of(hire("bo", "supervisor", LAMPS))
    assert (
        do(bo, row, "messages", text="您好，我们马上核实。", language="zh-CN", script="general.settled")
        == 200
    )
    assert do(bo, row, "closing", outcome="refunded", cause="快递", lesson="加固") == 200
    page = bo.get("/corrections", headers={"Accept-Language": "zh-Hans"}).content.decode()
    assert "<code>general.settled</code>" in page
