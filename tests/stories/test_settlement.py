"""What is offered, by whose leave, in which order is it carried out, and who steps in when talking fails?"""

import pytest

from hejie.casefile.entries import (
    CaseTaken,
    Escalated,
    MessageReceived,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
    SettlementAgreed,
    StepDone,
)
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.closing import owed
from hejie.closing.settlement import next_step, out_of_order
from hejie.intake import Notice
from hejie.remedy import why_not
from tests.cast import BO, CHEN, yuan
from tests.stories.notices import refused_on_taobao
from tests.stories.telling import Story

COSTS = (known("goods_cost", yuan("60")), known("freight_out", yuan("5")), known("freight_back", yuan("9")))
OURS = {"photo_is_ours": True, "photo_given": True}


def told(claim, rules, *facts, amount="128", wants="unstated"):
    notice = Notice(
        "taobao", "lantern", "900009", order_id="20261111009", claim=claim, wants=wants, amount=yuan(amount),
        buyer="Chen", goods="羊毛衫", language="zh-CN",
        facts=(*facts, known("order_state", "signed"), known("phase", "onsale"), known("payment_mode", "prepaid")),
    )  # fmt: skip
    return Story.of(notice, rules)


def fit(story):
    return [offer for offer in story.file.last(OffersWeighed).offers if not offer.why_not]


def escalated(story, rule):
    return [up for up in story.file.all(Escalated) if up.ground.rule.startswith(rule)]


@pytest.fixture
def sweater(rules):
    """The sweater that shrank: Chen wants half of the price back, and who moves first is the question."""
    return told("not_as_described", rules, *COSTS, wants="partial_refund")


@pytest.fixture
def half_agreed(sweater):
    sweater.wait(0.2).sends_the_draft()
    sweater.happens(OfferMade("partial_refund", yuan("64"))).wait(1)
    return sweater.happens(OfferAnswered("accepted"), by=CHEN)


@pytest.mark.shows("M8")
def test_half_of_the_price_goes_through_the_platform_and_neither_side_moves_first_on_trust(half_agreed):
    steps = half_agreed.file.last(SettlementAgreed).steps
    assert [step.of for step in steps] == [Role.AGENT, Role.BUYER, Role.AGENT, Role.BUYER]
    assert [step.step for step in steps][-2:] == ["agree_refund", "confirm_receipt"]
    assert "部分退款" in steps[0].says["zh-CN"]


@pytest.mark.shows("M8")
def test_each_step_is_followed_until_all_are_done(half_agreed):
    for step in half_agreed.file.last(SettlementAgreed).steps:
        assert next_step(half_agreed.file) == step
        half_agreed.wait(1).happens(StepDone(step.step))
    assert next_step(half_agreed.file) is None
    assert not owed(half_agreed.file).steps
    assert out_of_order(half_agreed.file) == ()


@pytest.mark.shows("M8")
def test_a_confirmation_before_the_money_came_is_seen_to_have_been_trust(half_agreed):
    half_agreed.happens(StepDone("confirm_receipt"))
    assert [step.step for step in out_of_order(half_agreed.file)] == ["confirm_receipt"]
    assert next_step(half_agreed.file).step == "reply_buyer"


@pytest.mark.shows("M7")
def test_two_offers_without_asking_are_flagged_and_somebody_else_is_proposed(sweater):
    sweater.wait(0.2).sends_the_draft()
    for sum_ in ("10", "20"):
        sweater.happens(OfferMade("coupon", yuan(sum_))).wait(1).happens(OfferAnswered("refused"), by=CHEN)

    (proposed,) = escalated(sweater, "team.another_voice")
    assert proposed.to is Role.SUPERVISOR
    assert "换人" in proposed.ground.says["zh-CN"]
    assert len(escalated(sweater.wait(1), "team.another_voice")) == 1


@pytest.mark.shows("M7")
def test_once_the_wish_is_known_nobody_else_is_proposed(sweater):
    sweater.learns("buyer", buyer_wish="要原来那件衬衫")
    for _ in range(2):
        sweater.happens(OfferMade("coupon", yuan("10"))).happens(OfferAnswered("refused"), by=CHEN)
    assert not escalated(sweater, "team.another_voice")


@pytest.mark.shows("M7")
def test_if_the_next_agent_does_not_ask_either_it_is_said_again(sweater):
    for _ in range(2):
        sweater.happens(OfferMade("coupon", yuan("10"))).happens(OfferAnswered("refused"), by=CHEN)
    sweater.happens(CaseTaken("cara"), by=BO).wait(1)
    assert len(escalated(sweater, "team.another_voice")) == 2


@pytest.mark.shows("C5")
def test_a_refused_parcel_begins_with_a_small_coupon_or_a_new_try_and_ends_with_the_way_out(rules):
    story = Story.of(refused_on_taobao(), rules).learns("buyer", refusal_reason="price")
    best = {offer.remedy for offer in fit(story)[:2]}
    assert best == {"redelivery_coupon", "redeliver"}
    assert fit(story)[0].grantable
    cancel = story.offers["cancel"]
    assert (cancel.needs, cancel.expected > fit(story)[0].expected) == ("supervisor", True)


