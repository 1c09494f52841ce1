"""Is what the rooms learn from a shop's stored cases told, and does no buyer's name stay in it?"""

import json

import pytest

from hejie.desk.cases import store
from hejie.desk.insights.reckoning import of_agent
from hejie.desk.models import Improvement
from tests.desk.cast import NOON
from tests.desk.insights.lived import came, closed, sent_by, told

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.mark.shows("P7")
def test_a_frequent_cause_is_told_with_its_cost_and_proposed_with_owner_and_day() -> None:
    store.open_many([came(number, number, *closed("漏装")) for number in range(1, 7)])
    found = told()
    (cause,) = found["causes"]
    assert (cause["cause"], cause["cases"], cause["cost"]) == ("漏装", 6, [("CNY", 6000)])
    (proposal,) = found["proposals"]
    assert proposal["owner"]["zh-CN"] == "仓库"
    assert proposal["due_on"] == "2026-12-08"


def test_the_effect_of_what_was_mended_is_told_by_its_item() -> None:
    store.open_many([came(number, 1 + number % 27, *closed("漏装")) for number in range(1, 10)])
    item = Improvement.objects.create(
        shop_key="taobao:lamps", claim="missing_item", cause="漏装", measure="复核", owner="仓库", due_on=NOON.date(),
        made_by="bo", made_at=NOON, done_by="bo", done_at=NOON,
    )  # fmt: skip
    assert told()["effects"][str(item.pk)]["verdict"] == "too_early"


@pytest.mark.shows("V6")
def test_a_claim_that_rises_is_told_with_a_measure_once_it_is_known_what_is_usual() -> None:
    calm = [came(number, 10 + number, claim="size") for number in range(1, 60)]
    sudden = [came(100 + number, number / 8, claim="damaged") for number in range(1, 25)]
    store.open_many([*calm, *sudden])
    (alert,) = told()["alerts"]
    assert (alert["kind"], alert["claim"]) == ("rise", "damaged")
    assert "建议（物流负责人）" in alert["says"]["zh-CN"]


def test_a_shop_that_has_just_begun_raises_no_alarm_about_everything() -> None:
    store.open_many([came(number, number / 4, claim="damaged") for number in range(1, 25)])
    found = told()
    assert (found["alerts"], found["has_history"]) == ([], False)


@pytest.mark.shows("V1")
def test_the_carriers_of_a_lane_are_told_with_the_span_and_who_is_best() -> None:
    store.open_many([came(number, 1, facts=sent_by(("中通", "韵达")[number % 2])) for number in range(1, 9)])
    (lane,) = told()["lanes"]
    assert lane["lane"] == ["浙江", "四川"]
    assert {card["carrier"] for card in lane["cards"]} == {"中通", "韵达"}
    assert all(score["low"] <= score["share"] <= score["high"] for score in lane["cards"][0]["scores"])
    assert lane["choice"]["best"] == ""


@pytest.mark.shows("V5")
def test_the_digest_of_a_day_counts_what_happened_in_it() -> None:
    store.open_many([came(1, 0.5), came(2, 0.6, *closed("漏装")), came(3, 30)])
    day, week = told()["digests"]["day"], told()["digests"]["week"]
    assert "新来 2 起，办结 1 起" in day[0]["zh-CN"]
    assert "¥10.00" in "".join(says["zh-CN"] for says in week)


@pytest.mark.shows("V3")
def test_an_agent_s_figures_are_told_and_can_be_taken_out_for_that_agent_alone() -> None:
    store.open_many([came(number, number, *closed("漏装")) for number in range(1, 10)])
    found = told()
    (ana,) = of_agent(found, "ana")["agents"]
    assert (ana["agent"], ana["cases"]) == ("ana", 9)
    assert of_agent(found, "bo") == {"agents": [], "points": []}


def test_no_buyer_s_name_stays_in_what_is_kept() -> None:
    store.open_many([came(number, number, *closed("漏装"), facts=sent_by("中通")) for number in range(1, 9)])
    assert "陈先生" not in json.dumps(told(), ensure_ascii=False)
