"""What does a dispute cost, by how the case stands, and what does silence?"""

import pytest

from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.remedy.authority import answers_by_role
from hejie.remedy.pricing import Price, Prices, price
from hejie.remedy.rulings import SPLIT, endings, lapse, ruled_for_the_buyer, still_to_spend
from hejie.rulebook import Answer
from tests.cast import NOON, opened, yuan


def prices(rules, *facts, liable="", **more):
    file = opened(*facts, **more)
    answers = answers_by_role(file.facts, rules=rules, at=NOON)[Role.AGENT]
    if liable:
        answers = {**answers, "liability": Answer("liability", "decided", (liable,))}
    return Prices(rules, file.facts, answers, file.opened.amount, NOON.date())


def part(costs, name):
    return costs[SPLIT.index(name)]


@pytest.mark.parametrize(
    ("liable", "percent"), [("seller", 90), ("carrier", 90), ("", 55), ("none", 15), ("buyer", 15)]
)
def test_the_risk_of_a_ruling_follows_from_how_liability_stands(rules, liable, percent):
    assert ruled_for_the_buyer(prices(rules, liable=liable)) == percent


def test_standing_firm_against_our_own_fault_is_dearer_than_for_our_right(rules):
    at_fault, in_the_right = (endings(prices(rules, liable=liable)) for liable in ("seller", "none"))
    assert part(at_fault.escalated, "ruling") == pytest.approx(0.9 * 12800)
    assert at_fault.escalated.sum() > in_the_right.escalated.sum()
    assert at_fault.rested.sum() < at_fault.escalated.sum()


def test_a_penalty_and_its_points_are_part_of_a_ruling_against_us(rules):
    found = prices(rules, liable="seller")
    fined = {
        **found.answers,
        "penalty": Answer("penalty", "decided", (500,)),
        "points": Answer("points", "decided", (3,)),
    }
    cost = endings(Prices(rules, found.facts, fined, found.amount, found.day)).escalated
    assert part(cost, "penalty") == pytest.approx(0.9 * (500 + 3 * 500))


def test_what_was_spent_before_does_not_count_when_the_sale_is_undone(rules):
    costs = known("goods_cost", yuan("60")), known("freight_out", yuan("5"))
    found = prices(rules, *costs, claim="refund_only")
    remedies = {remedy.id: remedy for remedy in rules.platform("taobao").remedies["refund_only"]}
    refund = price(remedies["refund"], found, {})
    assert refund.total == yuan("128")
    assert refund.spent == {"goods": 6000, "freight_out": 500}
    assert still_to_spend(refund).sum() == 12800


def test_silence_costs_what_the_platform_then_takes_as_agreed_and_the_custom(rules):
    found = prices(rules)
    silent = Price(yuan("128"), {"refund": 12800}, ())
    assert lapse(silent, found) == Money(12800 + 1200, "CNY")
    assert lapse(None, found) == Money(1200, "CNY")
