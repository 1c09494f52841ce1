"""Does Ana see what a remedy costs beside the first choice, and is she asked why only where it is much?"""

import pytest
from django.utils import translation

from hejie.casefile.facts import known
from hejie.desk.telling.beside import beside, chance
from hejie.remedy import weigh
from tests.cast import ANA, NOON, happened, opened, yuan

COSTS = known("goods_cost", yuan("60")), known("freight_back", yuan("9")), known("freight_payer", "seller")


@pytest.fixture
def weighed(rules):
    (found,) = happened(weigh(opened(*COSTS, claim="wrong_item"), rules=rules, at=NOON, by=ANA))
    return found


def told(weighed, notable="5"):
    with translation.override("zh-hans"):
        return beside(weighed, notable=yuan(notable), language="zh-CN")


@pytest.mark.shows("T6")
def test_each_remedy_but_the_first_says_in_one_sentence_what_more_it_costs_and_in_which_parts(weighed):
    other = told(weighed)["return_refund"]
    more = weighed.offers[[one.remedy for one in weighed.offers].index("return_refund")].expected
    assert other.says == f"算上后续，比首选多花 {(more - weighed.offers[0].expected).text('zh-CN')}"
    assert any(part.amount.startswith("+¥") for part in other.slices)
    assert weighed.offers[0].remedy not in told(weighed)


def test_the_bars_share_one_scale_and_what_is_saved_lies_left_of_what_is_spent(weighed):
    others = told(weighed).values()
    assert len({other.zero for other in others}) == 1
    for other in others:
        for part in other.slices:
            assert 0 <= part.start <= part.start + part.width <= 100.1
            assert (part.start < other.zero - 0.001) == part.amount.startswith("−") or part.width == 0


def test_a_reason_is_asked_for_only_where_it_costs_notably_more(weighed):
    assert any(other.asks_why for other in told(weighed, "0.01").values())
    assert not any(other.asks_why for other in told(weighed, "100000").values())


def test_what_falls_short_of_a_right_is_not_compared_and_nobody_is_said_to_take_it(weighed):
    refused = [offer for offer in weighed.offers if offer.why_not]
    assert refused
    assert not {offer.remedy for offer in refused} & set(told(weighed))
    assert [chance(offer) for offer in refused] == [""] * len(refused)


def test_the_same_case_is_told_the_same(weighed):
    assert told(weighed) == told(weighed)
