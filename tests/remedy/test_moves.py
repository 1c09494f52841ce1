"""Is nothing ever offered that is unfair, or asked back that is not worth its freight?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.entries import OffersWeighed
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Weight
from hejie.remedy import weigh
from hejie.remedy.floor import below_floor
from hejie.remedy.moves import NOT_REFUSABLE, OURS_TO_BEAR
from tests.cast import ANA, NOON, happened, opened, yuan

CLAIMS = ("missing_item", "refund_only", "return_refund", "no_reason_return", "late_shipment", "cod_refused", "damaged",
          "not_as_described", "wrong_item", "stalled")  # fmt: skip

SHORT = {
    "w_warehouse": Weight(872),
    "w_carrier": Weight(870),
    "w_repacked": Weight(1290),
    "w_item": Weight(420),
}


def weighed(file, rules) -> OffersWeighed:
    (found,) = happened(weigh(file, rules=rules, at=NOON, by=ANA))
    return found


def offers(file, rules):
    return {offer.remedy: offer for offer in weighed(file, rules).offers}


@pytest.mark.shows("T6")
def test_where_the_way_back_costs_more_than_the_goods_nobody_is_asked_to_send_them_back(rules):
    cheap = opened(
        known("goods_cost", yuan("7")), known("freight_back", yuan("9")), claim="quality", amount=yuan("19")
    )
    dear = opened(
        known("goods_cost", yuan("70")), known("freight_back", yuan("9")), claim="quality", amount=yuan("190")
    )
    asks_back = {"return_refund", "exchange"}
    assert not asks_back & offers(cheap, rules).keys()
    assert "refund" in offers(cheap, rules)
    assert asks_back <= offers(dear, rules).keys()


def test_whoever_pays_the_way_back_alone_may_still_choose_it(rules):
    facts = known("goods_cost", yuan("7")), known("freight_back", yuan("9")), known("freight_payer", "buyer")
    assert "return_refund" in offers(opened(*facts, claim="no_reason_return", amount=yuan("19")), rules)


@pytest.mark.shows("T9")
def test_goods_that_are_back_are_not_offered_to_be_kept_unless_they_are_spoilt(rules):
    back = known("stage", "return_inspection"), known("goods_cost", yuan("70"))
    keeps = {"partial_refund", "refund", "repair"}
    seen = offers(opened(*back, claim="return_refund", amount=yuan("190")), rules)
    assert not {"partial_refund", "refund"} & seen.keys()
    assert {"return_refund", "hold_firm"} <= seen.keys()
    spoilt = opened(*back, known("item_resaleable", False), claim="return_refund", amount=yuan("190"))
    assert keeps <= offers(spoilt, rules).keys()


@pytest.mark.shows("T7")
def test_a_small_thing_returned_without_reason_is_paid_back_first(rules):
    assert weighed(opened(claim="no_reason_return", amount=yuan("9.90")), rules).offers[0].remedy == "refund"
    assert "refund" not in offers(opened(claim="no_reason_return", amount=yuan("10.01")), rules)


@pytest.mark.shows("T7")
def test_nobody_stands_firm_before_it_is_judged_that_the_fault_is_not_ours(rules):
    open_ = offers(opened(claim="not_as_described"), rules)
    assert open_["hold_firm"].why_not == NOT_REFUSABLE
    assert not open_["hold_firm"].grantable
    assert open_["hold_firm"].expected is None


def test_where_the_fault_is_ours_words_alone_are_not_enough(rules):
    ours = opened(
        known("pkg_intact", True), *(known(*scale) for scale in SHORT.items()), claim="missing_item"
    )
    found = offers(ours, rules)
    assert all(offer.why_not for remedy, offer in found.items() if remedy in ("explain", "hold_firm"))
    assert {offer.why_not for offer in found.values()} <= {"", OURS_TO_BEAR, NOT_REFUSABLE, "replacement"}
    assert found["reship"].why_not == ""


@settings(max_examples=60)
@given(
    st.sampled_from(CLAIMS),
    st.integers(50, 500_000),
    st.integers(0, 100_000),
    st.integers(0, 5000),
    st.sampled_from(["agent", "supervisor", "admin"]),
    st.booleans(),
)
def test_cap_and_floor_hold_in_any_case(rules, claim, amount, goods, freight, role, signed):
    facts = [
        known("goods_cost", Money(goods, "CNY")), known("freight_back", Money(freight, "CNY")), known("role", role),
        known("no_reason_claimed", claim == "no_reason_return"), known("item_resaleable", signed),
    ]  # fmt: skip
    file = opened(*facts, claim=claim, amount=Money(amount, "CNY"))
    answers = rules.judge(file.facts, as_of=NOON)
    remedies = {remedy.id: remedy for remedy in rules.platform("taobao").remedies[claim]}
    for offer in weighed(file, rules).offers:
        remedy = remedies[offer.remedy]
        limit = answers[remedy.limit].values[0] if remedy.limit else None
        if offer.grantable and limit is not None:
            assert offer.gives.minor <= limit
        short = below_floor(remedy, answers["entitlement"], offer.gives, answers["penalty"])
        if short:
            assert (offer.why_not, offer.grantable, offer.rank) == (short, False, 0)
        assert 0 <= offer.accepts <= 100
        assert offer.gives.minor <= amount or offer.remedy == "late_compensation"
