"""How and when is Chen tried again, who does not answer?"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.entries import ContactPlanned, MessageReceived, MessageSent, StageMoved
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.casefile.sentences import Teller
from hejie.casefile.stages import Stage, Turn
from hejie.negotiation.reaching import plan_contact, reach
from tests.cast import ANA, CHEN, NOON, happened, hours, opened, then


def planned(file, rules, at):
    return happened(plan_contact(file, rules=rules, at=at, by=ANA))


@pytest.mark.shows("B12")
def test_a_buyer_who_does_not_answer_is_tried_by_another_allowed_way_at_a_decent_hour(rules):
    file = then(opened(), MessageSent("您好", "zh-CN", channel="platform_chat"))
    (plan,) = planned(file, rules, NOON + hours(5))
    assert plan.channel == "order_message"
    assert plan.due_at == NOON + hours(
        20
    )  # half a day after the last attempt it is night in Shanghai: at eight
    assert plan.ground.says["en"].startswith("A message with pictures")
    assert (
        Teller("zh-CN")
        .sentence(plan)
        .startswith("计划于 2026-11-12 08:00 通过订单留言联系买家（此前联系未获回复）。")
    )


def test_nothing_is_planned_while_the_buyer_may_still_answer_or_has(rules):
    sent = then(opened(), MessageSent("您好", "zh-CN"))
    assert planned(sent, rules, NOON + hours(3)) == []
    answered = then(sent, MessageReceived(Role.BUYER, "在的"), at=NOON + hours(1), by=CHEN)
    assert planned(answered, rules, NOON + hours(30)) == []
    assert not reach(answered, rules=rules, at=NOON + hours(30)).attempts


@pytest.mark.shows("B12")
def test_asked_again_it_plans_nothing_new_until_the_plan_was_tried(rules):
    file = then(opened(), MessageSent("您好", "zh-CN"))
    (plan,) = planned(file, rules, NOON + hours(5))
    waiting = then(file, plan, at=NOON + hours(5))
    assert planned(waiting, rules, NOON + hours(60)) == []
    tried = then(waiting, MessageSent("在吗", "zh-CN", channel=plan.channel), at=plan.due_at)
    (further,) = planned(tried, rules, plan.due_at + hours(5))
    assert further.channel == "phone"


@pytest.mark.shows("B12")
def test_what_the_platform_forbids_or_has_shut_is_not_proposed(rules):
    file = then(opened(platform="mercadolibre", language="es"), MessageSent("Hola", "es"))
    (plan,) = planned(file, rules, NOON + hours(5))
    assert plan.channel == "order_message"
    mediated = then(file, StageMoved(Stage.PLATFORM_REVIEW, Turn.PLATFORM), at=NOON + hours(1))
    assert planned(mediated, rules, NOON + hours(5)) == []


@pytest.mark.shows("B12")
@given(st.integers(0, 24 * 60 * 14))
@settings(max_examples=25)
def test_in_brazil_the_hour_is_decent_whenever_one_asks(rules, minutes):
    at = NOON + hours(5) + timedelta(minutes=minutes)
    file = then(
        opened(known("site", "BR"), platform="aliexpress", language="pt-BR"), MessageSent("Olá", "pt-BR")
    )
    (plan,) = planned(file, rules, at)
    local = plan.due_at.astimezone(ZoneInfo("America/Sao_Paulo"))
    assert 8 <= local.hour < 21
    assert plan.due_at >= at


def test_a_buyer_the_courier_could_not_reach_is_written_to_at_once(rules):
    file = opened(known("failure_cause", "unreachable", at=NOON), claim="cod_refused", platform="taobao")
    (plan,) = planned(file, rules, NOON + hours(1))
    assert (plan.channel, plan.due_at) == ("platform_chat", NOON + hours(1))
    wrote = then(file, MessageReceived(Role.BUYER, "我在家"), at=NOON + hours(1), by=CHEN)
    assert planned(wrote, rules, NOON + hours(2)) == []


@pytest.mark.shows("B12")
def test_after_five_attempts_nobody_is_pressed_further_and_each_way_was_used(rules):
    file, at = then(opened(), MessageSent("您好", "zh-CN")), NOON
    for _ in range(12):
        at += hours(30)
        for plan in planned(file, rules, at):
            file = then(file, plan, at=at)
            file = then(file, MessageSent("您好", "zh-CN", channel=plan.channel), at=max(at, plan.due_at))
            at = max(at, plan.due_at)
    ways = [one.channel for one in reach(file, rules=rules, at=at).attempts]
    assert len(ways) == 5
    assert ways[:3] == ["platform_chat", "order_message", "phone"]
    assert isinstance(file.last(ContactPlanned), ContactPlanned)
