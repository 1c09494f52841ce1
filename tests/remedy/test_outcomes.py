"""What does a finished case show of its buyer?"""

from hejie.casefile.entries import CaseClosed, OfferAnswered, OfferMade, PlatformSteppedIn
from hejie.remedy.outcomes import outcome_of
from hejie.remedy.talk import satisfied
from tests.cast import CHEN, NOON, opened, then, yuan

CLOSED = CaseClosed("withdrawn", "a cause", "a lesson")


def told(*whats):
    file = opened()
    for what in whats:
        file = then(file, what, by=CHEN)
    return file


def offer(sum_):
    return OfferMade("partial_refund", yuan(sum_))


def cells(sum_, rules):
    return satisfied("partial_refund", yuan(sum_), yuan("128"), rules.acceptance)


def test_refused_twenty_and_took_thirty(rules):
    file = told(offer("25"), OfferAnswered("refused"), offer("40"), OfferAnswered("accepted"), CLOSED)
    found = outcome_of(file, rules.acceptance)
    assert (found.segment, found.on) == ("missing.1", NOON.date())
    assert (found.refused, found.taken) == (cells("25", rules), cells("40", rules))
    assert found.after == ("stayed",)


def test_who_goes_to_the_platform_after_a_refusal_escalated(rules):
    file = told(offer("25"), OfferAnswered("refused"), PlatformSteppedIn(), CLOSED)
    found = outcome_of(file, rules.acceptance)
    assert (found.taken, found.after) == (None, ("escalated",))


def test_who_is_not_heard_of_again_let_it_rest(rules):
    found = outcome_of(told(offer("25"), OfferAnswered("refused"), CLOSED), rules.acceptance)
    assert found.after == ("rested",)


def test_an_open_case_and_one_without_an_offer_or_an_answer_teach_nothing(rules):
    assert outcome_of(told(offer("25"), OfferAnswered("accepted")), rules.acceptance) is None
    assert outcome_of(told(CLOSED), rules.acceptance) is None
    assert outcome_of(told(offer("25"), CLOSED), rules.acceptance) is None
