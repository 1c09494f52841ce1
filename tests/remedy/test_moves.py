"""Is nothing ever offered that is unfair, or asked back that is not worth its freight?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.entries import OffersWeighed
from hejie.casefile.entries.deciding import NOT_REFUSABLE, OURS_TO_BEAR
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Weight
from hejie.remedy import weigh
from hejie.remedy.floor import below_floor
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


@pytest.mark.shows("P3", "T7")
def test_declining_is_barred_before_it_is_judged_by_whatever_way_the_platform_does_it(rules):
    seen = offers(opened(claim="quality", platform="mercadolibre", amount=Money.of("90", "BRL")), rules)
    assert seen["hold_firm"].why_not == NOT_REFUSABLE


@pytest.mark.shows("C5")
def test_an_invitation_takes_no_right_away_and_may_be_made_beside_the_refund_that_is_due(rules):
    facts = (
        known("refusal", "true_refusal"),
        known("parcel_state", "refused"),
        known("refusal_reason", "changed_mind"),
    )
    amount = Money.of("90", "BRL")
    seen = offers(opened(*facts, claim="cod_refused", platform="mercadolibre", amount=amount), rules)
    assert (seen["redelivery_coupon"].why_not, seen["refund"].why_not) == ("", "")
    assert next(iter(seen)) == "redelivery_coupon"


@pytest.mark.shows("B8")
def test_customs_without_the_buyers_proof_begins_with_asking_for_it_and_not_with_the_refund(rules):
    facts = known("customs_reason", "undervalued"), known("seizure_proof", False)
    amount = Money.of("15", "USD")
    found = weighed(opened(*facts, claim="customs", platform="aliexpress", amount=amount), rules).offers
    assert found[0].remedy == "explain"
    assert found[0].ground.says["en"].startswith("Which proof is missing")


@pytest.mark.shows("P4", "T13")
def test_something_can_be_offered_for_every_claim_on_every_platform(rules):
    claims = {claim for platform in rules.platforms.values() for claim in platform.remedies}
    for name in ("taobao", "pinduoduo", "aliexpress", "mercadolibre", "17zwd"):
        assert not claims - rules.platform(name).remedies.keys(), name
