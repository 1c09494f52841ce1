"""What is lost if our next clock runs out?"""

from msgspec import structs

from hejie.casefile.entries import ClockSet, Ground, Offer, OffersWeighed
from hejie.casefile.parties import Role
from hejie.dispatch import stake
from hejie.dispatch.stakes import hard_clock, next_clock
from tests.cast import NOON, hours, opened, then, yuan

WHY = Ground("taobao.refund", {"en": "The price back"})


def clock(hours_left, turn=Role.SELLER, name="reply"):
    return ClockSet(name, NOON + hours(hours_left), turn, {}, "rule", WHY)


def weighed(*costs, lapse=None):
    offers = tuple(
        Offer(f"r{n}", yuan("999"), yuan("0"), {}, WHY, expected=yuan(cost)) for n, cost in enumerate(costs)
    )
    return OffersWeighed(offers, lapse=lapse)


def test_the_next_clock_is_the_earliest_of_ours():
    file = then(opened(), clock(40), clock(2, Role.BUYER, "buyer"), clock(10, name="prove"))
    assert next_clock(file).clock == "prove"
    assert stake(opened()) is None


def test_our_own_clock_for_a_quick_answer_is_no_hard_one():
    file = then(opened(), clock(0.5, name="team.first_response"), clock(40))
    assert (next_clock(file).clock, hard_clock(file).clock) == ("team.first_response", "reply")


def test_the_stake_is_what_silence_costs_less_the_best_that_we_can_do():
    file = then(opened(), clock(10), weighed("60", "35", lapse=yuan("140")))
    assert stake(file) == yuan("105")


def test_what_we_would_agree_to_anyway_has_nothing_at_stake():
    file = then(opened(), clock(10), weighed("140", "150", lapse=yuan("140")))
    assert stake(file) == yuan("0")


def test_what_is_unfair_is_no_way_to_save_the_stake():
    fair, unfair = weighed("60", "1").offers
    unfair = structs.replace(unfair, why_not="full_refund")
    file = then(opened(), clock(10), OffersWeighed((fair, unfair), lapse=yuan("140")))
    assert stake(file) == yuan("80")


def test_before_anything_was_weighed_all_of_the_amount_is_at_stake():
    assert stake(then(opened(), clock(10))) == yuan("128")
