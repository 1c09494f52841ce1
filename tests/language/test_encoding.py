"""What Chen's words mean is a direction: the same for the same trouble, whatever its numbers, in any language."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.language import encoding
from hejie.language.encoding import directions, nearness, normal, stamp
from tests.language.encoders import Letters


def test_the_numbers_of_one_case_are_not_what_a_message_means() -> None:
    assert normal("订单 2000123456789012 退我35元") == normal("订单 2000999956789012 退我80元")
    assert "2026" not in normal("Meu pedido de 12/11/2026 não chegou")


def test_traditional_characters_and_capitals_mean_the_same() -> None:
    assert normal("東西壞了，ＯＫ？") == normal("东西坏了，ok？")


def test_what_is_marked_with_another_encoder_or_normaliser_cannot_be_compared() -> None:
    assert stamp(Letters("a")) != stamp(Letters("b"))


def test_a_text_without_words_is_near_to_nothing() -> None:
    made = directions(Letters(), ["broken lamp", "", "broken lamp"])
    assert nearness(made[0], made).round(2).tolist() == [1.0, 0.0, 1.0]


def test_without_the_extra_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    encoding.installed.cache_clear()
    monkeypatch.setattr(encoding, "find_spec", lambda name: None)
    assert encoding.installed() is None
    encoding.installed.cache_clear()


def test_the_shipped_encoder_hears_the_same_trouble_in_two_languages() -> None:
    encoder = encoding.installed()
    assert encoder is not None, "the developer's packages hold it: `sh test` installs them"
    made = directions(
        encoder, ["杯子到的时候碎了", "O copo chegou quebrado", "Quero a nota fiscal da compra"]
    )
    broken, invoice = nearness(made[0], made[1:])
    assert broken > invoice + 0.2
    assert made.shape == (3, encoder.dim)


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_any_text_has_a_direction_of_no_more_than_a_signed_byte_a_number(text: str) -> None:
    made = directions(Letters(), [text])
    assert made.dtype == np.int8
    assert -1.001 <= nearness(made[0], made)[0] <= 1.001
