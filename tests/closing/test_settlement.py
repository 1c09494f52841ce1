"""In which order is what was agreed carried out?"""

import pytest

from hejie.casefile.entries import CaseClosed, CaseReopened, OfferAnswered, OfferMade
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.closing import carry_out
from tests.cast import ANA, CHEN, NOON, happened, opened, then, yuan


def settled(file, rules):
    return happened(carry_out(file, rules=rules, at=NOON, by=ANA))


@pytest.mark.shows("M8")
def test_half_the_price_back_is_paid_through_the_order_page_before_receipt_is_confirmed(rules):
    """The shrunk sweater: neither side has to move first, because the platform holds the money."""
    file = then(opened(claim="quality"), OfferMade("partial_refund", yuan("64")))
    (agreed,) = settled(then(file, OfferAnswered("accepted"), by=CHEN), rules)
    steps = [(step.step, step.of) for step in agreed.steps]
    assert steps.index(("ask_partial", Role.BUYER)) < steps.index(("agree_refund", Role.AGENT))
    assert steps.index(("agree_refund", Role.AGENT)) < steps.index(("confirm_receipt", Role.BUYER))
    assert agreed.gives == yuan("64")
    assert all(step.says["zh-CN"] and step.says["en"] for step in agreed.steps)


def test_nothing_is_settled_while_the_buyer_has_not_accepted(rules):
    file = then(opened(), OfferMade("reship"))
    assert settled(file, rules) == []
    assert settled(then(file, OfferAnswered("refused"), by=CHEN), rules) == []


def test_a_settlement_is_made_once(rules):
    file = then(opened(), OfferMade("reship"), OfferAnswered("accepted"))
    file = file.add(*carry_out(file, rules=rules, at=NOON, by=ANA))
    assert settled(file, rules) == []


def test_a_newer_offer_is_not_settled_by_an_older_yes(rules):
    file = then(opened(), OfferMade("reship"), OfferAnswered("accepted"), OfferMade("refund"))
    assert settled(file, rules) == []


def test_what_was_agreed_before_a_reopening_is_not_settled_again(rules):
    file = then(opened(), OfferMade("reship"), OfferAnswered("accepted"))
    file = then(file, CaseClosed("reshipped", "漏装", "称重"), CaseReopened("又少了一件"))
    assert settled(file, rules) == []


@pytest.mark.shows("T9", "M8")
def test_a_remedy_that_is_written_twice_is_carried_out_as_the_case_stands(rules):
    """After the trade succeeded a refused parcel goes back by our own number: the buyer sends nothing."""
    back = (known("order_state", "finished"), known("parcel_state", "returned"))
    usual = (known("order_state", "finished"), known("parcel_state", "delivered"))

    def steps(*facts):
        file = then(opened(*facts, claim="return_refund"), OfferMade("return_refund", yuan("50")))
        (agreed,) = settled(then(file, OfferAnswered("accepted"), by=CHEN), rules)
        return [step.says["en"] for step in agreed.steps]

    assert "Files that number as the return's" in steps(*back)
    assert "Files that number as the return's" not in steps(*usual)
