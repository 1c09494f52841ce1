"""Does a receiver hear of each entry once it is certain, signed, and again until it took it?"""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from hejie.desk import store
from hejie.desk.models import Delivery, Webhook
from hejie.desk.webhooks import delivering, hooks, noticing
from tests.desk.cast import note, opened
from tests.desk.team import LAMPS, SHOES, two_shops
from tests.desk.webhooks.receiver import Receiver, listening

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver inside the own network, which this desk allows."""
    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", True)
    with listening() as receiver:
        yield receiver


def go_round(after: timedelta = timedelta()) -> int:
    """One round of the worker."""
    noticing.notice(timezone.now() + after)
    return delivering.deliver(timezone.now() + after)


def test_what_happens_is_told_once_signed_and_without_a_word_of_the_buyer(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    _, secret = hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("买家电话 13800000000")])
    assert go_round() == 1
    assert go_round() == 0
    told = receiver.checked(secret)
    assert [(one["type"], one["data"]["number"], one["data"]["shop"]) for one in told] == [
        ("NoteWritten", lamps.pk, LAMPS)
    ]
    assert b"13800000000" not in receiver.heard[0][1]
    assert Delivery.objects.get().state == "sent"


def test_whole_entries_are_told_where_somebody_wanted_that(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    _, secret = hooks.add(receiver.url, by="root", whole=True)
    store.change(lamps.case_id, lambda _: [note("灯罩")])
    go_round()
    assert receiver.checked(secret)[0]["data"]["entry"]["what"]["text"] == "灯罩"


def test_only_the_kinds_and_shops_that_were_asked_for_are_told(receiver: Receiver) -> None:
    lamps, shoes = two_shops()
    _, secret = hooks.add(receiver.url, ["NoteWritten"], [SHOES], by="root")
    for row in (lamps, shoes):
        store.change(row.case_id, lambda _: [note("x")])
    store.open_many([opened(7, shop="shoes")])
    go_round()
    assert [one["data"]["case_id"] for one in receiver.checked(secret)] == [shoes.case_id]


def test_what_happened_before_is_not_told(receiver: Receiver) -> None:
    two_shops()
    hooks.add(receiver.url, by="root")
    assert go_round() == 0


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


def test_a_receiver_that_points_elsewhere_is_not_followed(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    receiver.answers = 307
    go_round()
    assert len(receiver.heard) == 1
    assert Delivery.objects.get().state == "waiting"


def test_nothing_is_sent_into_the_own_network_unless_the_desk_allows_it(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url.replace("http:", "https:"), by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", False)
    go_round()
    assert receiver.heard == []
    assert "private" in Delivery.objects.get().trouble


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


def test_the_secret_is_kept_nowhere(receiver: Receiver) -> None:
    hook, secret = hooks.add(receiver.url, by="root")
    assert secret.startswith("whsec_")
    assert secret not in str(list(Webhook.objects.values()))
    assert hooks.secret_of(hook) == secret


def test_a_kind_or_a_shop_that_does_not_exist_is_named() -> None:
    for kinds, shops in ((["OfferMde"], []), ([], ["taobao:moon"])):
        with pytest.raises(hooks.NoSuchEvent, match="Use some of"):
            hooks.add("https://shop.example/", kinds, shops, by="root")
    with pytest.raises(hooks.NoSuchWebhook):
        hooks.remove(7, by="root")


def test_what_was_taken_long_ago_leaves_the_log(receiver: Receiver) -> None:
    lamps, _ = two_shops()
    hooks.add(receiver.url, by="root")
    store.change(lamps.case_id, lambda _: [note("x")])
    go_round()
    assert delivering.forget(timezone.now()) == 0
    assert delivering.forget(timezone.now() + delivering.KEPT + timedelta(minutes=1)) == 1
