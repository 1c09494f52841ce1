"""Is a change of the team's rules weighed on the page, kept with its reason, and in force for whoever acts next?"""

import re
from typing import Any

import pytest
from django.test import Client

from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.habits import keeping
from hejie.desk.models import CaseIndex, HabitChange
from tests.desk.cast import NOON, opened
from tests.desk.team import LAMPS, desk_of, do, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
HIDDEN = re.compile(r'name="(edits|base)" value="([^"]*)"')
PARTIAL = "team.partial.agent.cny"


def weighed(client: Client, **form: Any) -> tuple[str, dict[str, str]]:
    """The page that weighs a change, and what its form carries."""
    answer = client.post("/habits/wishes", form)
    page = answer.content.decode()
    return page, dict(HIDDEN.findall(page))


def kept(client: Client, why: str = "试一个月", **form: Any) -> Any:
    _, carried = weighed(client, **form)
    return client.post("/habits/changes", carried | {"why": why})


def test_a_limit_is_lowered_and_the_next_offer_waits_for_approval() -> None:
    file = opened(1)
    store.open_many([file.add(*house.following(file, (), at=NOON)), opened(2, shop="shoes")])
    row = CaseIndex.objects.get(shop_key=LAMPS)
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    page, carried = weighed(bo, kind="numbers", **{PARTIAL: "1.00", "team.refund.agent.cny": "1.00"})
    assert "¥50.00" in page
    assert "¥1.00" in page
    assert "现须申请审批" in page
    assert house.rules().parameter(PARTIAL, on=NOON.date()) == 5000
    assert bo.post("/habits/changes", carried | {"why": " "}).status_code == 422
    assert bo.post("/habits/changes", carried | {"why": "退款太多"}).headers["Location"] == "/habits"
    assert do(ana, row, "offers", remedy="partial_refund", gives="20.00") == 200
    row.refresh_from_db()
    assert row.approval_of == "supervisor"
    page = bo.get("/habits").content.decode()
    assert 'value="1.00"' in page
    assert "退款太多" in bo.get("/habits/changes").content.decode()
    assert "退款太多" in bo.get(f"/habits/changes/{keeping.number_now()}").content.decode()


def test_what_nobody_weighed_is_not_kept() -> None:
    bo, root = desk_of(hire("bo", "supervisor")), desk_of(hire("root", "admin"))
    _, carried = weighed(bo, kind="numbers", **{PARTIAL: "1.00"})
    forged = carried | {"edits": '{"team/rules/own.yaml": "rules: []"}', "why": "x"}
    assert bo.post("/habits/changes", forged).status_code == 422
    assert root.post("/habits/changes", carried | {"why": "x"}).status_code == 422
    assert bo.post("/habits/changes", carried | {"why": "x", "base": "7"}).status_code == 422
    assert not HabitChange.objects.exists()


def test_nobody_s_own_limit_is_lifted_without_a_second_person() -> None:
    bo, root = desk_of(hire("bo", "supervisor")), desk_of(hire("root", "admin"))
    page, _ = weighed(bo, kind="numbers", **{"team.refund.supervisor.cny": "90000"})
    assert "提高了本角色的额度" in page
    kept(bo, kind="numbers", **{"team.refund.supervisor.cny": "90000"})
    row = HabitChange.objects.get()
    assert row.state == "waiting"
    assert "bo 提出改动" in root.get("/habits").content.decode()
    assert bo.post(f"/habits/changes/{row.pk}/answer", {"granted": "yes"}).status_code == 422
    assert root.post(f"/habits/changes/{row.pk}/answer", {"granted": "yes"}).status_code == 302
    assert house.rules().definitions.params["team.refund.supervisor.cny"].values[-1].value == 9_000_000


def test_a_waiting_change_is_refused() -> None:
    bo, root = desk_of(hire("bo", "supervisor")), desk_of(hire("root", "admin"))
    kept(bo, kind="numbers", **{"team.refund.supervisor.cny": "90000"})
    root.post(f"/habits/changes/{HabitChange.objects.get().pk}/answer", {"granted": "no"})
    assert HabitChange.objects.get().state == "refused"
    assert keeping.number_now() == 0


def test_a_standing_order_is_switched_on_in_one_s_own_name() -> None:
    two_shops()
    bo = desk_of(hire("bo", "supervisor"))
    kept(bo, kind="orders", **{"extend_in_time.on": "yes", "extend_in_time.platform": ["taobao"]})
    order = next(one for one in house.rules().dispatching.orders if one.id == "extend_in_time")
    assert (order.on, order.by, order.platforms) == (True, "bo", ("taobao",))


def test_hours_are_kept_and_what_is_none_is_told() -> None:
    bo = desk_of(hire("bo", "supervisor"))
    kept(bo, kind="hours", **{"CN.call.from": "10", "CN.call.to": "18"})
    assert house.rules().contact.hours["CN"].workday["call"] == (10, 18)
    answer = bo.post("/habits/wishes", {"kind": "hours", "CN.call.from": "noon", "CN.call.to": "18"})
    assert answer.status_code == 422
    assert "noon" in answer.content.decode()


def test_an_administrator_writes_a_file_and_a_mistake_in_it_is_told_with_its_line() -> None:
    root, bo = desk_of(hire("root", "admin")), desk_of(hire("bo", "supervisor"))
    text = "params:\n  team.refused_offers: {values: {2026-11-01: x}}\n"
    answer = root.post("/habits/wishes", {"kind": "file", "name": "team/rules/own.yaml", "text": text})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "team/rules/own.yaml:2" in page
    assert "refused_offers: {values" in page
    kept(root, kind="file", name="team/rules/own.yaml", text=text.replace("x}", "5}"))
    assert house.rules().parameter("team.refused_offers", on=NOON.date()) == 5
    assert "team/rules/own.yaml" in root.get("/habits/files").content.decode()
    assert bo.post("/habits/wishes", {"kind": "file", "name": "team/a.yaml", "text": "a"}).status_code == 404
    assert root.get("/habits/files?name=../secret-key").status_code == 404


def test_rules_that_contradict_each_other_cannot_be_kept() -> None:
    from tests.desk.habits.test_weighing import CONTRADICTION  # the same two rules

    root = desk_of(hire("root", "admin"))
    page, carried = weighed(root, kind="file", name="team/rules/own.yaml", text=CONTRADICTION)
    assert "team.own.other" in page
    assert re.search(r'class="btn btn-primary" disabled', page)
    answer = root.post("/habits/changes", carried | {"why": "x"})
    assert answer.status_code == 422
    assert not HabitChange.objects.exists()


def test_an_older_version_and_the_shipped_rules_are_gone_back_to() -> None:
    root = desk_of(hire("root", "admin"))
    kept(root, kind="numbers", **{PARTIAL: "1.00"})
    first = keeping.number_now()
    kept(root, kind="numbers", **{PARTIAL: "2.00"})
    kept(root, kind="version", number=str(first), why="回到从前")
    assert house.rules().definitions.params[PARTIAL].values[-1].value == 100
    kept(root, kind="version", number="0")
    assert house.rules().definitions.params[PARTIAL].values[-1].value == 5000
    assert keeping.files_now() == {}
    assert root.post("/habits/wishes", {"kind": "version", "number": "999"}).status_code == 404
    assert root.post("/habits/wishes", {"kind": "version", "number": "0"}).status_code == 422
    assert root.post("/habits/wishes", {"kind": "nonsense"}).status_code == 404
