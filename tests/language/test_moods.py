"""What is asked, how upset the writer is, what is at stake: only what the words say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.moods import demands, emotion, risks
from hejie.language.repair import MatchingCopy


def asked(text: str, language: str) -> list[str]:
    return [demand.code for demand in demands(MatchingCopy(text), language)]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("退我一半货款吧", "zh", "partial_refund"),
        ("我要退货退款", "zh", "return_refund"),
        ("能换大一码吗", "zh", "exchange"),
        ("给我补发一个", "zh", "reship"),
        ("把钱退给我", "zh", "refund_only"),
        ("quero meu dinheiro de volta", "pt", "refund_only"),
        ("podem enviar outra peça?", "pt", "reship"),
        ("quiero cambiarlo", "es", "exchange"),
        ("I want a refund", "en", "refund_only"),
        ("верните деньги за чайник", "ru", "refund_only"),
        ("можно обменять на другой размер?", "ru", "exchange"),
        ("дошлите недостающую деталь", "ru", "reship"),
        ("东西收到了，颜色不对", "zh", "unstated"),
        ("Não chegou", "pt", "unstated"),
    ],
)
def test_a_demand_is_what_the_words_ask_and_never_a_default(text: str, language: str, first: str) -> None:
    assert asked(text, language)[0] == first


def test_what_is_refused_is_not_demanded() -> None:
    assert asked("我不要退款，我要货", "zh") == ["receive_product"]
    assert "refund_only" not in asked("I do not want a refund, send another one", "en")
    assert "refund_only" not in asked("не хочу возврат, пришлите новый", "ru")


def test_anger_is_counted_with_its_reasons() -> None:
    calm, angry = (emotion(MatchingCopy(text), "zh") for text in ("麻烦看一下", "骗子！！问了三遍没人理"))
    assert (calm.level, calm.reasons) == (0, ())
    assert angry.level == 3
    assert {reason.code for reason in angry.reasons} == {"insult", "loud", "repeated"}


def test_capitals_are_heard() -> None:
    assert emotion(MatchingCopy("QUERO MEU PRODUTO AGORA"), "pt").level == 1


@pytest.mark.parametrize(
    ("text", "language", "risk"),
    [
        ("再不处理我打12315", "zh", "legal"),
        ("充电宝冒烟了", "zh", "safety"),
        ("vou no reclame aqui", "pt", "platform_complaint"),
        ("voy a hacer un reclamo en defensa del consumidor", "es", "legal"),
        ("I will file a chargeback", "en", "chargeback"),
        ("буду жаловаться в Роспотребнадзор", "ru", "legal"),
    ],
)
def test_what_is_threatened_or_at_stake_is_flagged(text: str, language: str, risk: str) -> None:
    assert risk in {hit.code for hit in risks(MatchingCopy(text), language)}


@given(st.sampled_from(["zh", "pt", "es", "en", "ru"]), st.text())
def test_any_text_has_a_mood(language: str, text: str) -> None:
    copy = MatchingCopy(text)
    assert 0 <= emotion(copy, language).level <= 3
    assert demands(copy, language)
    risks(copy, language)
