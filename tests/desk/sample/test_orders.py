"""Has the sample shop orders beside its complaints, the same each time, none later than now?"""

from datetime import UTC, datetime

from hejie.casefile.quantities import Moment
from hejie.desk.sample.orders import EACH, orders
from hejie.desk.sample.shop import shop

AT = datetime(2026, 11, 24, 4, tzinfo=UTC)


def test_every_complaint_has_its_order_with_a_lane_and_a_lot_and_there_are_many_more() -> None:
    complaints = [sample.notice for sample in shop(at=AT, complaints=10)]
    told = list(orders(complaints, at=AT))
    assert len(told) == len([one for one in complaints if one.order_id]) + 5 * EACH
    assert all(one.is_order for one in told)
    assert all({"destination", "sku", "supplier", "lot"} <= {fact.name for fact in one.facts} for one in told)
    assert told == list(orders(complaints, at=AT))


def test_nothing_has_happened_that_is_yet_to_come() -> None:
    times = [fact.value.at for one in orders([], at=AT) for fact in one.facts
             if isinstance(fact.value, Moment) and fact.name != "promised_delivery_by"]  # fmt: skip
    assert max(times) <= AT
