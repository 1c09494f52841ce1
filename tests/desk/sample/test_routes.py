"""Parcels of the sample shop travel in order, and stop where the complaint says so."""

from hejie.casefile.entries import ParcelScanned
from hejie.desk.sample.deals import deals
from hejie.desk.sample.routes import afterwards
from tests.cast import NOON


def test_entries_come_in_the_order_of_their_times_and_none_is_in_the_future():
    for deal in deals(at=NOON, complaints=80):
        times = [entry.at for entry in afterwards(deal, at=NOON)]
        assert times == sorted(times)
        assert all(at <= NOON for at in times)


def test_a_parcel_without_news_was_not_delivered_and_one_received_was():
    for deal in deals(at=NOON, complaints=80):
        states = [
            entry.what.state for entry in afterwards(deal, at=NOON) if isinstance(entry.what, ParcelScanned)
        ]
        if "停滞" in deal.plot["reason"] or "not updated" in deal.plot["reason"]:
            assert not {"delivered", "delivered_proxy"} & set(states)
        elif deal.signed_at and deal.platform != "17zwd":
            assert states[-1].startswith("delivered")
