"""Does a person keep lists under names of their own, and nobody else's?"""

import pytest

from hejie.desk.models import SavedView
from hejie.desk.pages import saved
from tests.desk.team import desk_of, hire

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
