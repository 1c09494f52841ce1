"""The seven steps on Taobao: Chen ordered two cups for Double 11 and found one in the parcel."""

import pytest

from hejie.casefile.chain import check
from hejie.casefile.entries import (
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    CaseReopened,
    ClockMissed,
    FactAsked,
    MessageReceived,
    OfferAnswered,
    OfferMade,
    PromiseKept,
    PromiseMade,
    SettlementAgreed,
    StepDone,
)
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Weight
from hejie.casefile.stages import Stage
from hejie.closing import owed
from hejie.closing.ending import NothingLearned, StillOwed
from hejie.learning import count_causes
from hejie.prevention import passed
from hejie.prevention.thresholds import Exposure
from tests.cast import CHEN, NOON, hours, yuan
from tests.stories.notices import missing_cup
from tests.stories.telling import Story, every_reason_is_told

SHORT = {"w_warehouse": Weight(872), "w_carrier": Weight(870), "w_repacked": Weight(1290)}
COMPLETE = {"w_warehouse": Weight(1292), "w_carrier": Weight(1290), "w_repacked": Weight(1290)}


@pytest.fixture
def story(rules):
    return Story.of(missing_cup(), rules)


@pytest.fixture
def weighed(story):
    """Ana answered, Chen says the box was whole, and the scales say that a cup is missing."""
    story.wait(0.2).sends_the_draft().wait(1).learns("buyer", pkg_intact=True)
    return story.learns("warehouse", **SHORT)


@pytest.fixture
def settled(weighed):
    """Ana offers to send the second cup, and Chen accepts."""
    weighed.happens(OfferMade("reship")).sends_the_draft().wait(3)
    return weighed.happens(OfferAnswered("accepted", words="好的"), by=CHEN)


@pytest.mark.shows("P1")
def test_the_first_answer_apologises_asks_for_what_is_unknown_and_has_half_an_hour(story):
    assert story.file.clocks["team.first_response"].due_at == NOON + hours(0.5)
    assert "抱歉" in story.draft.text
    assert "外包装是完好的吗" in story.draft.text
    assert not story.draft.missing

    story.wait(0.2).sends_the_draft()

    assert "team.first_response" not in story.clocks
    assert not story.file.last(ClockMissed)


@pytest.mark.shows("P1")
def test_a_first_answer_that_comes_too_late_is_noted_and_stays_noted(story):
    story.wait(1)

    missed = story.file.last(ClockMissed)
    assert (missed.clock, missed.due_at) == ("team.first_response", NOON + hours(0.5))
    assert story.sends_the_draft().file.last(ClockMissed) == missed


@pytest.mark.shows("P1", "P2")
def test_the_deadline_that_the_platform_shows_beats_the_reckoned_one_and_both_are_kept(story):
    clock = story.file.clocks["taobao.agree.shipped"]

    assert (clock.due_source, clock.due_at) == ("platform_field", NOON + hours(96))
    assert clock.rival_due_at == NOON + hours(5 * 24 - 1)
    assert clock.ground.source
    assert "退款" in clock.on_timeout["zh-CN"]


@pytest.mark.shows("P2")
def test_what_chen_said_and_when_stays_in_the_file_word_for_word(settled):
    opened = settled.file.opened
    (said,) = settled.file.all(MessageReceived)

    assert (opened.buyer, opened.order_id, opened.amount, said.text) == (
        "Chen",
        "20261111001",
        yuan("128"),
        "包裹里只有一只杯子!",
    )
    assert settled.file.lines[0].entry.at == NOON
    check(settled.file.lines)


@pytest.mark.shows("P3")
def test_nobody_is_judged_while_the_box_and_the_weights_are_unknown_and_both_are_asked_for(story):
    assert story.judged.status == "pending"
    assert story.liable == {"seller", "carrier", "none"}
    assert every_reason_is_told(story.judged)
    assert ("pkg_intact", Role.BUYER) in {(asked.name, asked.of) for asked in story.file.all(FactAsked)}
    assert {"pkg_intact", "w_repacked"} <= set(story.judged.missing)


@pytest.mark.shows("P3")
@pytest.mark.parametrize(
    ("learned", "liable", "advice", "rule"),
    [
        ({"pkg_intact": False}, "carrier", "claim_from_carrier", "practice.missing.carrier"),
        ({"pkg_intact": True, **SHORT}, "seller", "reship", "practice.missing.seller"),
        ({"pkg_intact": True, **COMPLETE}, "none", "explain", "practice.missing.complete"),
    ],
    ids=["the box was broken", "a cup too light", "nothing is missing"],
)
def test_the_box_and_the_scales_decide_who_is_liable(story, learned, liable, advice, rule):
    story.wait(1).learns("warehouse", **learned)

    assert (story.judged.status, story.liable, story.advice) == ("decided", {liable}, (advice,))
    assert story.cited == {rule}
    assert every_reason_is_told(story.judged)


@pytest.mark.shows("P3")
def test_a_weight_that_was_mistyped_is_taken_back_and_the_judgment_with_it(weighed):
    assert weighed.liable == {"seller"}

    weighed.takes_back("w_repacked", "the scale was in pounds").learns("warehouse", w_repacked=Weight(870))

    assert weighed.liable == {"none"}
    assert weighed.cited == {"practice.missing.complete"}


