"""Invented deals make sense: what happened later did not happen earlier."""

from hejie.desk.sample.deals import deals
from tests.cast import NOON


def test_the_times_of_a_deal_follow_one_another():
    for deal in deals(at=NOON, complaints=120):
        happened = [deal.paid_at, deal.shipped_at, deal.signed_at, deal.applied_at, deal.returned_at]
        told = [at for at in happened if at is not None]
        assert told == sorted(told)
        assert told[-1] <= NOON


def test_nobody_asks_back_more_than_was_paid_and_only_sent_goods_come_back():
    for deal in deals(at=NOON, complaints=120):
        assert 0 < deal.asked <= deal.paid
        assert bool(deal.tracking) == (deal.shipped_at is not None)
        assert deal.returned_at is None or deal.signed_at is not None or deal.platform == "17zwd"
