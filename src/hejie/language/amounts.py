"""Which number, amount of money or weight does a stretch of a message state?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from hejie.casefile.money import Money, minor_digits
from hejie.casefile.quantities import Weight
from hejie.language.numerals import count, decimal, exact, han_number, spelled, spoken

_SIGNS = {
    "r$": "BRL", "reais": "BRL", "real": "BRL", "us$": "USD", "u$s": "USD", "dollar": "USD", "dollars": "USD",
    "us dollars": "USD", "dolares": "USD", "dolar": "USD", "mx$": "MXN", "ar$": "ARS", "¥": "CNY", "块": "CNY",
    "块钱": "CNY",
    "美元": "USD", "美金": "USD", "欧元": "EUR", "元": "CNY", "rmb": "CNY", "yuan": "CNY",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP",
    "₽": "RUB", "rublo": "RUB", "rublos": "RUB",
    "conto": "BRL", "contos": "BRL", "pila": "BRL", "pilas": "BRL", "reau": "BRL", "mangos": "BRL",
    "bucks": "USD", "buck": "USD", "刀": "USD", "美刀": "USD", "pounds": "GBP", "pound": "GBP", "quid": "GBP",
    "英镑": "GBP", "大洋": "CNY", "软妹币": "CNY", "人民币": "CNY", "r": "CNY", "varos": "MXN",
}  # fmt: skip
_UNSURE = {"$", "peso", "pesos"}  # several currencies share these: the shop's own decides
_GRAMS = {"千": 1000, "公": 1000, "k": 1000, "q": 1000, "克": 1, "g": 1, "斤": 500}

Read = tuple[Any, str, tuple[str, ...]]


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


def bare_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read an amount that says no currency: the rule's own, or the shop's, or none."""
    said = found["number"]
    number = decimal(said) if said[0].isdecimal() else _whole(spoken(said))
    code = unit or currency
    if number is None:
        return None
    return _amount(number, code, ("currency_assumed",)) if code else (str(number), "", ("currency_unknown",))


def myriad_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 1.2万 and 3千5."""
    number = exact(found["number"].replace(",", "."))
    return (
        None if number is None else _amount(number * {"千": 1000, "k": 1000}.get(found["of"], 10_000), unit)
    )


def jiao(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 五毛: tenths alone."""
    number = count(found["number"])
    return None if number is None else _amount(Decimal(number) / 10, unit)


def mil_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 2 mil pesos."""
    sign, number = found["currency"], Decimal(found["number"]) * 1000  # not a rule: what the word means
    code = _currency(sign) or (currency if sign in _UNSURE else "")
    return _amount(number, code) if code else (str(number), "", ("currency_unknown",))


def spelled_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read twenty-five dollars, vinte e cinco reais, cien pesos."""
    sign = found["currency"]
    number, code = spelled(found["number"]), _currency(sign) or (currency if sign in _UNSURE else "")
    if number is None:
        return None
    return _amount(Decimal(number), code) if code else (str(number), "", ("currency_unknown",))


def _amount(number: Decimal, code: str, notes: tuple[str, ...] = ()) -> Read | None:
    minor = number.scaleb(minor_digits(code))
    return (Money(int(minor), code), code, notes) if minor == minor.to_integral_value() else None


def weight(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a weight into whole grams."""
    said = found["number"]
    number = exact(said.replace(",", ".")) if said[0].isdecimal() else _whole(han_number(said))
    return None if number is None else (Weight(int(number * _GRAMS[found["of"][0]])), "g", ())


def percent(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a percentage as text, exact."""
    number = exact(found["number"].replace(",", "."))
    return None if number is None or number > 100 else (str(number), unit, ())


def quantity(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read how many."""
    number = count(found["number"])
    return None if number is None else (number, found["of"], ("vague",) if number == 1 else ())


def number(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read how many, where what is counted stands elsewhere in the sentence."""
    read = count(next(part for part in found.groups() if part))
    return None if read is None else (read, unit, ("vague",) if read == 1 else ())


def _whole(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
