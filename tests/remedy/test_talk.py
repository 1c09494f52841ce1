"""How far has the bargaining come?"""

import pytest

from hejie.casefile.entries import CaseClosed, CaseReopened, OfferAnswered, OfferMade
from hejie.casefile.facts import known
from hejie.remedy.acceptance import law_of
from hejie.remedy.talk import Talk, law_for, satisfied, segment_of, talk
from tests.cast import CHEN, opened, then, yuan

AMOUNT = yuan("100")


def offered(file, sum_, answer, counter=None):
    return then(then(file, OfferMade("partial_refund", yuan(sum_))), OfferAnswered(answer, counter), by=CHEN)


def test_refused_offers_raise_what_the_buyer_needs_at_least(rules):
    table = rules.acceptance
    file = offered(offered(opened(), "20", "refused"), "30", "countered", yuan("50"))
    assert talk(file, AMOUNT, table) == Talk(
        2, satisfied("partial_refund", yuan("30"), AMOUNT, table), yuan("50")
    )
    assert talk(opened(), AMOUNT, table) == Talk()


def test_a_smaller_offer_afterwards_does_not_lower_it(rules):
    table = rules.acceptance
    file = offered(offered(opened(), "30", "refused"), "10", "refused")
    assert talk(file, AMOUNT, table).refused == satisfied("partial_refund", yuan("30"), AMOUNT, table)


def test_a_case_that_came_back_begins_anew(rules):
    file = then(offered(opened(), "30", "refused"), CaseClosed("withdrawn", "x", "y"), CaseReopened("again"))
    assert talk(file, AMOUNT, rules.acceptance) == Talk()


@pytest.mark.parametrize(("wants", "goods"), [("reship", 0.85), ("refund_only", 0.15)])
def test_the_wish_that_was_stated_is_heard(rules, wants, goods):
    table = rules.acceptance
    file = opened(known("wants", wants))
    law = law_for(file, AMOUNT, Talk(), law_of(table, segment_of(file, AMOUNT, table)), table)
    assert law.mass[1].sum() == pytest.approx(goods)


def test_the_sum_that_was_named_bounds_what_is_needed(rules):
    table = rules.acceptance
    law = law_for(opened(), AMOUNT, Talk(1, (0, 0), yuan("40")), law_of(table, "missing.1"), table)
    assert law.mass[0, :9].sum() / law.mass[0].sum() == pytest.approx(1)
