"""Is money exact, in one currency at a time, and never rounded on the way?"""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.money import (
    FractionOfMinorUnit,
    MixedCurrencies,
    Money,
    NoParts,
    NotAnAmount,
    UnknownCurrency,
    locale_of,
    minor_digits,
)
from tests.casefile.strategies import CURRENCIES, moneys

yuan = moneys(currencies=("CNY",))


@given(yuan, st.integers(1, 40))
def test_the_parts_of_a_split_are_the_whole_and_differ_by_one_fen_at_most(whole: Money, parts: int) -> None:
    shares = whole.split(parts)

    assert len(shares) == parts
    assert sum(share.minor for share in shares) == whole.minor
    assert max(shares).minor - min(shares).minor <= 1


@pytest.mark.parametrize("parts", [0, -2])
def test_nothing_is_split_among_nobody(parts: int) -> None:
    with pytest.raises(NoParts, match="lost"):
        Money(100, "CNY").split(parts)


@given(yuan, st.decimals(0, 200, places=2))
def test_a_percentage_of_a_debt_is_that_of_the_credit_with_the_other_sign(
    amount: Money, percent: Decimal
) -> None:
    assert (-amount).percent(percent) == -amount.percent(percent)


@given(yuan, st.integers(0, 100))
def test_a_percentage_and_its_rest_miss_the_whole_by_one_fen_at_most(amount: Money, percent: int) -> None:
    both = amount.percent(percent) + amount.percent(100 - percent)

    assert abs((both - amount).minor) <= 1
    assert amount.percent(100) == amount
    assert amount.percent(0) == Money(0, "CNY")


def test_half_a_fen_goes_away_from_zero() -> None:
    assert Money(5, "CNY").percent(50) == Money(3, "CNY")
    assert Money(-5, "CNY").percent(50) == Money(-3, "CNY")


def test_five_percent_of_the_largest_amount_is_exact() -> None:
    most = 2**63 - 1

    assert Money(most, "CNY").percent(Decimal("0.0001")).minor == round(Decimal(most) / 1_000_000)


@given(yuan, yuan)
def test_what_was_added_can_be_taken_away_again(left: Money, right: Money) -> None:
    assert left + right - right == left
    assert left + right == right + left
    assert left - right == -(right - left)
    assert (left < right) == (left.minor < right.minor)
    assert (left >= right) == (left.minor >= right.minor)


@pytest.mark.parametrize("meet", ["__add__", "__sub__", "__lt__", "__le__"])
def test_yuan_and_reais_do_not_meet(meet: str) -> None:
    with pytest.raises(MixedCurrencies, match="CNY and BRL"):
        getattr(Money(1, "CNY"), meet)(Money(2, "BRL"))


def test_the_larger_of_yuan_and_reais_is_not_guessed() -> None:
    with pytest.raises(MixedCurrencies):
        max(Money(1, "CNY"), Money(2, "BRL"))
    assert Money(1, "CNY") != Money(1, "BRL")


@given(moneys())
def test_an_amount_in_words_of_its_currency_reads_back_as_itself(money: Money) -> None:
    assert Money.of(money.amount, money.currency) == money
    assert Money.of(str(money.amount), money.currency) == money


@pytest.mark.parametrize(
    ("code", "digits"), [("CNY", 2), ("BRL", 2), ("MXN", 2), ("CLP", 0), ("PYG", 0), ("JPY", 0), ("KWD", 3)]
)
def test_a_currency_has_its_own_decimals(code: str, digits: int) -> None:
    assert minor_digits(code) == digits


def test_a_chilean_peso_has_no_cents() -> None:
    assert Money.of("12990", "CLP") == Money(12990, "CLP")
    with pytest.raises(FractionOfMinorUnit, match="at most 0 decimals"):
        Money.of("12990.5", "CLP")


def test_a_tenth_of_a_fen_is_refused_not_rounded() -> None:
    with pytest.raises(FractionOfMinorUnit, match=r"12\.345 CNY is finer"):
        Money.of("12.345", "CNY")
    assert Money.of("12.340", "CNY") == Money(1234, "CNY")


@pytest.mark.parametrize(
    "given_amount",
    [
        0.5,
        12.0,
        float("inf"),
        "NaN",
        "Infinity",
        "-sNaN",
        "free",
        "",
        "1e999999999",
        "1e-999999999",
        10**40,
        None,
    ],
)
def test_what_is_no_exact_amount_is_refused_in_plain_words(given_amount: Any) -> None:
    with pytest.raises(NotAnAmount, match="not an exact amount of money"):
        Money.of(given_amount, "CNY")


@pytest.mark.parametrize("minor", [12.5, 12.0, Decimal(12), "12", True, 2**63])
def test_minor_units_are_whole_numbers_and_nothing_else(minor: Any) -> None:
    with pytest.raises(NotAnAmount):
        Money(minor, "CNY")


@pytest.mark.parametrize("percent", [0.1, float("nan"), "some"])
def test_a_percentage_is_exact_too(percent: Any) -> None:
    with pytest.raises(NotAnAmount):
        Money(100, "CNY").percent(percent)


@given(
    st.text(max_size=20) | st.from_regex(r"-?[0-9]{1,20}([.][0-9]{1,5})?(e-?[0-9]{1,12})?", fullmatch=True)
)
def test_any_text_is_an_exact_amount_or_a_refusal_of_ours(text: str) -> None:
    with suppress(NotAnAmount, FractionOfMinorUnit):
        assert Money.of(text, "CNY").amount == Decimal(text)


@given(moneys(), st.sampled_from(["zh-CN", "en", "pt-BR", "es"]))
def test_every_amount_can_be_written_for_every_reader(money: Money, language: str) -> None:
    assert any(digit in money.text(language) for digit in "0123456789")


@pytest.mark.parametrize("code", ["RMB", "cny", "", "¥", "CN"])
def test_a_currency_that_does_not_exist_is_refused_at_once(code: str) -> None:
    with pytest.raises(UnknownCurrency, match="ISO 4217"):
        Money(100, code)


def test_amounts_are_written_as_each_reader_expects() -> None:
    assert Money(123456, "CNY").text() == "¥1,234.56"
    assert Money(123456, "BRL").text("pt-BR") == "R$\xa01.234,56"
    assert Money(123456, "CLP").text("en") == "CLP\xa0123,456"
    assert Money(-1250, "USD").text("en") == "-$12.50"


def test_all_currencies_of_the_platforms_are_known() -> None:
    assert all(minor_digits(code) >= 0 for code in CURRENCIES)


def test_how_a_language_writes_amounts_is_looked_up_once() -> None:
    assert locale_of("pt-BR") is locale_of("pt-BR")
    assert (str(locale_of("pt-BR")), str(locale_of("zh-CN"))) == ("pt_BR", "zh_Hans_CN")


@pytest.mark.parametrize("called", ["amount", "0", "", "x" * 400, "zh_CN@@", "\0"])
def test_what_is_no_language_is_written_as_english_and_breaks_nothing(called: str) -> None:
    assert Money(1250, "BRL").text(called) == "R$12.50"
