"""Which number, amount of money or weight does a stretch of a message state?"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from hejie.casefile.money import Money, minor_digits
from hejie.casefile.quantities import Weight

_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_TENS = {"quinze": 15, "quince": 15, "fifteen": 15, "vinte": 20, "veinte": 20, "twenty": 20}
_TENS |= {"trinta": 30, "treinta": 30, "thirty": 30}
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            (), ("um", "uma", "un", "una", "one"), ("dois", "duas", "dos", "two"), ("tres", "three"),
            ("quatro", "cuatro", "four"), ("cinco", "five"), ("seis", "six"), ("sete", "siete", "seven"),
            ("oito", "ocho", "eight"), ("nove", "nueve", "nine"), ("dez", "diez", "ten"),
        )
    )
    for word in words
}  # fmt: skip
_SIGNS = {
    "r$": "BRL", "reais": "BRL", "real": "BRL", "us$": "USD", "u$s": "USD", "dollar": "USD", "dollars": "USD",
    "us dollars": "USD", "dolares": "USD", "dolar": "USD", "mx$": "MXN", "ar$": "ARS", "¥": "CNY", "块": "CNY",
    "块钱": "CNY",
    "美元": "USD", "美金": "USD", "欧元": "EUR", "元": "CNY", "rmb": "CNY", "yuan": "CNY",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP",
    "₽": "RUB", "rublo": "RUB", "rublos": "RUB",
}  # fmt: skip
_UNSURE = {"$", "peso", "pesos"}  # several currencies share these: the shop's own decides
_GRAMS = {"千": 1000, "公": 1000, "k": 1000, "q": 1000, "克": 1, "g": 1, "斤": 500}

Read = tuple[Any, str, tuple[str, ...]]


def han_number(text: str) -> int | None:
    """Read a number in Chinese characters up to 99 999 999, or None where it is not one."""
    total = part = digit = 0
    for sign in text:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        elif sign in _HAN_PLACES:
            part += (digit or 1) * _HAN_PLACES[sign]
            digit = 0
        elif sign == "万":
            total, part, digit = (total + part + digit) * _MYRIAD, 0, 0
        else:
            return None
    return total + part + digit if text else None


def count(text: str) -> int | None:
    """Read a count in digits, Chinese characters or a word such as `three`, `tres`, `três` without accent."""
    return int(text) if text.isdecimal() else (_WORDS | _TENS).get(text, han_number(text))


def decimal(text: str) -> Decimal | None:
    """Read a price as any country writes it: 1.299,90 or 1,299.90 or 1.299."""
    last = max(text.rfind("."), text.rfind(","))
    marks = {sign for sign in text if sign in ".,"}
    # No currency here is paid in thousandths: three digits after the only kind of mark are a group.
    if last < 0 or (len(text) - last == 4 and len(marks) == 1):
        return _exact(re.sub(r"[.,]", "", text))
    return _exact(re.sub(r"[.,]", "", text[:last]) + "." + text[last + 1 :])


def money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read an amount with its currency sign; `currency` is the shop's, for signs that several share."""
    sign = found["currency"]
    code = _currency(sign) or (currency if sign in _UNSURE else "")
    notes = ("currency_assumed",) if sign in _UNSURE else ()
    number = decimal(found["number"])
    if number is None:
        return None
    if not code:
        return str(number), "", ("currency_unknown",)
    return _amount(number, code, notes)


def _currency(sign: str) -> str:
    if sign.startswith("руб"):
        return "RUB"
    return "" if sign in _UNSURE else _SIGNS.get(sign, sign.upper())


def rouble(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read an amount whose thousands are set apart by spaces."""
    number = decimal(found["number"].replace(" ", ""))
    return None if number is None else _amount(number, unit)


def han_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 三百二十八块五."""
    whole = han_number(found["number"])
    return None if whole is None else _amount(Decimal(whole) + _tenths(found["tenths"]), unit)


def tenths_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 128块5."""
    return _amount(Decimal(int(found["number"])) + _tenths(found["tenths"]), unit)


def _tenths(sign: str | None) -> Decimal:
    return Decimal(count(sign) or 0) / 10 if sign else Decimal(0)


def _amount(number: Decimal, code: str, notes: tuple[str, ...] = ()) -> Read | None:
    minor = number.scaleb(minor_digits(code))
    return (Money(int(minor), code), code, notes) if minor == minor.to_integral_value() else None


def weight(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a weight into whole grams."""
    said = found["number"]
    number = _exact(said.replace(",", ".")) if said[0].isdecimal() else _whole(han_number(said))
    return None if number is None else (Weight(int(number * _GRAMS[found["of"][0]])), "g", ())


def percent(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a percentage as text, exact."""
    number = _exact(found["number"].replace(",", "."))
    return None if number is None or number > 100 else (str(number), unit, ())


def quantity(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read how many."""
    number = count(found["number"])
    return None if number is None else (number, found["of"], ("vague",) if number == 1 else ())


def _whole(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _exact(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
