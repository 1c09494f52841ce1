"""Does Bo see what buyers are taken to accept, let it be learned, weigh it, switch it on and go back?"""

import re
from typing import Any

import pytest
from django.test import Client

from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.models import HabitChange, Noted
from tests.desk.habits.hands import bargained
from tests.desk.team import LAMPS, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
HIDDEN = re.compile(r'name="(edits|base)" value="([^"]*)"')


def a_supervisor(bargains: int = 20) -> Client:
    two_shops()
    store.open_many([bargained(number) for number in range(bargains)])
    return desk_of(hire("bo", "supervisor", LAMPS))


def wished(bo: Client, law: str) -> tuple[int, str]:
    answer = bo.post("/habits/wishes", {"kind": "acceptance", "law": law})
    return answer.status_code, answer.content.decode()


def kept(bo: Client, page: str, **form: str) -> Any:
    return bo.post("/habits/changes", dict(HIDDEN.findall(page)) | {"why": "老案教的"} | form)


@pytest.mark.shows("C10")
def test_bo_learns_from_closed_cases_sees_what_changes_switches_it_on_and_goes_back() -> None:
    bo = a_supervisor()
    page = bo.get("/habits/acceptance").content.decode()
    assert "假定" in page
    assert "回到出厂的起始猜测" not in page
    status, page = wished(bo, "learned")
    assert status == 200, page
    assert "出厂的起始猜测" in page
    assert "个进行中案件里" in page
    assert not HabitChange.objects.exists()
    assert house.rules().acceptance.learned is None
    refused = kept(bo, page)
    assert (refused.status_code, "不比现在的差" in refused.content.decode()) == (422, True)
    answer = kept(bo, page, anyway="yes")
    assert answer.headers["Location"] == "/habits/acceptance"
    law = house.rules().acceptance.learned
    assert law is not None
    assert (law.cases, law.by) == (20, "bo")
    page = bo.get("/habits/acceptance").content.decode()
    assert law.name in page
    _, page = wished(bo, "first_guess")
    assert 'name="anyway"' not in page
    assert kept(bo, page).headers["Location"] == "/habits/acceptance"
    assert house.rules().acceptance.learned is None
    assert Noted.objects.filter(what="habits changed", who="bo").count() == 2


def test_without_a_bargain_bo_is_told_what_is_missing() -> None:
    bo = a_supervisor(bargains=0)
    status, page = wished(bo, "learned")
    assert (status, "还没有结案能说明" in page) == (422, True)
    assert wished(bo, "unheard-of")[0] == 404
    assert not HabitChange.objects.exists()


def test_an_agent_neither_sees_nor_switches_it() -> None:
    two_shops()
    ana = desk_of(hire("ana", "agent", LAMPS))
    assert ana.get("/habits/acceptance").status_code == 403
    assert wished(ana, "learned")[0] == 403
