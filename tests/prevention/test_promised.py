"""Is an agent told which promotion held when the order was placed, and on which terms?"""

import pytest

from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.prevention.promised import holding
from hejie.rulebook import load_rulebook
from tests.cast import NOON, hours, opened

RULES = load_rulebook()


@pytest.mark.shows("V2")
def test_ana_is_told_which_promotion_held_when_chen_ordered(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "promotions.yaml").write_text(
        "promotions:\n"
        "  cups: {name: {zh-CN: 杯子八折, en: Cups at four fifths}, goods: [cup], kind: price,\n"
        "    currency: CNY, price: 12800, starts: 2026-11-11T00:00:00+08:00, ends: 2026-11-12T00:00:00+08:00}\n"
        "  bowls: {name: {zh-CN: 碗, en: Bowls}, goods: [bowl], kind: gift,\n"
        "    starts: 2026-11-11T00:00:00+08:00, ends: 2026-11-12T00:00:00+08:00}\n",
        encoding="utf-8",
    )
    rules = load_rulebook(tmp_path)

    def told(ordered):
        file = opened(known("sku", "cup"), known("ordered_at", Moment(ordered)))
        return [
            (one.promotion, one.state, one.says["zh-CN"])
            for one in holding(file, rules=rules, zone="Asia/Shanghai")
        ]

    assert told(NOON) == [
        (
            "cups",
            "holds",
            "下单时（2026-11-11 12:00）活动「杯子八折」有效，活动价 ¥128.00；不与其他活动同用。",
        )
    ]
    assert told(NOON - hours(13))[0][1] == "not_yet"
    assert told(NOON + hours(12)) == [
        ("cups", "over", "活动「杯子八折」2026-11-12 00:00 已结束，下单时（2026-11-12 00:00）不再有效。")
    ]


def test_without_the_article_or_the_moment_nothing_is_said():
    assert holding(opened(known("sku", "cup")), rules=RULES, zone="Asia/Shanghai") == ()
    assert holding(opened(known("paid_at", Moment(NOON))), rules=RULES, zone="Asia/Shanghai") == ()


@pytest.mark.shows("V2")
def test_the_terms_are_told_whole_gift_limit_stacking_and_price_promise(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "promotions.yaml").write_text(
        "promotions:\n"
        "  cups: {name: {zh-CN: 杯子八折, en: Cups at four fifths}, kind: gift, per_buyer: 2, protect: 15,\n"
        "    gift: {zh-CN: 杯刷, en: a brush}, stacks_with: [bowls], conditions: {zh-CN: 会员, en: Members},\n"
        "    starts: 2026-11-11T00:00:00+08:00, ends: 2026-11-12T00:00:00+08:00}\n"
        "  bowls: {name: {zh-CN: 碗, en: Bowls}, goods: [bowl], kind: gift, stacks: true,\n"
        "    starts: 2026-11-11T00:00:00+08:00, ends: 2026-11-12T00:00:00+08:00}\n",
        encoding="utf-8",
    )
    file = opened(known("sku", "cup"), known("ordered_at", Moment(NOON)))
    (one,) = holding(file, rules=load_rulebook(tmp_path), zone="Asia/Shanghai")
    assert one.says["zh-CN"] == (
        "下单时（2026-11-11 12:00）活动「杯子八折」有效，赠杯刷，每人限 2 件；可与「碗」同用；"
        "15 天内降价退差价；条件：会员。"
    )
    assert "with a gift: a brush, 2 pieces for each buyer; adds up with “Bowls”" in one.says["en"]
    assert "gets cheaper within 15 days; conditions: Members." in one.says["en"]
