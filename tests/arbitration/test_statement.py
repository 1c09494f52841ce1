"""Does the first page answer the claim point by point, with exhibit numbers and only with rules a reviewer goes by?"""

import pytest

from hejie.casefile.entries import LiabilityJudged
from tests.arbitration.reviewing import CLAUSE, HABIT, bottle, cup, photo, told
from tests.cast import then


@pytest.mark.shows("T8", "C6")
def test_each_point_says_the_claim_the_facts_the_exhibits_and_the_rule_with_its_source(rules):
    pack = told(cup(photo("repack_weight"), photo("carrier_weight", "b")), rules)
    point = pack.statement.points[0]
    assert point.claim == "漏发少件：“包裹里只有一只杯子！”"
    assert ("物流称重", "1240 g") in point.facts
    titles = {one.number: one.exhibit for one in pack.exhibits}
    assert {titles[number] for number in point.exhibits} == {"repack_weight", "carrier_weight"}
    assert point.rule == CLAUSE.says["zh-CN"]
    assert CLAUSE.source in point.source


@pytest.mark.shows("T8")
def test_a_habit_of_our_trade_is_never_cited_to_a_reviewer(rules):
    point = told(cup(ground=HABIT), rules).statement.points[0]
    assert (point.rule, point.source) == ("", "")
    assert point.facts


@pytest.mark.shows("M4")
@pytest.mark.parametrize(
    ("liable", "begins"),
    [
        ("none", "责任不在卖家"),
        ("buyer", "责任不在卖家"),
        ("carrier", "损失发生在承运商处"),
        ("seller", "卖家愿意承担"),
    ],
)
def test_the_conclusion_comes_first_and_follows_the_judgment(rules, liable, begins):
    assert told(cup(liable=liable), rules).statement.conclusion.startswith(begins)


def test_while_it_is_open_nothing_is_concluded_and_what_is_at_hand_is_told(rules):
    pack = told(then(bottle(), LiabilityJudged("pending", ("carrier", "seller"), ())), rules)
    assert pack.statement.conclusion.startswith("Isto é o que já foi apurado")
    assert pack.statement.points[0].claim == 'Não recebido: "Ainda não chegou!"'


def test_what_was_offered_and_how_soon_we_answered_are_points_of_their_own(rules):
    pack = told(cup(), rules)
    _, wish, conduct = pack.statement.points
    assert "¥20.00" in wish.answer
    assert conduct.answer == "首次回复于 2026-11-11 12:30，共回复 1 次"
    assert wish.exhibits
    assert conduct.exhibits


def test_a_point_whose_proof_is_missing_names_no_exhibit(rules):
    assert told(cup(), rules).statement.points[0].exhibits == ()
