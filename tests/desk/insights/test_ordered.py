"""Do orders without a complaint give rates their denominators, and complaints their lane and lot?"""

from datetime import timedelta

import pytest

from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.insights import ordered
from tests.desk.caring.shelf import brought, order
from tests.desk.cast import NOON
from tests.desk.insights.lived import came, told

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
LANE = {"carrier": "中通", "destination": "四川"}
LONG_AGO = NOON - timedelta(days=400)


def test_orders_are_counted_by_the_day_of_the_shop() -> None:
    shop = brought(order(1, ordered_at=NOON), order(2, ordered_at=NOON + timedelta(hours=13)))
    assert sorted(ordered.by_day(shop, LONG_AGO).values()) == [1, 1]


@pytest.mark.shows("V1")
def test_a_case_has_the_lane_of_its_order_and_the_other_orders_count_as_undisputed() -> None:
    late = {"promised_delivery_by": NOON - timedelta(days=5), "signed_at": NOON - timedelta(days=4)}
    shop = brought(*(order(number, **LANE, **(late if number == 3 else {})) for number in range(1, 9)))
    store.open_many([came(1, 2, claim="damaged")])
    cases = ordered.placed(shop, [came(1, 2, claim="damaged")], NOON)
    found = ordered.parcels(shop, cases, LONG_AGO, rules=house.rules(), now=NOON)
    assert len(found) == 8
    assert [parcel.disputed for parcel in found].count(True) == 1
    assert [parcel.late for parcel in found].count(True) == 1
    assert {(parcel.origin, parcel.destination) for parcel in found} == {("lamps", "四川")}


@pytest.mark.shows("V4")
def test_a_lot_that_is_bad_beyond_chance_is_told_with_the_orders_to_stop_and_to_warn_of() -> None:
    made = {"supplier": "恒达", "sku": "lamp-1"}
    good = [order(number, lot="A1", order_state="finished", **made) for number in range(100, 300)]
    bad = [order(number, lot="A2", order_state="signed", **made) for number in range(1, 30)]
    brought(*good, *bad, order(31, lot="A2", order_state="paid", **made))
    store.open_many([came(number, number, claim="quality") for number in range(1, 13)])
    found = told()
    (lot,) = found["lots"]
    assert lot["lot"] == "A2"
    deeds = [one["deed"] for one in found["recalls"]]
    assert (deeds[0], deeds.count("warn")) == ("stop", 29)
    assert found["suppliers"][0]["sold"] == 230


@pytest.mark.shows("V6")
def test_a_claim_over_its_line_is_told_with_the_rate_in_a_thousand_orders() -> None:
    brought(*(order(number, ordered_at=NOON - timedelta(days=number % 20)) for number in range(1, 200)))
    store.open_many([came(number, number % 20, claim="damaged") for number in range(1, 13)])
    (alert,) = told()["alerts"]
    assert (alert["kind"], alert["claim"]) == ("line", "damaged")


def test_what_a_piece_was_sold_for_is_the_sum_by_the_pieces() -> None:
    shop = brought(order(1, sku="lamp-1", quantity=3))
    (sold,) = ordered.sold(shop, NOON)
    assert (sold.sku, sold.price) == ("lamp-1", Money(4300, "CNY"))
