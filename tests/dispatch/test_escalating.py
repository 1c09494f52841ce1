"""Does a case move up by itself, once, and level by level?"""

import pytest

from hejie.casefile.entries import (
    CaseClosed,
    CaseReopened,
    ClockSet,
    Escalated,
    FactStated,
    Ground,
    MessageReceived,
    MessageSent,
    SettlementAgreed,
)
from hejie.casefile.facts import known
from hejie.casefile.parties import SYSTEM, Role
from hejie.dispatch import escalate
from hejie.dispatch.escalating import level
from tests.cast import CHEN, NOON, happened, hours, opened, then, yuan

WHY = Ground("taobao.reply", {"en": "The seller must act in time"})


def up(file, rules, after=0.0):
    return happened(escalate(file, rules=rules, at=NOON + hours(after), by=SYSTEM))


def clock(hours_left):
    return ClockSet("reply", NOON + hours(hours_left), Role.SELLER, {}, "rule", WHY)


@pytest.mark.shows("C9")
@pytest.mark.parametrize(
    ("file", "after", "rule"),
    [
        (opened(amount=yuan("501")), 0, "team.escalate.large.cny"),
        (opened(), 24 * 7, "team.escalate.age"),
        (then(opened(), clock(5)), 1, "team.escalate.near"),
        (then(opened(), *[MessageReceived(Role.BUYER, "在吗？")] * 5, by=CHEN), 0, "team.escalate.contacts"),
        (then(opened(), FactStated(known("buyer_anger", 2))), 0, "team.escalate.anger"),
    ],
    ids=["a large sum", "a week", "the clock is near", "again and again", "anger"],
)
def test_each_reason_takes_the_case_to_a_supervisor_and_is_told(rules, file, after, rule):
    (found,) = up(file, rules, after)
    assert (found.to, found.ground.rule) == (Role.SUPERVISOR, rule)
    assert found.ground.source
    assert {"zh-CN", "en"} <= set(found.ground.says)


def test_a_calm_case_of_today_stays_with_ana(rules):
    assert up(then(opened(), clock(40)), rules) == []


@pytest.mark.shows("C9")
def test_a_case_moves_up_once_and_later_one_level_more(rules):
    file = opened()
    file = file.add(*escalate(file, rules=rules, at=NOON + hours(24 * 8), by=SYSTEM))
    assert level(file) == 1
    assert up(file, rules, 24 * 9) == []
    (higher,) = up(file, rules, 24 * 16)
    assert (higher.to, higher.ground.rule) == (Role.ADMIN, "team.escalate.old")
    assert up(then(file, higher), rules, 24 * 30) == []


def test_what_somebody_moved_up_by_hand_is_not_moved_up_again(rules):
    assert up(then(opened(amount=yuan("501")), Escalated(Role.SUPERVISOR, WHY)), rules) == []


def test_what_is_agreed_or_closed_moves_up_no_more_and_what_came_back_may(rules):
    large = opened(amount=yuan("501"))
    assert up(then(large, SettlementAgreed("reship")), rules) == []
    closed = then(large, Escalated(Role.SUPERVISOR, WHY), CaseClosed("withdrawn", "a", "b"))
    assert up(closed, rules) == []
    assert len(up(then(closed, CaseReopened("again")), rules)) == 1


@pytest.mark.shows("C9")
def test_a_case_that_waits_for_the_buyer_does_not_grow_old_with_us(rules):
    asked = then(opened(), MessageSent("请发一张照片", "zh-CN"))
    assert up(asked, rules, 24 * 20) == []
    answered = then(asked, MessageReceived(Role.BUYER, "发了"), at=NOON + hours(24 * 19), by=CHEN)
    assert up(answered, rules, 24 * 20) == []
    (found,) = up(answered, rules, 24 * 26)
    assert found.ground.rule == "team.escalate.age"
