"""Column maps: every shipped one is sound, and a wrong one says where it is wrong."""

import pytest

from hejie.intake.columns import column_map, folded, heading, unit_of
from hejie.intake.fields import FIELDS
from hejie.intake.mistakes import NotAColumnMap
from tests.intake.ledger import PLATFORMS, shipped


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_can_give_complaints_and_orders(platform):
    exports = shipped(platform).exports.values()
    assert {export.tells_orders for export in exports} == {True, False}
    for export in exports:
        assert set(export.needs) <= set(export.headers), "a needed field has no header"
        assert export.name["zh-CN"]
        assert export.name["en"]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_header_of_an_export_means_two_things(platform):
    for export in shipped(platform).exports.values():
        headers = [header for known in export.headers.values() for header in known]
        assert sorted(headers) == sorted(set(headers))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_condition_can_be_met_by_some_word_of_the_map(platform):
    one = shipped(platform)
    for choice in (*one.claims, *one.wants, *one.stages):
        for field, words in choice.equals.items():
            if FIELDS[field].kind == "code":
                assert words <= set(one.values[field].values()), f"{field} never is one of {sorted(words)}"


def test_headers_are_compared_without_width_case_marks_and_units():
    assert heading("  退款金额（元） ") == heading("退款金额(元)") == "退款金额"
    assert heading("N.º de VENDA") == heading("n.º de venda")
    assert heading("Número de seguimiento (2)") != heading("Número de seguimiento")
    assert unit_of("Total (BRL)") == "brl"
    assert unit_of("重量(kg)") == "kg"
    assert folded("\ufeff“买家”  原因 ") == folded("“买家” 原因")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"fieldz": {}}, "fieldz"),
        ({"exports": {"refund": {"tells": "complaints", "fields": {"colour": ["x"]}}}}, "colour"),
        ({"exports": {"refund": {"tells": "stories"}}}, "tells"),
        ({"claims": [{"claim": "grumble"}]}, "grumble"),
        ({"stages": [{"stage": "closed", "turn": "cat"}]}, "cat"),
        ({"claims": [{"claim": "other", "when": {"colour": ["x"]}}]}, "colour"),
        ({"values": {"wants": {"退": "money"}}}, "money"),
        ({"fields": []}, "fields"),
        ({"claims": ["other"]}, "claims"),
        ({"format": {"zone": 8}}, "zone"),
    ],
)
def test_a_map_that_says_nonsense_names_the_place(raw, says):
    with pytest.raises(NotAColumnMap, match=says):
        column_map("taobao", raw)


def test_a_header_in_traditional_characters_is_the_same_header():
    assert heading("訂單編號") == heading("订单编号")
    assert heading("退款金額（元）") == heading("退款金额")
    assert folded("等待賣家同意") == folded("等待卖家同意")
