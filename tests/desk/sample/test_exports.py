"""Exports are written as the platforms write them."""

from hejie.desk.sample.deals import deals
from hejie.desk.sample.exports import complaint_row, order_row, write_csv
from hejie.intake import guess_columns
from tests.cast import NOON
from tests.intake.ledger import PLATFORMS, shipped

DEALS = list(deals(at=NOON, complaints=40))


def test_a_taobao_file_is_gb18030_and_keeps_long_numbers_from_excel(tmp_path):
    path = tmp_path / "taobao.csv"
    write_csv(path, [complaint_row(deal) for deal in DEALS if deal.platform == "taobao"])
    text = path.read_text(encoding="gb18030")
    assert text.startswith("退款编号,订单编号")
    assert "\n\t18" in text


def test_both_lists_of_each_platform_are_taken_for_what_they_are():
    maps = [shipped(platform) for platform in PLATFORMS]
    for platform in PLATFORMS:
        deal = next(deal for deal in DEALS if deal.platform == platform)
        complaints, orders = (
            guess_columns(tuple(complaint_row(deal)), maps),
            guess_columns(tuple(order_row(deal)), [shipped(platform)], platform=platform),
        )
        assert (complaints.map.platform, complaints.export.tells_orders) == (platform, False)
        assert orders.export.tells_orders
