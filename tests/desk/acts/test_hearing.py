"""Does what a buyer writes become facts, and never overrule what somebody stated?"""

from datetime import UTC, datetime

from hejie.casefile.entries import Entry, FactStated, MessageReceived
from hejie.casefile.parties import Actor
from hejie.desk.acts.hearing import received, understood
from tests.desk.cast import opened

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ANA = Actor("agent", "ana")


def test_a_number_and_a_wish_in_a_message_become_facts_said_by_the_buyer() -> None:
    happened = list(received(opened(1), "运单号SF1234567890123一直不动，把钱退我", at=AT, currency="CNY"))
    assert isinstance(happened[0], MessageReceived)
    stated = {what.fact.name: what.fact for what in happened[1:] if isinstance(what, FactStated)}
    assert stated["tracking_no"].value == "SF1234567890123"
    assert {fact.said_by for fact in stated.values()} == {"buyer"}


def test_a_message_never_overrules_a_fact_that_is_known() -> None:
    file = opened(1)
    first = list(received(file, "单号SF1234567890123", at=AT, currency="CNY"))
    file = file.add(*(Entry(AT, ANA, what) for what in first))
    again = list(received(file, "单号SF9999999999999", at=AT, currency="CNY"))
    assert [type(what) for what in again] == [MessageReceived]


def test_the_language_is_the_one_the_buyer_writes() -> None:
    assert understood("Meu pedido não chegou", at=AT, currency="BRL").language == "pt-BR"
