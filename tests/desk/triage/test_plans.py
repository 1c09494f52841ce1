"""A case in one line: what it hangs on, what comes next, and how long is left."""

from hejie.casefile.entries import ClockSet, FactAsked, Ground, LiabilityJudged, Offer, OffersWeighed
from hejie.casefile.parties import Role
from hejie.desk.triage.plans import Wording, by_urgency, plan_of
from tests.cast import NOON, hours, opened, then, yuan
from tests.intake.ledger import rules

GROUND = Ground("taobao.reply", {"en": "answer in time"})


def clock(left):
    return ClockSet("taobao.reply", NOON + hours(left), Role.SELLER, "refund", "rule", GROUND)


def plan(*whats, language="en"):
    return plan_of(then(opened(), *whats), wording=Wording(rules(), language), zone="Asia/Shanghai", at=NOON)


def test_a_decided_case_names_who_is_liable_and_an_open_one_what_is_missing():
    assert plan(LiabilityJudged("decided", ("carrier",), ())).verdict == "carrier"
    waiting = plan(LiabilityJudged("pending", ("seller", "carrier"), (), missing=("pkg_intact",)))
    assert waiting.verdict.startswith("seller or carrier (missing: ")
    assert plan(LiabilityJudged("pending", (), ())).verdict == "no rule decides"
    assert plan().verdict == "not judged"


def test_the_next_step_is_the_open_question():
    asked = plan(FactAsked("pkg_intact", Role.BUYER), language="zh-CN")
    assert asked.next_step.startswith("向买家确认：")
    assert "pkg_intact" not in asked.next_step


def test_an_offer_beyond_the_limit_says_so():
    offer = Offer("refund", yuan("89"), yuan("89"), {}, GROUND, grantable=False, needs="supervisor")
    assert plan(OffersWeighed((offer,))).first_offer.endswith("needs approval")


def test_what_is_due_is_told_in_the_zone_of_the_platform_and_in_what_is_left():
    due = plan(clock(5))
    assert (due.due, due.left, due.hours_left) == ("2026-11-11 17:00", "5 h", 5.0)
    assert plan(clock(0.5)).left == "30 min"
    assert plan(clock(96)).left == "4 days"
    assert plan(clock(-3)).left == "overdue 3 h"
    assert plan().left == ""


def test_what_is_most_urgent_stands_first_and_what_has_no_deadline_last():
    plans = by_urgency([plan(), plan(clock(9)), plan(clock(-1)), plan(clock(2))])
    assert [one.hours_left for one in plans] == [-1.0, 2.0, 9.0, None]
