"""In which situation of the talk are we?"""

import pytest

from hejie.casefile.entries import (
    FactAsked,
    FactStated,
    LiabilityJudged,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    SettlementAgreed,
    StageMoved,
)
from hejie.casefile.facts import Fact, FactState, known
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.negotiation.situation import open_question, should_ask_the_wish, situation
from tests.cast import ANA, BO, CHEN, opened, then, yuan

HELLO = MessageSent("您好，非常抱歉……", "zh-CN")
SELLER = LiabilityJudged("decided", ("seller",), (), advice=("reship",))


@pytest.mark.shows("P1")
def test_the_first_move_is_a_first_reply():
    assert situation(opened()) == "first_reply"


def test_after_our_message_it_is_the_buyers_move():
    assert situation(then(opened(), HELLO)) == ""


@pytest.mark.shows("P3")
def test_while_a_fact_only_the_buyer_has_is_open_we_ask_for_it():
    file = then(opened(), HELLO, FactAsked("pkg_intact", Role.BUYER), MessageReceived(Role.BUYER, "少了一个"))
    assert situation(file) == "ask_fact"
    assert situation(then(file, FactStated(known("pkg_intact", True)))) == "progress"


def test_a_fact_that_will_not_come_is_not_asked_again():
    file = then(opened(), FactAsked("pkg_intact", Role.BUYER))
    assert open_question(file, Role.BUYER) == "pkg_intact"
    file = then(file, FactStated(Fact("pkg_intact", FactState.UNOBTAINABLE)))
    assert open_question(file, Role.BUYER) == ""


@pytest.mark.shows("P4", "P5")
def test_once_liability_is_decided_we_offer_and_answer_a_counter_offer():
    file = then(opened(), HELLO, SELLER)
    assert situation(file) == "offer"
    file = then(file, OfferMade("reship"), HELLO)
    assert situation(file) == ""
    assert situation(then(file, OfferAnswered("countered", yuan("50")), by=CHEN)) == "counter_offer"


def test_where_the_buyer_is_liable_we_prove_kindly():
    file = then(opened(), HELLO, LiabilityJudged("decided", ("buyer",), (), advice=("prove_and_refuse",)))
    assert situation(file) == "prove_and_refuse"


def test_once_the_platform_looks_at_it_we_write_to_the_platform():
    file = then(opened(), HELLO, StageMoved(Stage.PLATFORM_REVIEW, Turn.PLATFORM))
    assert situation(file) == "platform_statement"
    assert situation(then(file, SettlementAgreed("reship"))) == "settled"


@pytest.mark.shows("M7")
def test_two_offers_without_asking_for_the_wish_are_one_too_many():
    file = then(opened(), OfferMade("coupon"), OfferMade("partial_refund"), by=ANA)
    assert should_ask_the_wish(file)
    assert not should_ask_the_wish(then(file, FactStated(known("buyer_wish", "要原来那件衬衫")), by=BO))
    assert not should_ask_the_wish(then(opened(), OfferMade("coupon")))
