"""A message by hand becomes facts of a case, and nothing it does not say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.money import Money
from hejie.language import read
from hejie.language.reading import facts_for_case

ANGRY = "快递显示昨天签收了，可是我根本没收到！！你们这帮骗子，不处理我就打12315，退我129元"


def test_chens_angry_message_is_read_whole() -> None:
    reading = read(ANGRY, on=date(2026, 11, 24))
    assert (reading.language, reading.claim, reading.wants) == ("zh-CN", "signed_not_received", "refund_only")
    assert reading.emotion.level == 3
    assert [risk.code for risk in reading.risks] == ["legal"]
    stated = {fact.name: fact.value for fact in facts_for_case(reading)}
    assert stated == {"amount": Money(12900, "CNY"), "wants": "refund_only"}


def test_a_price_that_is_only_mentioned_is_not_asked_back() -> None:
    reading = read("我花了129元买的杯子碎了")
    assert not facts_for_case(reading)


def test_two_tracking_numbers_are_a_question_and_not_a_fact() -> None:
    assert not facts_for_case(read("SF1408231177906 还是 SF1408231177907？"))
    assert [fact.name for fact in facts_for_case(read("单号SF1408231177906"))] == ["tracking_no"]


def test_places_are_those_of_the_mended_text() -> None:
    reading = read("我没收到货，订单号2309178845613320715".encode().decode("latin-1"))
    assert reading.repaired == ("encoding",)
    (order,) = (fact for fact in reading.facts if fact.type == "order_no")
    assert reading.text[order.start : order.end] == "2309178845613320715"


def test_a_message_without_words_is_read_in_the_shops_language() -> None:
    assert read("RB123456785CN", likely={"pt": 0.9, "es": 0.1}).language == "pt-BR"
    assert read("RB123456785CN").language == "und"


@given(st.text())
def test_any_message_can_be_read(text: str) -> None:
    reading = read(text)
    assert all(reading.text[fact.start : fact.end] == fact.raw for fact in reading.facts)
    facts_for_case(reading)
