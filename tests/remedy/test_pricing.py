"""Can every part that a folder may name be priced?"""

import pytest

from hejie.casefile.facts import known
from hejie.remedy.pricing import parts_priced, price
from hejie.rulebook.handbook import COST_PARTS
from tests.cast import yuan
from tests.remedy.test_rulings import prices


def test_every_part_a_folder_may_name_can_be_priced():
    assert set(parts_priced()) == set(COST_PARTS)


def test_every_remedy_of_every_platform_names_only_such_parts(rules):
    named = {
        cost.part
        for platform in rules.platforms.values()
        for remedies in platform.remedies.values()
        for remedy in remedies
        for cost in remedy.costs
    }
    assert named <= set(parts_priced())


def priced(rules, remedy, claim, *facts):
    return price(remedy_of(rules, claim, remedy), prices(rules, *facts, claim=claim), {})


def remedy_of(rules, claim, name):
    return next(one for one in rules.platform("taobao").remedies[claim] if one.id == name)


def test_what_the_goods_and_their_way_cost_is_told_apart_where_the_sale_is_undone(rules):
    found = priced(
        rules, "refund", "refund_only", known("goods_cost", yuan("60")), known("freight_out", yuan("5"))
    )
    assert (found.parts, found.total) == ({"refund": 12800}, yuan("128"))
    assert found.spent == {"goods": 6000, "freight_out": 500}


def test_only_what_is_still_to_spend_counts_where_the_goods_stay(rules):
    found = priced(rules, "reship", "missing_item", known("goods_cost", yuan("60")))
    assert found.spent == {}
    assert found.total.minor >= 6000


@pytest.mark.shows("T6")
def test_the_difference_is_paid_where_it_is_known_and_no_more_than_was_asked(rules):
    known_difference = priced(rules, "price_difference", "wrong_item", known("price_difference", yuan("23")))
    assert (known_difference.gives, known_difference.estimated) == (yuan("23"), ("handling",))
    too_much = priced(rules, "price_difference", "wrong_item", known("price_difference", yuan("900")))
    assert too_much.gives == yuan("128")


def test_a_difference_that_nobody_stated_is_all_that_is_asked_and_is_called_a_guess(rules):
    found = priced(rules, "price_difference", "wrong_item")
    assert found.gives == yuan("128")
    assert "price_difference" in found.estimated
