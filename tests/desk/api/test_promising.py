"""Does another system publish a promotion for Bo, hear what is wrong with it, and end it, and does Ana's not?"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hejie.desk import house
from hejie.desk.models import HabitChange, Noted
from tests.desk.api.office import Caller, system_of
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
NOW = timezone.now()


def coupon(**changed: Any) -> dict[str, Any]:
    """Twenty off two hundred, since yesterday."""
    said = {
        "gives": "coupon", "name": "黑五灯具券", "name_en": "Lamp coupon", "currency": "CNY", "off": "20",
        "least_spend": "200", "goods": ["lamp-1", "lamp-2"], "protect": 7, "stacks": True,
        "conditions": "会员可用", "because": "黑五",
        "starts": (NOW - timedelta(days=1)).isoformat(), "ends": (NOW + timedelta(days=3)).isoformat(),
    }  # fmt: skip
    return said | changed


def of_bo(*shops: str) -> Caller:
    two_shops()
    return system_of(hire("bo", "supervisor", LAMPS), shops=shops)


@pytest.mark.shows("V2")
def test_a_promotion_is_published_once_listed_changed_and_ended() -> None:
    bo = of_bo()
    made = bo.post("/promotions", coupon(), key="black-friday")
    assert made.status_code == 201, made.content
    told = made.json()["promotion"]
    assert (told["state"], told["ours"], told["kind"]) == ("runs", True, "coupon")
    assert (told["currency"], told["sums"]) == ("CNY", {"off": 2000, "least_spend": 20000})
    assert (told["protect"], told["goods"]) == (7, ["lamp-1", "lamp-2"])
    assert bo.post("/promotions", coupon(), key="black-friday").headers["Idempotency-Replayed"] == "true"
    assert [one["id"] for one in bo.get("/promotions").json()] == [told["id"]]
    changed = bo.post("/promotions", coupon(id=told["id"], off="30", because="多让一点"))
    assert changed.json()["promotion"]["sums"]["off"] == 3000
    ended = bo.post(f"/promotions/{told['id']}/end", {"because": "卖完了"})
    assert ended.json()["promotion"]["state"] == "over"
    assert bo.post(f"/promotions/{told['id']}/end", {"because": "卖完了"}).status_code == 404
    assert [row.why for row in HabitChange.objects.order_by("id")] == ["黑五", "多让一点", "卖完了"]
    assert Noted.objects.filter(what="habits changed", who="bo").count() == 3


def test_one_that_is_still_to_come_is_taken_back_whole() -> None:
    bo = of_bo()
    soon = coupon(starts=(NOW + timedelta(days=2)).isoformat())
    key = bo.post("/promotions", soon).json()["promotion"]["id"]
    assert bo.post(f"/promotions/{key}/end", {"because": "不做了"}).json()["promotion"] is None
    assert house.rules().promotions == ()


@pytest.mark.shows("V2")
def test_what_the_check_says_stops_it_or_must_be_agreed_to() -> None:
    bo = of_bo()
    stopped = bo.post("/promotions", coupon(off="250"))
    assert (stopped.status_code, stopped.json()["code"]) == (422, "MustNotStart")
    deep = bo.post("/promotions", coupon(off="150"))
    assert (deep.status_code, deep.json()["code"]) == (422, "NotAgreed")
    assert bo.post("/promotions", coupon(off="150", agreed=True)).status_code == 201


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "NotValid"),
        ({"starts": "soon"}, "NotValid"),
        ({"currency": ""}, "NoCurrency"),
        ({"platforms": ["moon"]}, "NotOnTheList"),
        ({"off": "lots"}, "NotValid"),
        ({"gives": "magic"}, "NotValid"),
    ],
)
def test_what_cannot_stand_there_is_refused_and_nothing_is_kept(changed: dict[str, Any], code: str) -> None:
    answer = of_bo().post("/promotions", coupon(**changed))
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.content
    assert not HabitChange.objects.exists()


def test_ana_neither_reads_nor_publishes_and_a_token_that_only_reads_changes_nothing() -> None:
    two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    assert [ana.get("/promotions").status_code, ana.post("/promotions", coupon()).status_code] == [403, 403]
    assert ana.post("/promotions/x/end", {"because": "x"}).json()["code"] == "LeadsOnly"
    reader = system_of(hire("bo", "supervisor", LAMPS), "read")
    assert reader.get("/promotions").status_code == 200
    assert reader.post("/promotions", coupon()).json()["code"] == "OutOfScope"


def test_a_token_for_one_shop_promises_nothing_in_another_and_does_not_end_what_holds_there() -> None:
    bo = of_bo(LAMPS)
    assert bo.post("/promotions", coupon()).json()["code"] == "BeyondShops"
    mine = bo.post("/promotions", coupon(shops=["lamps"]))
    assert mine.status_code == 201, mine.content
    root = system_of(hire("root", "admin"))
    others = root.post("/promotions", coupon(shops=["shoes"])).json()["promotion"]["id"]
    assert [one["id"] for one in bo.get("/promotions").json()] == [mine.json()["promotion"]["id"]]
    assert bo.post(f"/promotions/{others}/end", {"because": "x"}).json()["code"] == "BeyondShops"
    assert len(root.get("/promotions").json()) == 2
