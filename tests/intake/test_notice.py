"""A notice names its case."""

from hejie.intake import Notice


def test_the_same_platform_shop_and_number_are_the_same_case():
    one = Notice("taobao", "lantern", "9001", order_id="1")
    other = Notice("taobao", "lantern", "9001", order_id="2", claim="damaged")
    assert one.case_id == other.case_id == "taobao:lantern:9001"


def test_a_notice_without_a_complaint_number_tells_of_an_order():
    assert Notice("taobao", "lantern", "", order_id="1").is_order
    assert not Notice("taobao", "lantern", "9001").is_order
