"""What is in a message, who can check it, and where is it never sent?"""

import pytest
from django.conf import settings

from hejie.desk.cases import store
from hejie.desk.models import Delivery
from hejie.desk.webhooks import hooks
from tests.desk.cast import note
from tests.desk.team import LAMPS, two_shops
from tests.desk.webhooks.receiver import Receiver
from tests.desk.webhooks.rounds import go_round

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


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