@pytest.mark.shows("P4")
def test_each_remedy_has_its_price_and_says_who_may_grant_it(weighed):
    reship, refund = weighed.offers["reship"], weighed.offers["refund"]

    assert reship.cost < refund.cost
    assert sum(reship.parts.values()) == reship.cost.minor
    assert reship.grantable
    assert (refund.grantable, refund.needs, refund.gives) == (False, "supervisor", yuan("128"))


@pytest.mark.shows("P4")
def test_while_it_is_open_chen_is_told_that_it_moves(story):
    story.wait(0.2).sends_the_draft()
    story.wait(1).happens(MessageReceived(Role.BUYER, "盒子是好的", "zh-CN"), by=CHEN)
    story.learns("buyer", pkg_intact=True)

    assert story.judged.status == "pending"
    assert story.draft.script.endswith(".progress")
    assert not story.draft.missing


@pytest.mark.shows("P5")
def test_an_accepted_offer_becomes_steps_that_ask_nobody_to_trust_first(settled):
    agreed = settled.file.last(SettlementAgreed)

    assert agreed.remedy == "reship"
    assert [step.of for step in agreed.steps] == [Role.AGENT, Role.WAREHOUSE, Role.BUYER]
    assert "补发" in settled.draft.text
    assert not settled.draft.missing


@pytest.mark.shows("P5")
def test_a_case_does_not_close_while_something_promised_is_not_done(settled):
    settled.happens(PromiseMade("告知补发单号", settled.now + hours(24)))
    ending = CaseClosed("reshipped", "大促打包漏放", "两只装改用定位内托")

    with pytest.raises(StillOwed, match="告知补发单号"):
        settled.closes(ending)

    settled.wait(25)
    assert owed(settled.file).overdue(settled.now)
    for step in owed(settled.file).steps:
        settled.happens(StepDone(step.step))
    settled.happens(PromiseKept("告知补发单号")).closes(ending)

    assert settled.file.stage is Stage.CLOSED
    assert not settled.clocks


@pytest.mark.shows("P5")
def test_a_counter_offer_is_answered_and_the_file_keeps_both_numbers(weighed):
    weighed.happens(OfferMade("partial_refund", yuan("30"))).sends_the_draft()
    weighed.wait(2).happens(OfferAnswered("countered", yuan("50"), "至少退 50"), by=CHEN)

    assert weighed.draft.script.endswith(".counter_offer")
    assert "¥50.00" in weighed.draft.text
    assert weighed.file.last(OfferMade).gives == yuan("30")


@pytest.mark.shows("P5")
def test_after_two_offers_nobody_offers_again_before_asking_what_chen_wants(weighed):
    for _ in range(2):
        weighed.happens(OfferMade("partial_refund", yuan("20"))).sends_the_draft().wait(1)
        weighed.happens(OfferAnswered("refused"), by=CHEN)

    assert weighed.draft.because == "ask_the_wish"
    assert weighed.file.facts["offers_refused"].value == 2


@pytest.mark.shows("P3", "P4")
def test_where_the_carrier_broke_the_box_chen_gets_her_cup_and_the_carrier_is_chased(story):
    story.wait(1).sends_the_draft().learns("buyer", pkg_intact=False)
    assert owed(story.file).carrier == "claim"

    story.happens(CarrierClaimFiled("yto", yuan("53")))
    assert owed(story.file).carrier == "chase"

    story.wait(48).happens(CarrierClaimAnswered("yto", yuan("53")))
    assert owed(story.file).carrier == ""


@pytest.mark.shows("P6")
def test_a_case_leaves_a_cause_and_a_lesson_and_causes_are_counted(settled):
    for step in owed(settled.file).steps:
        settled.happens(StepDone(step.step))
    with pytest.raises(NothingLearned):
        settled.closes(CaseClosed("reshipped", "", " "))

    settled.closes(CaseClosed("reshipped", "大促打包漏放", "两只装改用定位内托", yuan("59")))

    (cause,) = count_causes([settled.file])
    assert (cause.cause, cause.cases, cause.cost) == ("大促打包漏放", 1, {"CNY": 5900})
    assert cause.lessons == ("两只装改用定位内托",)


@pytest.mark.shows("P7")
def test_when_cups_keep_missing_the_warehouse_is_told(rules):
    cups, socks = Exposure("保温杯两只装", "missing_item", 9, 1000), Exposure("袜子", "missing_item", 2, 100)

    (found,) = passed([cups, socks], rules=rules)

    assert (found.exposure, found.line.owner) == (cups, "warehouse")


@pytest.mark.shows("P2")
def test_a_closed_case_rests_until_it_comes_back(settled):
    for step in owed(settled.file).steps:
        settled.happens(StepDone(step.step))
    settled.closes(CaseClosed("reshipped", "大促打包漏放", "两只装改用定位内托"))
    lines = len(settled.file.lines)

    assert len(settled.wait(100).file.lines) == lines

    settled.happens(CaseReopened("补发的杯子也没到"))
    assert settled.file.is_open
    assert settled.file.stage is Stage.NEGOTIATION
