"""What intake refuses, it refuses in sentences that say what to do."""

import pytest

from hejie.intake import mistakes


@pytest.mark.parametrize(
    "mistake",
    [
        mistakes.NotAColumnMap("taobao", "'x'", "is not read"),
        mistakes.UnknownHeader("退款编号码", ["退款编号"]),
        mistakes.UnknownField("amuont", ["amount"]),
        mistakes.UnknownPlatform("shopee", ["taobao"]),
        mistakes.NotRecognised(["a"], "taobao refund export", ["order_id"]),
        mistakes.LooksLikeAnother("taobao", "pinduoduo order export"),
        mistakes.MissingColumns("taobao refund export", ["after_sales_id"], ""),
        mistakes.RoundedIds("退款编号", "1800000000000000000"),
        mistakes.AnotherCase("taobao:a:1", "taobao:a:2"),
    ],
    ids=lambda mistake: type(mistake).__name__,
)
def test_a_mistake_says_what_happened_and_what_to_do(mistake):
    sentences = [part for part in str(mistake).replace("?", ".").split(". ") if part]
    assert len(sentences) >= 2
    assert isinstance(mistake, mistakes.IntakeMistake)


def test_a_near_miss_is_pointed_out():
    assert "退款编号" in str(mistakes.UnknownHeader("退款编号码", ["订单号", "退款编号"]))
    assert "amount" in str(mistakes.UnknownField("amuont", ["amount", "buyer"]))
