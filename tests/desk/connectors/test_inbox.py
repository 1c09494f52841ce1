"""Does what a connector read land once, in the cases that it is about?"""

import pytest
from msgspec import structs

from hejie.casefile.entries import FactStated, MessageSent
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.connectors import Parcel
from hejie.desk.connectors.inbox import DeskInbox
from hejie.desk.models import Connector, Watched
from hejie.intake import Notice
from tests.desk.cast import entry, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
NOTICE = Notice("mercadolibre", "lamps", "1", claim="damaged", status="opened.claim", text="Chegou quebrado")


def inbox(shop_key: str = "") -> DeskInbox:
    row = Connector.objects.get_or_create(
        name="x", defaults={"kind": "k", "made_by": "root", "shop_key": shop_key}
    )[0]
    return DeskInbox(row)


def parcel(number: int, shop: str, of: str) -> None:
    fact = FactStated(known("tracking_no", of, said_by=Role.SELLER))
    store.open_many([opened(number, shop=shop).add(entry(fact))])


def test_a_claim_that_is_put_in_twice_lands_once() -> None:
    box = inbox()
    box.notices([NOTICE])
    box.notices([NOTICE])
    assert (box.landed.opened, box.landed.updated, box.landed.unchanged) == (1, 0, 1)


def test_what_the_buyer_wrote_on_the_platform_is_read_as_if_somebody_had_pasted_it() -> None:
    asks = Notice("mercadolibre", "lamps", "2", claim="other", status="opened.claim", text="Oi, tudo bem?")
    inbox().notices([asks])
    said = (
        "Comprei a luminária",
        "Chegou quebrada, em pedaços! Vocês são ladrões, quero meu dinheiro de volta!!!",
    )
    for text in said:
        inbox().notices([structs.replace(asks, text=text)])
    file = store.load(asks.case_id)
    assert (file.claim, file.facts["claim"].source) == ("damaged", "message")
    assert file.facts["buyer_anger"].value
    assert file.facts["wants"].value == "refund_only"
    count = len(file.lines)
    inbox().notices([structs.replace(asks, text=said[-1])])
    assert len(store.load(asks.case_id).lines) == count


def test_our_own_answers_are_added_once_by_the_seller() -> None:
    inbox().notices([NOTICE])
    for _ in range(2):
        inbox().answers(NOTICE.case_id, ["Desculpe!", "Desculpe!", "Enviamos outro."])
    sent = [
        line.entry for line in store.load(NOTICE.case_id).lines if isinstance(line.entry.what, MessageSent)
    ]
    assert [(one.by.role, one.what.text) for one in sent] == [  # type: ignore[union-attr]
        (Role.SELLER, "Desculpe!"),
        (Role.SELLER, "Enviamos outro."),
    ]


def test_a_tracker_of_one_shop_is_told_of_no_other_parcels() -> None:
    parcel(1, "lamps", "RB1")
    parcel(2, "shoes", "RB2")
    assert inbox("taobao:lamps").parcels(9) == [Parcel("RB1")]


def test_a_parcel_that_a_case_names_later_is_noticed_and_no_more_than_wanted_are_given_out() -> None:
    parcel(1, "lamps", "RB1")
    assert inbox().parcels(9) == [Parcel("RB1")]
    parcel(2, "lamps", "RB2")
    assert inbox().parcels(9) == [Parcel("RB1"), Parcel("RB2")]
    assert len(inbox().parcels(1)) == 1
    inbox().noted(Parcel("RB1"))
    assert inbox().parcels(9) == [Parcel("RB2")]
    assert Watched.objects.get(number="RB1").registered
