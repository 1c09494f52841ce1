"""How much money, in whole minor units of one currency, and what may be done with it?"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, get_currency_precision, list_currencies
from msgspec import Struct

_LETTER_MEETS_DIGIT = re.compile(r"(?<=[A-Z])(?=\d)")
_MOST = 2**63 - 1  # what the stores and the exports hold in one whole number
_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])  # refuses rather than rounds in passing
_ROUNDING = Context(prec=60)  # for the one rounding that is meant


class MixedCurrencies(ValueError):
    """Two amounts in different currencies met in one sum."""

    def __init__(self, left: Money, right: Money) -> None:
        super().__init__(
            f"{left.currency} and {right.currency} cannot be combined or compared: a rate is a dated fact. "
            "Convert one amount first and record the rate and its source."
        )


class UnknownCurrency(ValueError):
    """A currency code that ISO 4217 does not list."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code!r} is not a currency code, so its minor unit is unknown. "
            "Use the three letters of ISO 4217, such as CNY, BRL, MXN or USD."
        )


class NotAnAmount(ValueError):
    """Something that is no exact, payable number: words, a binary fraction, infinity, more than can be stored."""

    def __init__(self, given: object) -> None:
        super().__init__(
            f"{given!r} is not an exact amount of money, and a guess would change the case. "
            "Give a decimal number as text, such as 12.50, of at most 18 digits."
        )


class NoParts(ValueError):
    """An amount to be split among nobody."""

    def __init__(self, parts: int) -> None:
        super().__init__(f"An amount cannot be split into {parts} parts: it would be lost. Give 1 or more.")


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


class Money(Struct, frozen=True, tag="money"):
    """An amount in whole minor units: `Money(1250, "CNY")` is 12.50 yuan. Never a float.

    Raises UnknownCurrency and NotAnAmount. Sums and comparisons of two currencies raise MixedCurrencies.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        minor_digits(self.currency)
        if type(self.minor) is not int or abs(self.minor) > _MOST:
            raise NotAnAmount(self.minor)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """Read an exact decimal amount in major units; raise rather than round.

        Raises UnknownCurrency, NotAnAmount, or FractionOfMinorUnit where the amount has too many decimals.
        """
        exact = _exactly(amount)
        scaled = exact.scaleb(minor_digits(currency), _EXACT)
        if scaled != scaled.to_integral_value(context=_EXACT):
            raise FractionOfMinorUnit(exact, currency)
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

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def percent(self, percent: int | Decimal) -> Money:
        """Return a share of the amount, half a minor unit rounded away from zero."""
        hundredfold = _EXACT.multiply(Decimal(self.minor), _exactly(percent))
        return Money(int(hundredfold.scaleb(-2, _EXACT).quantize(1, ROUND_HALF_UP, _ROUNDING)), self.currency)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Divide among `parts` so that nothing is lost: the first ones carry the odd minor units.

        Raises NoParts below 1.
        """
        if parts < 1:
            raise NoParts(parts)
        share, odd = divmod(self.minor, parts)
        return tuple(Money(share + (i < odd), self.currency) for i in range(parts))

    def text(self, language: str = "zh-CN") -> str:
        """Write the amount as a reader of that language expects: `¥12.50`, `R$ 12,50`."""
        return _written(self, language)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencies(self, other)


@lru_cache(
    maxsize=20_000
)  # a page names the same sums again and again, and each takes longer to write than a row
def _written(money: Money, language: str) -> str:
    written = format_currency(money.amount, money.currency, locale=locale_of(language))
    return _LETTER_MEETS_DIGIT.sub("\u00a0", written)  # CLDR's currency spacing, which Babel leaves out


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return how a language writes amounts and days. Kept: to find it by name takes longer than to write an amount."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en")  # a form or an export may call anything a language


def _exactly(amount: Decimal | int | str) -> Decimal:
    try:
        exact = Decimal(amount)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise NotAnAmount(amount) from error
    # A binary fraction has already lost the cents that were meant; the bounds keep 1e999999999 from being written out.
    if (
        isinstance(amount, float)
        or not exact.is_finite()
        or len(exact.as_tuple().digits) > 30
        or not -30 <= exact.adjusted() <= 18
    ):
        raise NotAnAmount(amount)
    return exact
