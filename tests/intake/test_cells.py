"""Amounts, ids, flags, weights and parcels as platforms write them, and as spreadsheets spoil them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.money import Money
from hejie.casefile.quantities import Weight
from hejie.intake import cells
from hejie.intake.mistakes import Unreadable


@pytest.mark.parametrize(
    ("text", "currency", "decimal", "minor", "expected"),
    [
        ("89.00", "CNY", ".", 8900, "CNY"),
        ("¥1,234.50", "CNY", ".", 123450, "CNY"),
        ("￥12.5", "USD", ".", 1250, "CNY"),
        ("12.50元", "CNY", ".", 1250, "CNY"),
        ("US $18.90", "CNY", ".", 1890, "USD"),
        ("USD 18.9", "CNY", ".", 1890, "USD"),
        ("R$ 1.234,56", "USD", ",", 123456, "BRL"),
        ("1.234", "BRL", ",", 123400, "BRL"),
        ("1,234", "CNY", ".", 123400, "CNY"),
        ("12,5", "CNY", ".", 1250, "CNY"),
        ("1.234.567", "BRL", ",", 123456700, "BRL"),
        ("-3.00", "CNY", ".", -300, "CNY"),
        ("(3.00)", "CNY", ".", -300, "CNY"),
        ("15000", "CLP", ",", 15000, "CLP"),
        ("$ 99", "MXN", ".", 9900, "MXN"),
    ],
)
def test_an_amount_is_read_with_its_sign_and_the_locale_of_its_platform(
    text, currency, decimal, minor, expected
):
    assert cells.money(text, currency, decimal) == Money(minor, expected)


@pytest.mark.parametrize(
    "text", ["abc", "1,23,4", "12.345", "1.2.3", "¥", "--", "12,34,56.7", "QQQ 5", "١٢٣", "9" * 30]
)
def test_an_amount_that_could_be_two_things_is_refused(text):
    with pytest.raises(Unreadable):
        cells.money(text, "CNY")


@pytest.mark.parametrize("text", ["2.19877E+18", "1E+15", "2,19877E+18"])
def test_an_id_that_a_spreadsheet_shortened_is_refused_and_says_what_to_do(text):
    with pytest.raises(Unreadable, match="as the platform gave it"):
        cells.identifier(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\t2198765432109876543", "2198765432109876543"),
        ('="00123"', "00123"),
        ("'00123", "00123"),
        ("123.0", "123"),
    ],
)
def test_an_id_loses_the_marks_that_keep_it_whole_and_nothing_else(text, expected):
    assert cells.identifier(cells.plain(text)) == expected


@pytest.mark.parametrize("text", ["", "  ", "-", "--", "无", "null", "N/A", "\t", "\u3000"])
def test_a_cell_that_says_nothing_is_empty(text):
    assert cells.plain(text) == ""


def test_a_column_rounded_to_fifteen_digits_is_recognised_and_a_sound_one_is_not():
    rounded = [f"{n}0000" for n in range(100000000000001, 100000000000020)]
    sound = [str(n) for n in range(2198765432109876543, 2198765432109876563)]
    assert cells.rounded_example(rounded) == rounded[0]
    assert cells.rounded_example(sound) == ""
    assert cells.rounded_example([*sound, "1000000000000000000"]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("是", True), ("Sim", True), ("sí", True), ("yes", True), ("否", False), ("NÃO", False), ("0", False)],
)
def test_yes_and_no_are_read_in_four_languages(text, expected):
    assert cells.flag(text) is expected


@pytest.mark.parametrize(
    ("text", "unit", "grams"),
    [
        ("850", "", 850),
        ("850g", "", 850),
        ("0.85", "kg", 850),
        ("0,85 kg", "", 850),
        ("1.7斤", "", 850),
        ("850克", "", 850),
    ],
)
def test_a_weight_is_read_in_grams_whatever_its_unit(text, unit, grams):
    assert cells.weight(text, unit) == Weight(grams)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("圆通速递 YT8800000009001", ("圆通速递", "YT8800000009001")),
        ("中通快递：75312345678901", ("中通快递", "75312345678901")),
        ("YT8800000009001", ("", "YT8800000009001")),
        ("顺丰速运", ("顺丰速运", "")),
    ],
)
def test_a_cell_with_carrier_and_number_gives_both(text, expected):
    parcel = cells.parcel(text)
    assert (parcel.carrier, parcel.number) == expected


@given(st.text(max_size=40), st.sampled_from([".", ","]), st.sampled_from(["CNY", "BRL", "CLP"]))
def test_no_text_makes_a_parser_fail_other_than_by_saying_so(text, decimal, currency):
    for read in (
        lambda: cells.money(text, currency, decimal),
        lambda: cells.identifier(text),
        lambda: cells.flag(text),
        lambda: cells.count(text),
        lambda: cells.weight(text, "kg"),
        lambda: cells.parcel(text),
        lambda: cells.plain(text),
        lambda: cells.short_name(text, 8),
    ):
        with suppress(Unreadable):
            read()


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_written_by_either_locale_is_read_back(minor):
    amount = Money(minor, "BRL")
    english = f"{amount.amount:,.2f}"
    brazilian = english.translate(str.maketrans(",.", ".,"))
    assert cells.money(english, "BRL", ".") == amount
    assert cells.money(brazilian, "BRL", ",") == amount
