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


def test_the_cheapest_that_may_be_offered_comes_first(rules):
    (weighed,) = happened(weigh(opened(*COSTS, claim="missing_item"), rules=rules, at=NOON, by=ANA))
    fit = [offer.cost.minor for offer in weighed.offers if not offer.why_not]
    assert fit == sorted(fit)


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
