"""Is a buyer who was refunded and then got the parcel asked to pay again, and only such a buyer?"""

import pytest

from hejie.casefile.entries import CaseClosed, ParcelScanned, RepaymentAnswered, RepaymentAsked, StepDone
from hejie.closing.repayment import (
    NothingAsked,
    NotRefunded,
    ask_repayment,
    may_ask_repayment,
    repaid,
    repayment,
)
from tests.cast import ANA, NOON, happened, hours, opened, then, yuan

DELIVERED = ParcelScanned("LP1", NOON + hours(48), "delivered")


def refunded():
    """Chen's bottle was late, and the money went back."""
    return then(opened(claim="not_received"), StepDone("agree_refund"))


@pytest.mark.shows("B5")
def test_a_parcel_that_comes_after_the_refund_may_be_paid_again_by_a_day(rules):
    file = then(refunded(), DELIVERED)
    (asked,) = happened(
        ask_repayment(file, yuan("128"), "包裹已签收", rules=rules, at=NOON + hours(50), by=ANA)
    )
    assert asked.amount == yuan("128")
    assert asked.due_at > NOON + hours(50)


@pytest.mark.shows("B5")
def test_what_the_buyer_paid_again_is_tracked_to_the_last_cent():
    file = then(refunded(), DELIVERED, RepaymentAsked(yuan("128")))
    assert repayment(file).outstanding == yuan("128")
    file = file.add(*repaid(file, RepaymentAnswered(yuan("100")), at=NOON, by=ANA))
    assert (repayment(file).outstanding, repayment(file).answered) == (yuan("28"), True)


def test_a_case_that_closed_with_a_refund_counts_as_refunded():
    file = then(opened(claim="not_received"), CaseClosed("refunded_full", "物流", "换承运商"))
    assert not may_ask_repayment(file)
    assert may_ask_repayment(then(file, DELIVERED))


def test_a_parcel_that_came_before_the_refund_was_refunded_for_another_reason():
    early = ParcelScanned("LP1", NOON - hours(48), "delivered")
    assert not may_ask_repayment(then(refunded(), early))


def test_a_return_that_arrives_with_us_is_no_delivery_to_the_buyer():
    back = ParcelScanned("LP1", NOON + hours(48), "delivered", direction="return")
    assert not may_ask_repayment(then(refunded(), back))


def test_a_buyer_who_was_not_refunded_is_never_asked(rules):
    file = then(opened(claim="not_received"), DELIVERED)
    with pytest.raises(NotRefunded):
        ask_repayment(file, yuan("128"), rules=rules, at=NOON, by=ANA)


def test_nobody_answers_a_request_that_was_not_made():
    assert repayment(refunded()) is None
    with pytest.raises(NothingAsked):
        repaid(refunded(), RepaymentAnswered(yuan("1")), at=NOON, by=ANA)
