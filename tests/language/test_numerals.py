"""Numbers, money and weights as buyers of four countries write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.numerals import count, decimal, han_number, spelled


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("三百二十八", 328),
        ("两", 2),
        ("十五", 15),
        ("一千零五", 1005),
        ("三万", 30000),
        ("二十", 20),
        ("钱", None),
        ("", None),
    ],
)
def test_a_chinese_number_is_read(words: str, number: int | None) -> None:
    assert han_number(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1.299,90", "1299.90"),
        ("1,299.90", "1299.90"),
        ("45,50", "45.50"),
        ("1.250", "1250"),
        ("129.9", "129.9"),
        ("1.234.567", "1234567"),
    ],
)
def test_a_price_is_read_whichever_mark_its_country_uses(words: str, number: str) -> None:
    assert decimal(words) == Decimal(number)


def test_a_count_is_read_in_digits_characters_and_words() -> None:
    assert [count(word) for word in ("12", "三", "duas", "ten", "quince", "many")] == [12, 3, 2, 10, 15, None]


@given(st.text(alphabet="零一二两三四五六七八九十百千万x", max_size=9))
def test_any_run_of_number_characters_is_read_or_refused(words: str) -> None:
    assert han_number(words) is None or isinstance(han_number(words), int)


@given(st.text(alphabet="0123456789.,", max_size=12))
def test_any_run_of_digits_and_marks_is_read_or_refused(words: str) -> None:
    assert decimal(words) is None or decimal(words) >= 0  # type: ignore[operator]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("vinte e cinco", 25),
        ("ciento veinte", 120),
        ("two hundred and fifty", 250),
        ("dos mil quinientos", 2500),
        ("mil", 1000),
        ("dezoito e noventa", Decimal("18.90")),
        ("many", None),
    ],
)
def test_a_number_in_words_is_read_in_three_languages(words: str, number: Decimal | int | None) -> None:
    assert spelled(words) == number


@given(st.text(alphabet="abcdeinorstuvyz -", max_size=30))
def test_any_words_are_a_number_or_none(words: str) -> None:
    assert spelled(words) is None or isinstance(spelled(words), Decimal)
