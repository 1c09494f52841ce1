"""Does a receiver hear of each entry once it is certain, signed, and again until it took it?"""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from hejie.desk.cases import store
from hejie.desk.models import Delivery
from hejie.desk.webhooks import delivering, hooks, noticing
from tests.desk.cast import note
from tests.desk.team import two_shops
from tests.desk.webhooks.receiver import Receiver
from tests.desk.webhooks.rounds import go_round

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_receiver_that_fails_hears_again_later_and_later_with_the_same_id(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    receiver.answers, later = 500, timedelta()
    for wait in delivering.AGAIN_AFTER[:3]:
        assert go_round(later) == 1
        row = Delivery.objects.get()
        assert (row.state, row.status) == ("waiting", 500)
        assert go_round(later) == 0
        later += wait
    receiver.answers = 200
    assert go_round(later) == 1
    assert Delivery.objects.get().state == "sent"
    assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 1
    assert len(receiver.heard) == 4


def test_after_the_last_try_it_is_given_up_and_can_be_sent_again_by_hand(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    noticing.notice(timezone.now())
    Delivery.objects.update(tries=len(delivering.AGAIN_AFTER))
    receiver.answers = 410
    go_round()
    row = Delivery.objects.get()
    assert (row.state, row.status) == ("given_up", 410)
    receiver.answers = 200
    delivering.send_again(row, timezone.now())
    go_round()
    assert Delivery.objects.get().state == "sent"


def test_a_message_in_hand_of_a_worker_that_died_is_sent_by_another(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    noticing.notice(timezone.now())
    now = timezone.now()
    delivering._claim(now)  # and then its worker is killed
    assert delivering.deliver(now) == 0
    assert delivering.deliver(now + delivering.LEASE + timedelta(seconds=1)) == 1


def test_two_workers_tell_nothing_twice(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    _, secret = hooks.add(receiver.url, by="root")
    for number in range(30):
        store.change(lamps.case_id, lambda _, n=number: [note(str(n))])  # type: ignore[misc]
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        noticing.notice(timezone.now())
        while delivering.deliver(timezone.now()):
            pass
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told = [one["data"]["seq"] for one in receiver.checked(secret)]
    assert sorted(told) == list(range(4, 34))


def test_what_was_taken_long_ago_leaves_the_log(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    go_round()
    assert delivering.forget(timezone.now()) == 0
    assert delivering.forget(timezone.now() + delivering.KEPT + timedelta(minutes=1)) == 1
