"""Which remedies fit, what do they cost, and who may grant them?"""

import pytest

from hejie.casefile.entries import Offer, OffersWeighed
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.remedy import weigh
from tests.cast import ANA, NOON, happened, opened, yuan

COSTS = (
    known("goods_cost", yuan("60")),
    known("freight_out", yuan("5")),
    known("freight_back", yuan("9")),
    known("freight_payer", "seller"),
)


def offers(file, rules) -> dict[str, Offer]:
    (weighed,) = happened(weigh(file, rules=rules, at=NOON, by=ANA))
    assert isinstance(weighed, OffersWeighed)
    return {offer.remedy: offer for offer in weighed.offers}


@pytest.mark.shows("P4")
def test_the_whole_cost_is_the_sum_of_its_parts(rules):
    weighed = offers(opened(*COSTS, claim="missing_item"), rules)
    reship = weighed["reship"]
    assert reship.parts["reship"] == 6500
    assert all(sum(offer.parts.values()) == offer.cost.minor for offer in weighed.values())


def test_what_costs_least_in_expectation_comes_first_and_the_best_three_are_marked(rules):
    (weighed,) = happened(weigh(opened(*COSTS, claim="wrong_item"), rules=rules, at=NOON, by=ANA))
    fit = [offer for offer in weighed.offers if not offer.why_not]
    assert [offer.expected.minor for offer in fit] == sorted(offer.expected.minor for offer in fit)
    assert [offer.rank for offer in fit] == [1, 2, 3, 0]
    assert fit[0].remedy == "exchange"


def test_the_expected_cost_is_divided_into_its_parts_to_the_cent(rules):
    (weighed,) = happened(weigh(opened(*COSTS, claim="wrong_item"), rules=rules, at=NOON, by=ANA))
    for offer in weighed.offers:
        if offer.expected:
            assert abs(sum(offer.split.values()) - offer.expected.minor) <= len(offer.split)


def test_offers_that_cost_nearly_the_same_take_turns_and_the_odds_are_kept(rules):
    (weighed,) = happened(weigh(opened(*COSTS, claim="stalled"), rules=rules, at=NOON, by=ANA))
    costs = {offer.remedy: offer.expected.minor for offer in weighed.offers if offer.propensity}
    assert len(costs) > 1
    assert max(costs.values()) - min(costs.values()) <= 128
    assert sum(offer.propensity for offer in weighed.offers) == 1000


def test_a_part_that_rests_on_an_estimate_says_so(rules):
    assert "reship" in offers(opened(claim="missing_item"), rules)["reship"].ground.because
    assert "reship" not in offers(opened(*COSTS, claim="missing_item"), rules)["reship"].ground.because


def test_goods_that_come_back_fit_for_sale_lower_the_cost_of_a_return(rules):
    back = offers(opened(*COSTS, known("item_resaleable", True), claim="return_refund"), rules)[
        "return_refund"
    ]
    spoilt = offers(opened(*COSTS, known("item_resaleable", False), claim="return_refund"), rules)[
        "return_refund"
    ]
    assert spoilt.cost.minor - back.cost.minor == 6000


def test_without_an_amount_nothing_can_be_priced(rules):
    assert weigh(opened(claim="missing_item", amount=None), rules=rules, at=NOON, by=ANA) == ()


def test_asked_again_with_nothing_new_it_says_nothing(rules):
    file = opened(*COSTS, claim="missing_item")
    file = file.add(*weigh(file, rules=rules, at=NOON, by=ANA))
    assert weigh(file, rules=rules, at=NOON, by=ANA) == ()


def test_money_of_another_currency_is_never_mixed_in(rules):
    dollars = known("goods_cost", Money(6000, "USD"))
    reship = offers(opened(dollars, claim="missing_item"), rules)["reship"]
    assert "reship" in reship.ground.because
    assert reship.cost.currency == "CNY"


@pytest.mark.shows("P4", "T9")
def test_what_the_rules_advise_is_proposed_first_so_that_list_and_draft_say_the_same(rules):
    file = opened(known("order_state", "shipped"), known("parcel_state", "refused"), claim="return_refund")
    (found,) = happened(weigh(file, rules=rules, at=NOON, by=ANA))
    assert found.offers[0].remedy == "explain"
    assert found.offers[0].ground.says["en"].startswith("Withdraw the return")
    assert found.offers[0].expected >= found.offers[1].expected
