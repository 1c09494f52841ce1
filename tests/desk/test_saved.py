"""Does a person keep lists under names of their own, and nobody else's?"""

import re

import pytest

from hejie.desk.cases import store
from hejie.desk.models import SavedView
from hejie.desk.pages import saved
from tests.desk.cast import opened
from tests.desk.team import LAMPS, SHOES, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


def test_a_list_is_kept_with_its_filters_and_stands_in_the_rail() -> None:
    client = desk_of(hire("ana", "agent"))
    client.post(
        "/views", {"name": "大促缺件", "view": "due", "claim": "missing_item", "q": "灯 罩", "evil": "x"}
    )
    kept = SavedView.objects.get()
    assert kept.query == "view=due&claim=missing_item&q=%E7%81%AF+%E7%BD%A9"
    assert "大促缺件" in client.get("/queue").content.decode()
    client.post("/views", {"name": "大促缺件", "view": "all"})
    assert SavedView.objects.get().query == "view=all"


def test_a_view_is_its_owner_s_alone() -> None:
    ana, bo = desk_of(hire("ana", "agent")), desk_of(hire("bo", "supervisor"))
    ana.post("/views", {"name": "我的", "view": "all"})
    number = SavedView.objects.get().pk
    assert "我的</span></a>" not in bo.get("/queue").content.decode().split('class="saved"')[-1][:80]
    bo.post(f"/views/{number}/removal")
    assert SavedView.objects.count() == 1
    ana.post(f"/views/{number}/removal")
    assert SavedView.objects.count() == 0


def test_nameless_views_and_too_many_are_not_kept() -> None:
    client = desk_of(hire("ana", "agent"))
    client.post("/views", {"name": " ", "view": "all"})
    for number in range(saved.MOST + 3):
        client.post("/views", {"name": f"v{number}", "view": "all"})
    assert SavedView.objects.count() == saved.MOST


def test_a_saved_view_tells_how_many_cases_it_holds() -> None:
    store.open_many([opened(1), opened(2), opened(3, shop="shoes")])
    client = desk_of(hire("ana", "agent", LAMPS, SHOES))
    client.post("/views", {"name": "灯", "view": "all", "shop": LAMPS})
    client.post("/views", {"name": "都", "view": "all"})
    client.post("/views", {"name": "搜", "view": "all", "q": "nothing of this kind"})

    told = client.get("/views/counts").content.decode()

    assert re.findall(r'<span>(\w)</span><b class="count">(\d+)</b>', told) == [
        ("搜", "0"),
        ("灯", "2"),
        ("都", "3"),
    ]


def test_whoever_saved_no_view_is_told_of_none() -> None:
    assert not desk_of(hire("ana", "agent")).get("/views/counts").content.strip()


def test_a_person_chooses_columns_and_finds_them_again_and_nobody_else_does() -> None:
    ana, bo = desk_of(hire("ana", "agent")), desk_of(hire("bo", "supervisor"))
    assert "as-wide" in ana.get("/queue").content.decode()

    answer = ana.post("/columns", {"column": ["who", "claim", "evil"], "back": "view=all&evil=x"})

    assert answer.headers["Location"] == "/queue?view=all"
    page = ana.get("/queue").content.decode()
    assert 'class="cases due no-shop no-stage no-verdict no-asks no-sum no-stake"' in page
    assert 'class="saved"' not in page
    assert "as-wide" in bo.get("/queue").content.decode()
    ana.post("/columns", {})
    assert "as-wide" in ana.get("/queue").content.decode()


def test_the_chosen_columns_are_no_saved_view_that_could_be_counted_or_full() -> None:
    client = desk_of(hire("ana", "agent"))
    client.post("/columns", {"column": ["who"]})
    for number in range(saved.MOST):
        client.post("/views", {"name": f"v{number}", "view": "all"})

    assert SavedView.objects.exclude(name="").count() == saved.MOST
