"""Is a buyer answered in the language in which they wrote, whatever the market's language is?"""

import pytest

from hejie.intake.speaking import spoken


@pytest.mark.parametrize(
    ("words", "market", "language"),
    [
        ("O rastreamento não muda há 20 dias. Onde está o meu pedido?", "en", "pt-BR"),
        ("Hace un mes que pagué y todavía no llegó nada a mi casa", "en", "es"),
        ("我买了两个保温杯，箱子里只有一个！", "en", "zh-CN"),
        ("没收到货", "en", "zh-CN"),
        ("The lamp arrived broken and nobody answers me", "zh-CN", "en"),
    ],
)
@pytest.mark.shows("B11")
def test_a_buyer_is_answered_in_the_language_of_their_words(words: str, market: str, language: str) -> None:
    assert spoken(words, market) == language


@pytest.mark.parametrize(
    "words", ["", "ok", "refund", "SF1234567890123", "???", "Где моя посылка? Жду месяц"]
)
def test_where_the_words_do_not_tell_the_market_does(words: str) -> None:
    assert spoken(words, "es") == "es"
