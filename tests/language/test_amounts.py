"""A stretch of a message that states money or a weight is read exactly, or not at all."""

import re
from decimal import Decimal

import pytest

from hejie.casefile.money import Money
from hejie.language import amounts


def stretch(**parts: str) -> re.Match[str]:
    pattern = "|".join(f"(?P<{name}>{re.escape(part)})" for name, part in parts.items())
    whole = re.match("".join(f"(?:{one})" for one in pattern.split("|")), "".join(parts.values()))
    assert whole is not None
    return whole


@pytest.mark.parametrize(
    ("number", "currency", "shop", "read"),
    [
        ("12,50", "r$", "", Money(1250, "BRL")),
        ("12,50", "$", "ARS", Money(1250, "ARS")),
        ("12,50", "$", "", "12.50"),
    ],
)
def test_a_sign_says_the_currency_or_the_shop_does(
    number: str, currency: str, shop: str, read: Money | str
) -> None:
    found = amounts.money(stretch(currency=currency, number=number), "", shop)
    assert found is not None
    assert found[0] == read


def test_a_part_of_a_minor_unit_is_not_money() -> None:
    assert amounts.bare_money(stretch(number="1.234,567"), "CNY", "") is None


def test_a_percentage_above_a_hundred_is_none() -> None:
    assert amounts.percent(stretch(number="120"), "percent", "") is None
    assert Decimal(amounts.percent(stretch(number="12,5"), "percent", "")[0]) == Decimal("12.5")  # type: ignore[index]
