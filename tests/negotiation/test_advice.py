"""Which remedy may be spoken of?"""

import pytest

from hejie.casefile.entries import Ground, LiabilityJudged, Offer, OffersWeighed
from hejie.negotiation import advised
from tests.cast import NOON, opened, then, yuan

WHY = Ground("taobao.any", {"en": "why"})


def offer(remedy: str, cost: str = "10", *, needs: str = "", why_not: str = "") -> Offer:
    return Offer(
        remedy,
        yuan(cost),
        yuan(cost),
        {},
        WHY,
        grantable=not (needs or why_not),
        needs=needs,
        why_not=why_not,
    )


def weighed(*offers: Offer, advice: tuple[str, ...] = (), claim: str = "missing_item"):
    judged = LiabilityJudged("decided", ("seller",), (), advice=advice)
    return then(opened(claim=claim), judged, OffersWeighed(offers), at=NOON)


@pytest.mark.shows("P4")
def test_what_the_rules_advise_is_offered_even_where_something_else_is_cheaper(rules):
    file = weighed(
        offer("explain", "6"), offer("partial_refund", "20"), offer("reship", "78"), advice=("reship",)
    )
    assert advised(file, rules).remedy == "reship"


def test_of_two_remedies_that_carry_out_the_advice_the_first_is_offered(rules):
    file = weighed(offer("reship", "78"), offer("refund", "128"), advice=("claim_from_carrier",))
    assert advised(file, rules).remedy == "reship"


@pytest.mark.shows("C9")
def test_what_is_beyond_the_limit_is_not_spoken_of_before_it_is_approved(rules):
    file = weighed(
        offer("return_refund", needs="supervisor"), advice=("agree_return",), claim="return_refund"
    )
    assert advised(file, rules) is None
    assert advised(file, rules, within_limit=False).remedy == "return_refund"


@pytest.mark.shows("C5")
def test_a_second_delivery_may_be_an_invitation_below_what_the_buyer_is_due(rules):
    file = weighed(
        offer("redelivery_coupon", why_not="full_refund"), advice=("persuade_delivery",), claim="cod_refused"
    )
    assert advised(file, rules).remedy == "redelivery_coupon"


def test_without_advice_the_first_that_may_be_granted_stands(rules):
    assert advised(weighed(offer("refund", needs="supervisor"), offer("reship")), rules).remedy == "reship"


def test_before_anything_is_weighed_there_is_nothing_to_offer(rules):
    assert advised(opened(), rules) is None


@pytest.mark.shows("P3", "T7")
@pytest.mark.parametrize("why", ["not_refusable", "ours_to_bear"])
def test_a_refusal_that_may_not_be_is_never_spoken_of(why, rules):
    barred = offer("hold_firm", "6", why_not=why)
    assert advised(weighed(barred, advice=("prove_and_refuse",)), rules, within_limit=False) is None


@pytest.mark.shows("P3", "P4")
def test_before_it_is_judged_only_what_fits_every_verdict_is_spoken_of(rules):
    file = opened(claim="damaged")
    open_ = LiabilityJudged("pending", ("seller", "carrier"), (), advice=("reship", "claim_from_carrier"))
    assert advised(then(file, open_, OffersWeighed((offer("reship"),))), rules).remedy == "reship"
    wider = LiabilityJudged("pending", ("seller", "none"), (), advice=("reship", "explain"))
    assert advised(then(file, wider, OffersWeighed((offer("reship"),))), rules) is None