@pytest.mark.shows("C9")
def test_an_angry_buyer_who_writes_again_and_again_gets_a_supervisor_once(sweater):
    for _ in range(6):
        sweater.wait(0.5).happens(MessageReceived(Role.BUYER, "怎么还没人处理！", "zh-CN"), by=CHEN)
    assert len(escalated(sweater, "team.escalate")) == 1
    assert sweater.file.last(Escalated).ground.rule == "team.escalate.contacts"


@pytest.mark.shows("C9")
@pytest.mark.parametrize(("sum_", "free"), [("50", True), ("51", False)])
def test_up_to_her_limit_ana_grants_a_part_herself_and_more_waits_for_bo(rules, sum_, free):
    story = told("not_as_described", rules, *COSTS, wants="partial_refund", amount=sum_)
    part = story.offers["partial_refund"]
    assert part.grantable or part.needs == "supervisor"
    assert part.gives <= yuan("50") or not part.grantable
    assert story.offers["refund"].grantable
    assert not told("not_as_described", rules, *COSTS, amount="900").offers["refund"].grantable
    assert free or part.gives <= yuan("50")


@pytest.mark.shows("T6")
def test_for_a_wrong_item_the_cheapest_fair_way_out_comes_first_and_the_others_say_what_more_they_cost(rules):
    story = told("wrong_item", rules, *COSTS, known("freight_payer", "seller"))
    story.learns("buyer", **OURS)
    weighed = story.file.last(OffersWeighed)
    assert fit(story)[0].remedy == "exchange"
    assert [offer.rank for offer in fit(story)[:4]] == [1, 2, 3, 0]
    compared = why_not(weighed, "return_refund")
    assert compared.more.minor > 0
    assert compared.by_part["remedy"] > 0


@pytest.mark.shows("T6")
def test_where_the_way_back_costs_more_than_the_goods_a_new_one_is_sent_and_nothing_asked_back(rules):
    cheap = (
        known("goods_cost", yuan("6")),
        known("freight_back", yuan("12")),
        known("freight_payer", "seller"),
    )
    story = told("wrong_item", rules, *cheap, amount="15")
    # Nothing that asks for goods back is left but where no other way pays the price back.
    assert "reship" in story.offers
    best = fit(story)[0]
    assert best.remedy not in ("exchange", "return_refund")


@pytest.mark.shows("T7")
def test_for_a_few_yuan_money_back_at_once_is_within_anas_reach_and_beats_a_quarrel(rules):
    story = told("missing_item", rules, amount="8", wants="refund_only")
    refund = story.offers["refund"]
    assert (refund.grantable, refund.rank) == (True, 1)
    assert fit(story)[0] == refund
    assert story.offers["explain"].why_not == "not_refusable"


@pytest.mark.shows("P3")
def test_nobody_explains_a_missing_item_away_before_the_weights_are_known(rules):
    open_still = told("missing_item", rules, *COSTS)
    assert open_still.offers["explain"].why_not == "not_refusable"


@pytest.mark.shows("T7")
def test_a_refusal_waits_until_the_rules_say_that_the_fault_is_not_ours(rules):
    story = told("not_as_described", rules, *COSTS, amount="400")
    assert story.offers["hold_firm"].why_not == "not_refusable"


@pytest.mark.shows("P4")
def test_each_offer_tells_what_it_costs_in_all_and_in_which_parts(sweater):
    for offer in fit(sweater):
        assert abs(sum(offer.split.values()) - offer.expected.minor) <= len(offer.split)
        assert offer.ground.says["zh-CN"]
    assert sweater.file.last(OffersWeighed).lapse > yuan("128")


@pytest.mark.shows("P5")
def test_after_a_refusal_what_was_refused_is_not_worth_saying_again_and_the_next_offer_is_no_smaller(sweater):
    sweater.wait(0.2).sends_the_draft()
    sweater.happens(OfferMade("partial_refund", yuan("25.60"))).wait(1).happens(
        OfferAnswered("refused"), by=CHEN
    )
    weighed = sweater.file.last(OffersWeighed)
    assert weighed.refused == 1
    assert sweater.offers["partial_refund"].gives > yuan("25.60")


@pytest.mark.shows("P5")
def test_a_counter_offer_is_heard_and_what_was_named_would_be_taken(sweater):
    sweater.happens(OfferMade("partial_refund", yuan("25.60")))
    sweater.wait(1).happens(OfferAnswered("countered", yuan("51.20"), "退四成"), by=CHEN)
    part = sweater.offers["partial_refund"]
    assert yuan("25.60") < part.gives
    assert part.gives <= yuan("51.20")


def test_the_same_case_is_weighed_the_same_twice(rules):
    one, other = (told("wrong_item", rules, *COSTS).file.last(OffersWeighed) for _ in range(2))
    assert one == other
