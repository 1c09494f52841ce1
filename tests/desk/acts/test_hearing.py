"""Does what a buyer writes become facts, and never overrule what somebody stated?"""

from datetime import UTC, datetime

import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, FactStated, MessageReceived
from hejie.casefile.facts import known
from hejie.casefile.parties import Actor
from hejie.desk.acts.hearing import received, understood
from tests.desk.cast import opened

pytestmark = pytest.mark.usefixtures("store_on")  # whether the shop reads by corrections is kept there
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


def angry(file, words):
    """How angry the case is after these words, and the case."""
    file = file.add(*(Entry(AT, ANA, what) for what in received(file, words, at=AT, currency="CNY")))
    fact = file.facts.get("buyer_anger")
    return (fact.value if fact else None), file


@pytest.mark.shows("C9")
def test_angry_words_are_a_fact_that_passes_with_calmer_ones_and_a_calm_letter_is_none() -> None:
    level, file = angry(opened(1), "你好，请问什么时候发货")
    assert level is None
    level, file = angry(file, "气死我了！！！垃圾店铺，骗子！！！")
    assert level >= 2
    assert file.facts["buyer_anger"].said_by == "buyer"
    assert file.facts["buyer_anger"].source == "message"
    level, _ = angry(file, "好的，谢谢")
    assert level == 0


def test_what_a_person_heard_stands_whatever_the_words_sound_like() -> None:
    calm = FactStated(known("buyer_anger", 0, said_by="agent", source="desk"))
    file = opened(1).add(Entry(AT, ANA, calm))
    assert angry(file, "气死我了！！！垃圾店铺，骗子！！！")[0] == 0


def test_the_language_is_the_one_the_buyer_writes() -> None:
    assert understood("Meu pedido não chegou", at=AT, currency="BRL").language == "pt-BR"


def told(claim: str, *said: str) -> CaseFile:
    """A case in which Chen wrote these messages, one after the other, as the desk takes them up."""
    file = opened(1, claim=claim)
    for words in said:
        file = file.add(*(Entry(AT, ANA, what) for what in received(file, words, at=AT, currency="CNY")))
    return file


def test_a_case_that_began_with_a_question_is_what_the_last_messages_together_say() -> None:
    file = told("question", "在吗", "我买的那个杯子", "碎了，一打开全是碎片")
    assert file.claim == "damaged"
    assert file.facts["claim"].said_by == "buyer"
    assert file.facts["claim"].source == "message"
    assert file == file.add(), "asked again with nothing new, nothing changes"


def test_only_the_last_three_messages_are_read_together() -> None:
    words = ["快递一直没收到", "在吗", "你好", "好的"]
    file = told("other", *words[1:])
    assert file.claim == "other"
    assert told("other", *words).claim == "not_received", "it was said once, and stands"


def test_what_the_platform_says_it_is_stands_whatever_the_words_sound_like() -> None:
    assert told("missing_item", "打开全碎了，杯子都是碎片").claim == "missing_item"


def test_a_class_read_from_words_changes_only_for_words_that_alone_say_another() -> None:
    file = told("other", "一直没收到货", "嗯嗯", "快点")
    assert file.claim == "not_received"
    file = told("other", "一直没收到货", "收到了，可是杯子碎了", "打开箱子杯子全碎了", "裂成好几块，碎的")
    assert file.claim == "damaged"


def test_the_same_messages_are_always_the_same_case() -> None:
    said = ("在吗", "发票什么时候开", "抬头写错了，重开发票")
    assert told("other", *said).lines == told("other", *said).lines
