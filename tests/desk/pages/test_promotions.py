"""Does Bo write a promotion, hear what is wrong with it, publish it, and end it, and does Ana read its terms?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.habits import folder, keeping
from hejie.desk.models import CaseIndex, HabitChange, Noted
from tests.desk.insights.lived import came
from tests.desk.team import LAMPS, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
HIDDEN = re.compile(r'name="(edits|base)" value="([^"]*)"')
FORM = "%Y-%m-%dT%H:%M"


def written(**changed: str) -> dict[str, Any]:
    """A coupon of twenty off two hundred that runs since yesterday."""
    now = timezone.now().replace(tzinfo=None)
    said = {
        "kind": "promotion", "gives": "coupon", "name": "黑五灯具券", "name.en": "Lamp coupon", "zone": "UTC",
        "starts": (now - timedelta(days=1)).strftime(FORM), "ends": (now + timedelta(days=3)).strftime(FORM),
        "currency": "CNY", "off": "20", "least_spend": "200", "conditions": "会员可用", "goods": "lamp-1\nlamp-2",
        "protect": "7", "stacks": "yes",
    }  # fmt: skip
    return said | changed


def a_supervisor() -> Client:
    two_shops()
    return desk_of(hire("bo", "supervisor", LAMPS))


def weighed(client: Client, form: dict[str, Any]) -> tuple[int, str]:
    answer = client.post("/habits/wishes", form)
    return answer.status_code, answer.content.decode()


def published(client: Client, form: dict[str, Any], why: str = "黑五") -> None:
    status, page = weighed(client, form)
    assert status == 200, page
    answer = client.post("/habits/changes", dict(HIDDEN.findall(page)) | {"why": why})
    assert answer.headers["Location"] == "/habits/promotions"


@pytest.mark.shows("V2")
def test_a_promotion_is_published_told_to_ana_and_ended_and_its_history_stays() -> None:
    now = timezone.now()
    facts = (known("sku", "lamp-1"), known("ordered_at", Moment(now - timedelta(hours=2))))
    store.open_many([came(1, 1, facts=facts)])
    row = CaseIndex.objects.get()
    bo, ana = desk_of(hire("bo", "supervisor", LAMPS)), desk_of(hire("ana", "agent", LAMPS))
    status, page = weighed(bo, written())
    assert status == 200
    assert "案件页从此显示这些活动条款" in page
    assert "promotions: p" in page
    published(bo, written())
    told = ana.get(f"/cases/{row.pk}/background").content.decode()
    assert "黑五灯具券" in told
    assert "会员可用" in told
    assert "7 天内降价退差价" in told
    (one,) = house.rules().promotions
    published(bo, {"kind": "promotion", "ends_now": "yes", "id": one.id}, "卖完了")
    (one,) = house.rules().promotions
    assert one.ends_at <= timezone.now()
    assert "黑五灯具券" in ana.get(f"/cases/{row.pk}/background").content.decode()
    assert [change.why for change in HabitChange.objects.order_by("id")] == ["黑五", "卖完了"]
    assert any("黑五灯具券" in said for said in HabitChange.objects.all()[0].what)
    assert Noted.objects.filter(what="habits changed").count() == 2


@pytest.mark.shows("V2")
def test_what_the_check_says_stands_beside_the_form_and_must_be_agreed_to() -> None:
    bo = a_supervisor()
    deep = written(off="150")
    assert "需主管确认" in bo.post("/habits/promotions/check", deep).content.decode()
    assert "没有问题" in bo.post("/habits/promotions/check", written()).content.decode()
    assert weighed(bo, deep)[0] == 422
    assert weighed(bo, deep | {"agreed": "yes"})[0] == 200
    status, page = weighed(bo, written(off="250"))
    assert status == 422
    assert "不小于最低消费" in page
    assert 'value="黑五灯具券"' in page
    assert not HabitChange.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "", "name.en": ""}, "没有名称"),
        ({"starts": "soon"}, "不是日期和时间"),
        ({"currency": "yuan"}, "不是货币"),
        ({"off": "lots"}, "不是可以填在这里的数字"),
        ({"gives": "magic"}, "不能填在这里"),
        ({"zone": "/etc/passwd"}, "不能填在这里"),
        ({"protect": "-3"}, "不是可以填在这里的数字"),
        ({"id": "../x"}, "已结束或不存在"),
    ],
)
def test_what_cannot_stand_there_is_told_and_nothing_is_kept(changed: dict[str, str], told: str) -> None:
    bo = a_supervisor()
    status, page = weighed(bo, written(**changed))
    assert (status, told in page) == (422, True), page[-3000:]


def test_one_to_come_is_changed_and_taken_back() -> None:
    bo, now = a_supervisor(), timezone.now().replace(tzinfo=None)
    later = written(
        starts=(now + timedelta(days=2)).strftime(FORM), ends=(now + timedelta(days=4)).strftime(FORM)
    )
    published(bo, later)
    (one,) = house.rules().promotions
    assert 'value="20.00"' in bo.get(f"/habits/promotions?id={one.id}").content.decode()
    published(bo, later | {"id": one.id, "off": "30"})
    (one,) = house.rules().promotions
    assert one.off is not None
    assert one.off.minor == 3000
    published(bo, {"kind": "promotion", "ends_now": "yes", "id": one.id})
    assert house.rules().promotions == ()
    assert bo.get(f"/habits/promotions?id={one.id}").status_code == 404


def test_one_written_by_hand_is_shown_and_changed_by_no_page() -> None:
    place = folder.by_hand() / "team"
    place.mkdir(parents=True)
    row = "name: {zh-CN: 手写, en: By hand}, kind: gift, gift: {zh-CN: 刷, en: brush}"
    times = "starts: 2026-11-11T00:00:00+08:00, ends: 2036-11-12T00:00:00+08:00"
    (place / "promotions.yaml").write_text(f"promotions:\n  hand: {{{row}, {times}}}\n", encoding="utf-8")
    house.look_again()
    bo = a_supervisor()
    assert "手写文件" in bo.get("/habits/promotions").content.decode()
    status, page = weighed(bo, {"kind": "promotion", "ends_now": "yes", "id": "hand"})
    assert (status, "本机规则文件夹" in page) == (422, True)
    assert keeping.number_now() == 0


def test_an_agent_opens_no_page_of_promotions() -> None:
    two_shops()
    ana = desk_of(hire("ana", "agent", LAMPS))
    assert ana.get("/habits/promotions").status_code == 403
    assert ana.post("/habits/promotions/check", written()).status_code == 403
