"""Can Bo read what the shop's cases teach and have it mended, and does Ana see her own figures alone?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.cases import store
from hejie.desk.insights.renewing import Renewer
from hejie.desk.models import Improvement, Insight
from hejie.desk.pages.insights import PARTS
from tests.desk.cast import NOON
from tests.desk.insights.lived import came, closed, sent_by
from tests.desk.team import LAMPS, SHOES, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
ITEM = {"shop": LAMPS, "claim": "missing_item", "cause": "漏装", "measure": "双人复核", "owner": "仓库"}


def lived() -> None:
    store.open_many([came(number, number, *closed("漏装"), facts=sent_by("中通")) for number in range(1, 12)])
    assert Renewer().renew(NOON)


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        pytest.param("today", "办结", marks=pytest.mark.shows("V5")),
        pytest.param("causes", "漏装", marks=pytest.mark.shows("P7")),
        pytest.param("carriers", "中通", marks=pytest.mark.shows("V1")),
        ("goods", "批次"),
        pytest.param("agents", "ana", marks=pytest.mark.shows("V3")),
        ("promotions", "活动"),
    ],
)
def test_each_part_is_shown_to_who_leads_with_its_date(part: str, shown: str) -> None:
    lived()
    page = desk_of(hire("bo", "supervisor", LAMPS)).get(f"/insights?part={part}").content.decode()
    assert part in PARTS
    assert shown in page
    assert "最近 11 件" in page
    assert " style=" not in page


def test_before_the_worker_came_by_the_page_waits_and_looks_again_by_itself() -> None:
    two_shops()
    page = desk_of(hire("bo", "supervisor", LAMPS)).get("/insights").content.decode()
    assert 'hx-trigger="every 2s"' in page


def test_what_was_kept_in_an_older_shape_is_not_shown_but_made_anew() -> None:
    two_shops()
    Insight.objects.create(shop_key=LAMPS, made_at=NOON, told={"form": 0})
    page = desk_of(hire("bo", "supervisor", LAMPS)).get("/insights")
    assert page.status_code == 200
    assert Insight.objects.get(shop_key=LAMPS).wanted


def test_an_agent_does_not_see_what_supervisors_see_and_another_shop_does_not_exist() -> None:
    lived()
    two_shops()
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    assert ana.get("/insights").status_code == 403
    assert ana.post("/improvements", ITEM | {"due_on": "2026-12-08"}).status_code == 403
    assert ana.post("/insights/renewal", {"shop": LAMPS}).status_code == 403
    assert bo.get(f"/insights?shop={SHOES}").status_code == 404
    assert bo.post("/improvements", ITEM | {"shop": SHOES, "due_on": "2026-12-08"}).status_code == 404
    assert bo.post("/insights/renewal", {"shop": SHOES}).status_code == 404


@pytest.mark.shows("V3")
def test_an_agent_sees_their_own_figures_and_nobody_else_s() -> None:
    lived()
    assert "首次响应时间" in desk_of(hire("ana", "agent", LAMPS)).get("/insights/mine").content.decode()
    ben = desk_of(hire("ben", "agent", LAMPS)).get("/insights/mine").content.decode()
    assert "首次响应时间" not in ben
    assert "ana" not in ben


@pytest.mark.shows("P7")
def test_bo_makes_an_improvement_of_a_cause_and_ticks_it_done() -> None:
    lived()
    bo = desk_of(hire("bo", "supervisor", LAMPS))
    due = (timezone.now() - timedelta(days=3)).date().isoformat()
    assert bo.post("/improvements", ITEM | {"due_on": due}).status_code == 302
    page = bo.get("/insights?part=causes").content.decode()
    assert "双人复核" in page
    assert "已逾期" in page
    item = Improvement.objects.get()
    assert bo.post(f"/improvements/{item.pk}/ticks").status_code == 302
    assert "已逾期" not in bo.get("/insights?part=causes").content.decode()


def test_an_improvement_without_an_owner_is_refused_with_the_reason() -> None:
    lived()
    answer = desk_of(hire("bo", "supervisor", LAMPS)).post(
        "/improvements", ITEM | {"owner": "", "due_on": "2026-12-08"}
    )
    assert answer.status_code == 422
    assert not Improvement.objects.exists()


def test_an_item_of_another_shop_cannot_be_ticked() -> None:
    two_shops()
    item = Improvement.objects.create(
        shop_key=SHOES, claim="size", cause="偏小", measure="改尺码表", owner="运营", due_on=NOON.date(),
        made_by="cy", made_at=NOON,
    )  # fmt: skip
    assert desk_of(hire("bo", "supervisor", LAMPS)).post(f"/improvements/{item.pk}/ticks").status_code == 404
    item.refresh_from_db()
    assert item.done_at is None


def test_a_person_without_shops_is_told_so() -> None:
    assert "还没有店铺" in desk_of(hire("bo", "supervisor")).get("/insights").content.decode()
