"""Late shipment on both platforms, and the 7-day return: nothing new is learned, only the hour passes."""

import pytest

from hejie.casefile.entries import ClockMissed
from hejie.casefile.facts import absent, known
from hejie.casefile.quantities import Moment
from hejie.intake import Notice
from tests.cast import NOON, hours, yuan
from tests.stories.notices import not_shipped
from tests.stories.telling import Story, every_reason_is_told

LIMITS = {"taobao": 12, "mercadolibre": 5}


def late(platform, rules, *more):
    promised = () if platform == "taobao" else (known("promised_ship_by", Moment(NOON + hours(5))),)
    return Story.of(not_shipped(platform, *promised, *more), rules)


@pytest.mark.shows("P3")
@pytest.mark.parametrize("platform", LIMITS)
def test_a_parcel_becomes_late_at_the_very_minute_and_the_case_knew_when(platform, rules):
    story = late(platform, rules)
    limit = NOON + hours(LIMITS[platform])

    assert (story.liable, story.cited) == ({"none"}, {f"{platform}.late.not_yet"})
    assert limit <= story.judged.changes_at <= limit + hours(1 / 60)

    story.wait(LIMITS[platform] - 0.1)
    assert story.liable == {"none"}

    story.wait(0.2)
    assert (story.liable, story.cited) == ({"seller"}, {f"{platform}.late.unscanned"})
    assert every_reason_is_told(story.judged)


@pytest.mark.shows("P3", "P4")
def test_on_taobao_being_late_has_its_price_and_the_compensation_is_offered(rules):
    story = late("taobao", rules)
    assert rules.judge(story.file.facts, as_of=story.now)["penalty"].values == (0, 0)

    story.wait(13)

    assert rules.judge(story.file.facts, as_of=story.now)["penalty"].values == (495, 495)
    assert story.offers["late_compensation"].gives == yuan("4.95")
    assert "hold_firm" not in story.offers
    assert "taobao.ship" in {missed.clock for missed in story.file.all(ClockMissed)}


@pytest.mark.shows("P3")
def test_what_chen_agreed_to_beats_the_limit(rules):
    agreed = Story.of(not_shipped("taobao", known("agreed_ship_by", Moment(NOON + hours(30)))), rules).wait(
        13
    )

    assert (agreed.liable, agreed.advice) == ({"none"}, ("wait",))
    assert agreed.cited == {"taobao.late.unscanned.agreed"}

    assert agreed.wait(18).liable == {"seller"}


@pytest.mark.shows("P3", "P4")
def test_a_return_within_seven_days_is_a_right_that_no_offer_replaces(rules):
    story = Story.of(_no_reason(signed=50), rules)

    assert story.advice == ("agree_return",)
    assert rules.judge(story.file.facts, as_of=story.now)["refusable"].values == ("no",)
    assert story.offers["return_refund"].grantable
    assert story.offers["coupon"].why_not == "return_refund"


@pytest.mark.shows("P1")
def test_three_days_of_silence_count_as_agreement_and_are_noted(rules):
    story = Story.of(_no_reason(signed=50), rules).wait(72)

    assert "taobao.agree.silence" in {missed.clock for missed in story.file.all(ClockMissed)}


def _no_reason(*, signed):
    return Notice(
        "taobao", "lantern", "900004", order_id="20261109001", claim="no_reason_return", wants="return_refund",
        status="WAIT_SELLER_AGREE", amount=yuan("88"), buyer="Chen", goods="围巾", language="zh-CN", received_at=NOON,
        facts=(
            known("order_state", "signed"), known("phase", "onsale"), known("payment_mode", "prepaid"),
            known("signed_at", Moment(NOON - hours(signed))), known("applied_at", Moment(NOON - hours(1))),
            known("custom_made", False), known("perishable", False), known("excluded_category", False),
            known("digital_goods", False), known("item_resaleable", True), known("no_reason_claimed", True),
            known("role", "agent"), absent("platform_due_at"),
        ),
    )  # fmt: skip
