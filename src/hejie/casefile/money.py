"""How much money, in whole minor units of one currency, and what may be done with it?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_currency, get_currency_precision, list_currencies
from msgspec import Struct


class MixedCurrencies(ValueError):
    """Two amounts in different currencies met in one sum."""

    def __init__(self, left: Money, right: Money) -> None:
        super().__init__(
            f"{left.currency} and {right.currency} cannot be combined: a rate is a dated fact, not a default. "
            "Convert one amount first and record the rate and its source."
        )


class UnknownCurrency(ValueError):
    """A currency code that ISO 4217 does not list."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code!r} is not a currency code, so its minor unit is unknown. "
            "Use the three letters of ISO 4217, such as CNY, BRL, MXN or USD."
        )


class FractionOfMinorUnit(ValueError):
    """An amount finer than the currency can pay."""

    def __init__(self, amount: Decimal, currency: str) -> None:
        super().__init__(
            f"{amount} {currency} is finer than {currency} can be paid, and rounding would change the case. "
            f"Give at most {minor_digits(currency)} decimals."
        )


@lru_cache(maxsize=64)
def minor_digits(currency: str) -> int:
    """Return how many decimals a currency is paid in (ISO 4217 by way of Unicode CLDR): CNY 2, CLP 0."""
    if currency not in list_currencies():
        raise UnknownCurrency(currency)
    return get_currency_precision(currency)


class Money(Struct, frozen=True, tag="money", order=True):
    """An amount in whole minor units: `Money(1250, "CNY")` is 12.50 yuan. Never a float."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """Read an exact decimal amount in major units; raise rather than round.

        Raises UnknownCurrency, or FractionOfMinorUnit where the amount has too many decimals.
        """
        scaled = Decimal(amount).scaleb(minor_digits(currency))
        if scaled != scaled.to_integral_value():
            raise FractionOfMinorUnit(Decimal(amount), currency)
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def percent(self, percent: int | Decimal) -> Money:
        """Return a share of the amount, half a minor unit rounded away from zero."""
        share = (Decimal(self.minor) * Decimal(percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
        return Money(int(share), self.currency)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Divide among `parts` so that nothing is lost: the first ones carry the odd minor units."""
        share, odd = divmod(self.minor, parts)
        return tuple(Money(share + (i < odd), self.currency) for i in range(parts))

    def text(self, language: str = "zh-CN") -> str:
        """Write the amount as a reader of that language expects: `¥12.50`, `R$ 12,50`."""
        return format_currency(self.amount, self.currency, locale=language.replace("-", "_"))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencies(self, other)
