"""Which sum of money did a person type?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from hejie.casefile.money import Money


class NotASum(ValueError):
    """Words that are no amount of money."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"{said!r} is no amount of money, so nothing was recorded. Write it like 12.50.")


def money_in(form: Mapping[str, str], field: str, currency: str) -> Money | None:
    """Return the amount in a field of a form, None where it is empty; raise NotASum for less than nothing."""
    said = form.get(field, "").strip().replace(",", "")
    if not said:
        return None
    try:
        money = Money.of(Decimal(said), currency)
    except (InvalidOperation, ValueError) as error:
        raise NotASum(said) from error
    if money.minor < 0:
        raise NotASum(said)
    return money
