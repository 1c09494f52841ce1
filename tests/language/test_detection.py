"""Which language a buyer writes in, also in three words, and when that cannot be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.detection import detect, letters_of, scores
from hejie.language.exemplars import everyday_words, exemplars


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我没收到货", "zh"),
        ("貨物還沒收到", "zh"),
        ("订单RB123456785CN没到", "zh"),
        ("Não recebi nada", "pt"),
        ("nao chegou", "pt"),
        ("no me llegó", "es"),
        ("where is my parcel", "en"),
        ("Товар не пришёл", "ru"),
        ("123 456", "und"),
        ("SF1408231177906", "und"),
        ("", "und"),
        ("👍👍", "und"),
        ("请帮我查一下这个包裹 the parcel is stuck since monday please", "mixed"),
    ],
)
def test_the_language_of_a_message_is_told(text: str, language: str) -> None:
    assert detect(text).language == language


def test_a_mixed_message_names_its_languages() -> None:
    assert detect("请帮我查一下这个包裹 the parcel is stuck since monday please").parts == ("en", "zh")


def test_what_the_shop_expects_decides_where_words_do_not() -> None:
    assert detect("ok", likely={"pt": 0.95, "es": 0.02, "en": 0.02}).language == "pt"
    assert detect("where is my parcel", likely={"pt": 0.95, "en": 0.05}).language == "en"


def test_sentences_held_back_are_told_apart() -> None:
    languages = ("pt", "es", "en")
    learned = letters_of(
        {code: (*everyday_words(code), *(says for _, says in exemplars(code)[1::2])) for code in languages}
    )
    asked = [(code, says) for code in languages for _, says in exemplars(code)[::2] if len(says) > 12]
    right = sum(
        max(told := scores(learned, says), key=lambda name: told[name]) == code for code, says in asked
    )
    assert right / len(asked) > 0.95


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    found = detect(text)
    assert found.language in {"zh", "pt", "es", "en", "ru", "und", "mixed"}
    assert 0 <= found.confidence <= 1
