"""Which entries does a receiver hear of, each once?"""

import pytest

from hejie.desk.cases import store
from hejie.desk.webhooks import hooks
from tests.desk.cast import note, opened
from tests.desk.team import SHOES, two_shops
from tests.desk.webhooks.receiver import Receiver
from tests.desk.webhooks.rounds import go_round

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


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
