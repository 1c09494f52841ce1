"""What is still owed?"""

import pytest

from hejie.casefile.entries import (
    CarrierClaimAnswered,
    CarrierClaimFiled,
    LiabilityJudged,
    PromiseKept,
    PromiseMade,
)
from hejie.closing import owed
from tests.cast import NOON, hours, opened, then, yuan


def test_nothing_is_owed_at_the_opening():
    assert owed(opened()) == type(owed(opened()))()


@pytest.mark.shows("P5")
def test_a_promise_is_owed_until_kept_and_overdue_after_its_time():
    promise = PromiseMade("明天补发", NOON + hours(24))
    file = then(opened(), promise)
    assert owed(file).promises == (promise,)
    assert owed(file).overdue(NOON + hours(23)) == ()
    assert owed(file).overdue(NOON + hours(24)) == (promise,)
    assert owed(then(file, PromiseKept("明天补发"))).promises == ()


@pytest.mark.shows("P10")
def test_a_liable_carrier_is_claimed_from_then_chased_until_it_answers():
    file = then(opened(), LiabilityJudged("decided", ("carrier",), ()))
    assert owed(file).carrier == "claim"
    file = then(file, CarrierClaimFiled("圆通", yuan("128")))
    assert owed(file).carrier == "chase"
    assert owed(then(file, CarrierClaimAnswered("圆通", yuan("100")))).carrier == ""


def test_a_carrier_that_may_or_may_not_be_liable_is_not_claimed_from_yet():
    assert owed(then(opened(), LiabilityJudged("pending", ("carrier", "seller"), ()))).carrier == ""
