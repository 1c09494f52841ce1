"""What would have been proposed under another law, where Ana made her offer?"""

import pytest
from msgspec import structs

from hejie.casefile.entries import CaseClosed, OfferAnswered, OfferMade, OffersWeighed
from hejie.casefile.facts import known
from hejie.closing import carry_out
from hejie.remedy import weigh
from hejie.remedy.replaying import decision_of, turned
from hejie.rulebook.settlement import Learned
from tests.cast import ANA, CHEN, NOON, opened, then, yuan

COSTS = known("goods_cost", yuan("60")), known("freight_out", yuan("5"))
CLOSED = CaseClosed("refunded", "a cause", "a lesson")


def offered(rules, remedy, cost=None):
    file = opened(*COSTS, claim="refund_only")
    file = file.add(*weigh(file, rules=rules, at=NOON, by=ANA))
    gives = next(one.gives for one in file.last(OffersWeighed).offers if one.remedy == remedy)
    file = then(then(file, OfferMade(remedy, gives)), OfferAnswered("accepted"), by=CHEN)
    file = file.add(*carry_out(file, rules=rules, at=NOON, by=ANA))
    return then(file, structs.replace(CLOSED, cost=cost))


def test_an_offer_is_told_with_its_odds_its_cost_and_what_the_other_law_proposes(rules):
    file = offered(rules, "coupon")
    found = decision_of(file, rules.acceptance, rules=rules)
    weighed = {one.remedy: one for one in file.last(OffersWeighed).offers}
    assert found.propensity == weighed["coupon"].propensity / 1000
    assert found.expected["coupon"] == weighed["coupon"].expected.minor
    assert sum(found.proposes.values()) == pytest.approx(1, abs=0.002)


def test_under_the_same_law_the_same_is_proposed(rules):
    file = offered(rules, "coupon")
    found = decision_of(file, rules.acceptance, rules=rules)
    assert found.proposes["coupon"] == found.propensity


def test_the_cost_is_that_of_the_closing_else_of_what_was_agreed_without_what_was_spent_before(rules):
    assert decision_of(offered(rules, "refund", yuan("99")), rules.acceptance, rules=rules).cost == 9900
    assert decision_of(offered(rules, "refund"), rules.acceptance, rules=rules).cost == 12800


def test_a_case_that_is_open_or_was_never_weighed_tells_nothing(rules):
    never = then(opened(), OfferMade("coupon"), CLOSED)
    assert decision_of(never, rules.acceptance, rules=rules) is None
    assert decision_of(opened(), rules.acceptance, rules=rules) is None


def everybody_takes_five_percent(table):
    """A law by which every buyer is content with a twentieth of the price."""
    names = [f"{reason}.{band}" for reason in table.reasons for band in range(len(table.band_shift))]
    cells = [0] * 42
    cells[1] = 1_000_000
    tables = (dict.fromkeys(names, row) for row in (tuple(cells), (10,), (10,), (50,)))
    return structs.replace(table, learned=Learned("easy", *tables))


def test_another_law_tells_what_is_offered_first_by_it_and_how_likely_each_remedy_is_taken(rules):
    file = opened(*COSTS, claim="refund_only")
    same = turned(file, rules.acceptance, rules=rules, at=NOON)
    assert same.first[0] == same.first[1]
    assert all(before == after for before, after in same.accepts.values())
    easy = turned(file, everybody_takes_five_percent(rules.acceptance), rules=rules, at=NOON)
    assert easy.first[0] == same.first[0]
    assert easy.accepts["coupon"][1] > easy.accepts["coupon"][0]


def test_nothing_turns_in_a_case_that_is_over_or_whose_amount_is_unknown(rules):
    assert turned(offered(rules, "coupon"), rules.acceptance, rules=rules, at=NOON) is None
    assert turned(opened(amount=None), rules.acceptance, rules=rules, at=NOON) is None
