"""Is what a condition saw told so that a newcomer understands it?"""

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.saying import Saying, Seen, span


def saying(rules: Rulebook, language: str) -> Saying:
    return Saying(rules.definitions, rules.wordbook, language, "Asia/Shanghai", "CNY")


def test_what_is_known_what_is_not_on_record_and_what_is_missing_are_three_sentences(rules: Rulebook) -> None:
    seen = Seen({"amount": 3000, "shipped_at": "absent", "pkg_intact": True}, ("ship_scan_at",))

    assert list(saying(rules, "zh-CN").seen(seen)) == [
        "已知：申请退款金额：¥30.00；签收时外包装完好：是。",
        "案卷里没有：卖家点击发货的时间。",
        "还缺：首条揽收记录时间。",
    ]
    assert [line.partition(":")[0] for line in saying(rules, "es").seen(seen)] == [
        "Se sabe",
        "No consta",
        "Falta saber",
    ]


def test_what_the_page_around_it_tells_is_not_told_again(rules: Rulebook) -> None:
    assert list(saying(rules, "en").seen(Seen({"platform": "taobao", "claim": "damaged"}))) == []


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (30, "pct", "30%"),
        (850, "g", "850 g"),
        (90, "min", "1 h 30 min"),
        (1250, "money", "CN¥12.50"),
        (3, "", "3"),
    ],
)
def test_a_number_is_told_with_its_unit(rules: Rulebook, value: int, unit: str, told: str) -> None:
    assert saying(rules, "en").amount(value, unit) == told


def test_lengths_of_time_are_written_for_people() -> None:
    assert span(4321, "en") == "3 d 1 min"
    assert span(4380, "zh-CN") == "3天1小时"
    assert span(-60, "en") == "-1 h"
    assert span(0, "zh-CN") == "0分钟"
