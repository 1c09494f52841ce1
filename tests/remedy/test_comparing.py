"""What speaks against the remedy that Ana prefers?"""

import pytest

from hejie.casefile.facts import known
from hejie.remedy import weigh, why_not
from hejie.remedy.comparing import NotAmongThem
from tests.cast import ANA, NOON, happened, opened, yuan

COSTS = known("goods_cost", yuan("60")), known("freight_back", yuan("9")), known("freight_payer", "seller")


@pytest.fixture
def weighed(rules):
    (found,) = happened(weigh(opened(*COSTS, claim="wrong_item"), rules=rules, at=NOON, by=ANA))
    return found


@pytest.mark.shows("T6")
def test_another_remedy_is_told_beside_the_best_one_in_all_and_part_by_part(weighed):
    compared = why_not(weighed, "return_refund")
    assert compared.best.remedy == "exchange"
    assert compared.more == compared.preferred.expected - compared.best.expected
    assert compared.more.minor > 0
    assert abs(sum(compared.by_part.values()) - compared.more.minor) <= 20


def test_the_best_one_costs_nothing_more(weighed):
    assert why_not(weighed, "exchange").more.minor == 0


def test_what_falls_short_of_a_right_has_no_price(weighed):
    compared = why_not(weighed, "hold_firm")
    assert (compared.why_not, compared.more, compared.by_part) == ("not_refusable", None, {})


def test_what_was_not_weighed_says_what_was(weighed):
    with pytest.raises(NotAmongThem, match="exchange"):
        why_not(weighed, "coupon")
