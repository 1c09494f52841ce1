"""Which sum of money did a person type, and how does a field write one for them?"""

from __future__ import annotations

from collections.abc import Mapping

from babel.numbers import get_decimal_symbol

from hejie.casefile.money import Money, locale_of
from hejie.desk import languages
from hejie.intake import cells
from hejie.intake.mistakes import Unreadable


class NotASum(ValueError):
    """Words that are no amount of money."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"{said!r} is no amount of money, so nothing was recorded. Write it like 12.50.")


def money_in(form: Mapping[str, str], field: str, currency: str) -> Money | None:
    """Return the amount in a field of a form, None where it is empty; raise NotASum for less than nothing."""
    said = form.get(field, "").strip()
    return money_of(said, currency) if said else None


def money_of(said: str, currency: str) -> Money:
    """Return the amount that a person typed, cents after the sign of their language; raise NotASum.

    `26,70` is 26.70 for everybody; only `1,299`, which can be read in two ways, goes by the reader's language.
    """
    try:
        money = cells.money(said, currency, _decimal_sign())
    except Unreadable as error:
        raise NotASum(said) from error
    if money.minor < 0 or money.currency != currency:
        raise NotASum(said)
    return money


def field_text(money: Money) -> str:
    """Write an amount as a field holds it: `26.70`, `26,70`."""
    return str(money.amount).replace(".", _decimal_sign())


def _decimal_sign() -> str:
    return str(get_decimal_symbol(locale_of(languages.current())))
