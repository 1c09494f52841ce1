"""Do the orders of an export stay, those without a complaint too, and no longer than they are of use?"""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from hejie.desk.imports import importing, ordering
from hejie.desk.models import Order, Shop
from hejie.intake.rows import Found
from tests.desk.caring.shelf import brought, order
from tests.desk.cast import NOON
from tests.desk.team import LAMPS

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_each_order_of_an_export_is_kept_with_what_it_says_of_parcel_goods_and_money() -> None:
    landed, _ = importing.bring_in(SAMPLES / "taobao-orders.csv", importing.Agreed("灯笼小铺"))
    assert Order.objects.count() == landed.rows > 0
    first = Order.objects.get(order_id="2600000000104833729")
    assert (first.carrier, first.amount_minor, first.currency, first.pieces) == ("极兔速递", 13200, "CNY", 1)
    assert (first.state, first.buyer) == ("finished", "江南烟雨客")


def test_brought_again_an_order_is_the_same_with_what_is_new_about_it() -> None:
    brought(order(1, carrier="中通", sku="lamp-1"))
    brought(order(1, signed_at=NOON, order_state="signed"))
    (row,) = Order.objects.all()
    assert (row.carrier, row.sku, row.state, row.signed_at) == ("中通", "lamp-1", "signed", NOON)


def test_a_shop_with_orders_and_no_complaint_is_a_shop() -> None:
    brought(order(1, buyer=""), order(2, shop="lamps"))
    assert Shop.objects.get().key == LAMPS
    assert Order.objects.filter(shop_key=LAMPS).count() == 2


def test_rows_pass_on_as_they_came_and_complaints_are_no_orders() -> None:
    rows = [Found(order(1)), Found(None), Found(replace(order(2), after_sales_id="RF1"))]
    assert list(ordering.noted(rows, at=NOON)) == rows
    assert Order.objects.count() == 1


def test_old_orders_are_thrown_away_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "FORGOTTEN_AT_ONCE", 2)
    long_ago = NOON - ordering.KEPT - timedelta(days=1)
    brought(*(order(number, ordered_at=long_ago) for number in (1, 2, 3)), order(4))
    assert [ordering.forget(NOON) for _ in range(3)] == [2, 1, 0]
    assert Order.objects.get().order_id == "OD000004"
