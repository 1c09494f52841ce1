"""What is to be done on the platform, by whom, by when, and how far is it?"""

import pytest

from hejie.casefile.entries import (
    CaseClosed,
    CaseReopened,
    ClockMissed,
    ClockSet,
    ClockStopped,
    Ground,
    SettlementAgreed,
    StandingOrderUsed,
    Step,
    StepDone,
)
from hejie.casefile.parties import SYSTEM, Role
from hejie.closing.errands import MISSED, NoSuchErrand, State, done, errands, failed, queued, to_do
from tests.cast import ANA, CHEN, NOON, happened, hours, opened, then, yuan

WHY = Ground("team.standing_order.extend_in_time", {"en": "Extend before the deadline"})
CLOCK = ClockSet("reply", NOON + hours(40), Role.SELLER, {}, "rule", WHY)
ORDER = StandingOrderUsed("extend_in_time", "extend", "reply", NOON + hours(40), "bo", WHY)
STEPS = (
    Step("ask_partial", Role.BUYER, {"en": "asks on the order page"}),
    Step("agree_refund", Role.AGENT, {"en": "agrees on the platform"}),
    Step("confirm_receipt", Role.BUYER, {"en": "confirms"}),
)
AGREED = then(opened(), SettlementAgreed("partial_refund", yuan("64"), STEPS))
ORDERED = then(opened(), CLOCK, ORDER)
KEY = "taobao:lantern:900001#3"


def keys(file):
    return [errand.key for errand in to_do(file)]


@pytest.mark.shows("M8")
def test_a_step_of_ours_is_to_be_done_only_after_the_buyers_before_it():
    assert keys(AGREED) == []
    moved = then(AGREED, StepDone("ask_partial"), by=CHEN)
    (mine,) = to_do(moved)
    assert (mine.action, mine.platform, mine.of) == ("agree_refund", "taobao", Role.AGENT)
    assert mine.params["minor"] == "6400"
    assert mine.params["order_id"] == "20261111001"
    assert keys(then(moved, StepDone("agree_refund"))) == []


@pytest.mark.shows("M8")
def test_each_step_keeps_its_key_so_that_who_does_it_twice_does_it_once():
    assert [one.key for one in errands(AGREED)] == [f"taobao:lantern:900001#2.{n}" for n in (1, 2, 3)]
    moved = then(AGREED, StepDone("ask_partial"), by=CHEN)
    assert [one.key for one in errands(moved)] == [one.key for one in errands(AGREED)]


def test_what_a_standing_order_asks_is_due_before_the_clock():
    (errand,) = to_do(ORDERED)
    assert (errand.action, errand.due_at, errand.key) == ("extend", NOON + hours(40), KEY)
    assert errand.params["clock"] == "reply"
    assert errand.says == WHY.says


def test_a_connector_takes_it_once_and_it_is_done_once():
    file = ORDERED.add(*queued(ORDERED, KEY, "taobao", at=NOON, by=SYSTEM))
    assert to_do(file)[0].state is State.QUEUED
    assert queued(file, KEY, "taobao", at=NOON, by=SYSTEM) == ()
    file = file.add(*done(file, KEY, "receipt 7", at=NOON + hours(1), by=SYSTEM))
    assert to_do(file) == ()
    (errand,) = errands(file)
    assert (errand.state, errand.told, errand.since) == (State.DONE, "receipt 7", NOON + hours(1))
    with pytest.raises(NoSuchErrand, match="Look at the story"):
        done(file, KEY, at=NOON, by=ANA)


def test_what_failed_waits_for_a_person_with_the_reason():
    file = ORDERED.add(*failed(ORDERED, KEY, "the platform did not answer", at=NOON, by=SYSTEM))
    (errand,) = to_do(file)
    assert (errand.state, errand.told) == (State.FAILED, "the platform did not answer")
    assert happened(done(file, KEY, "by hand", at=NOON, by=ANA)) == [StepDone("extend", "by hand", KEY)]


def test_nothing_is_left_to_do_for_a_clock_that_was_answered():
    assert errands(then(ORDERED, ClockStopped("reply"))) == ()


def test_what_nobody_did_in_time_is_told_and_waits_no_more():
    file = then(ORDERED, ClockMissed("reply", NOON + hours(40), {}))
    (errand,) = errands(file)
    assert (errand.state, errand.told) == (State.FAILED, MISSED)
    assert to_do(file) == ()


def test_a_case_that_came_back_owes_nothing_of_before():
    assert errands(then(AGREED, CaseClosed("withdrawn", "a", "b"), CaseReopened("again"))) == ()


def test_what_is_due_soonest_stands_first():
    both = then(AGREED, StepDone("ask_partial"), CLOCK, ORDER)
    assert [one.action for one in to_do(both)] == ["extend", "agree_refund"]
