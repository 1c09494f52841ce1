"""What is wrong with a promotion before it starts?"""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from hejie.prevention.promotions import Sold, check
from hejie.rulebook import load_rulebook
from hejie.rulebook.promotions import Promotion
from tests.cast import NOON, hours, yuan

RULES = load_rulebook()
START = NOON + timedelta(days=10)
CUPS = Promotion(
    id="cups", name={"zh-CN": "杯子八折", "en": "Cups at four fifths"}, kind="price", goods=("cup",),
    starts_at=START, ends_at=START + timedelta(days=1), was=yuan("160"), price=yuan("128"),
)  # fmt: skip
ASKED = Sold("lantern", "cup", yuan("160"), START - timedelta(days=3))


def flaws(*promotions, sold=(ASKED,), law="cn", at=NOON):
    return [
        (flaw.promotion, flaw.code, flaw.stops)
        for flaw in check(promotions, sold, rules=RULES, law=law, at=at)
    ]


@pytest.mark.shows("V2")
def test_a_sound_promotion_may_start():
    assert flaws(CUPS) == []


@pytest.mark.shows("V2")
def test_a_price_that_was_never_asked_lately_is_made_up():
    cheaper = Sold("lantern", "cup", yuan("139"), START - timedelta(days=6))
    (flaw,) = check([CUPS], [ASKED, cheaper], rules=RULES, law="cn", at=NOON)
    assert (flaw.code, flaw.stops, flaw.rule) == ("was_too_high", True, "cn.promotion_back")
    assert flaw.says["zh-CN"] == "对比价 ¥160.00 高于前 7 天最低成交价 ¥139.00，属于虚构原价"


def test_europe_looks_back_a_month_and_a_law_that_says_nothing_does_not_look():
    cheaper = Sold("lantern", "cup", yuan("139"), START - timedelta(days=20))
    assert flaws(CUPS, sold=[ASKED, cheaper]) == []
    assert flaws(CUPS, sold=[ASKED, cheaper], law="eu") == [("cups", "was_too_high", True)]
    assert flaws(CUPS, sold=[cheaper], law="other") == []


def test_without_a_sale_in_those_days_the_last_price_counts_and_without_any_none_may_be_compared():
    old = Sold("lantern", "cup", yuan("150"), START - timedelta(days=90))
    assert flaws(CUPS, sold=[old]) == [("cups", "was_too_high", True)]
    assert flaws(CUPS, sold=[]) == [("cups", "never_sold", False)]


@pytest.mark.parametrize(
    ("changed", "code", "stops"),
    [
        ({"ends_at": START}, "backwards", True),
        ({"starts_at": NOON - timedelta(days=3), "ends_at": NOON - hours(1), "was": None}, "over", True),
        ({"was": yuan("128")}, "no_reduction", True),
        ({"price": yuan("60")}, "deep", False),
        ({"cost": yuan("130")}, "loss", False),
        ({"kind": "gift", "was": None, "price": None}, "no_conditions", False),
        (
            {"kind": "lottery", "was": None, "conditions": {"en": "x"}, "prize": yuan("60000")},
            "prize_too_high",
            True,
        ),
        ({"off": yuan("50"), "least_spend": yuan("40"), "was": None}, "gives_all", True),
    ],
)
@pytest.mark.shows("V2")
def test_each_flaw_is_named_and_says_whether_it_stops_the_launch(changed, code, stops):
    assert ("cups", code, stops) in flaws(replace(CUPS, **changed))


@pytest.mark.shows("V2")
def test_two_promotions_on_the_same_goods_at_the_same_time_conflict_unless_both_add_up():
    other = replace(
        CUPS, id="other", name={"zh-CN": "满减", "en": "Spend and save"}, starts_at=START + hours(2)
    )
    (flaw,) = check([CUPS, other], [ASKED], rules=RULES, law="cn", at=NOON)
    assert (flaw.promotion, flaw.code, flaw.about) == ("cups", "conflict", "other")
    assert "满减" in flaw.says["zh-CN"]
    assert flaws(replace(CUPS, stacks=True), replace(other, stacks=True)) == []
    assert flaws(CUPS, replace(other, stacks_with=("cups",))) == []
    assert flaws(CUPS, replace(other, goods=("bowl",)), sold=[ASKED, replace(ASKED, sku="bowl")]) == []


def test_a_lower_price_soon_after_will_bring_buyers_back_for_the_difference():
    later = replace(
        CUPS,
        id="later",
        starts_at=START + timedelta(days=5),
        ends_at=START + timedelta(days=6),
        price=yuan("99"),
    )
    assert ("cups", "cheaper_soon", False) in flaws(CUPS, later)
    much_later = replace(later, starts_at=START + timedelta(days=40), ends_at=START + timedelta(days=41))
    assert ("cups", "cheaper_soon", False) not in flaws(CUPS, much_later)


@pytest.mark.shows("V2")
def test_two_that_add_up_must_not_go_below_cost_or_beyond_our_limit_together():
    less = Promotion(
        id="less", name={"zh-CN": "满百减五十", "en": "Fifty off a hundred"}, kind="reduction", off=yuan("50"),
        least_spend=yuan("100"), conditions={"en": "x"}, starts_at=START, ends_at=CUPS.ends_at, stacks_with=("cups",),
    )  # fmt: skip
    assert flaws(CUPS, less) == [("cups", "deep_together", False)]
    dear = replace(CUPS, cost=yuan("90"))
    assert flaws(dear, less) == [("cups", "deep_together", False), ("cups", "loss_together", False)]
    (_, loss) = check([dear, less], [ASKED], rules=RULES, law="cn", at=NOON)
    assert loss.says["zh-CN"] == "与「满百减五十」叠加后只付 ¥78.00，低于成本 ¥90.00"
    assert flaws(dear, replace(less, least_spend=yuan("200"))) == []


@pytest.mark.parametrize("kind", ["price", "coupon", "reduction", "gift", "lottery"])
def test_a_promotion_that_gives_nothing_must_not_start(kind):
    empty = replace(CUPS, kind=kind, was=None, price=None, conditions={"en": "x"})
    assert flaws(empty) == [("cups", "gives_nothing", True)]


def test_its_own_price_promise_counts_before_the_team_s():
    later = replace(
        CUPS,
        id="later",
        starts_at=START + timedelta(days=5),
        ends_at=START + timedelta(days=6),
        price=yuan("99"),
    )
    assert ("cups", "cheaper_soon", False) not in flaws(replace(CUPS, protect=0), later)
    much_later = replace(later, starts_at=START + timedelta(days=40), ends_at=START + timedelta(days=41))
    assert ("cups", "cheaper_soon", False) in flaws(replace(CUPS, protect=60), much_later)
