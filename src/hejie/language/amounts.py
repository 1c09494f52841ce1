"""Which number, amount of money or weight does a stretch of a message state?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from hejie.casefile.money import Money, minor_digits
from hejie.casefile.quantities import Weight
from hejie.language.numerals import count, decimal, exact, han_number, spelled, spoken

_SIGNS = {
    sign: code
    for code, signs in {
        "CNY": "¥ 块 块钱 元 rmb yuan 大洋 软妹币 人民币 r", "EUR": "欧元 欧 € euro euros euritos",
        "BRL": "r$ rs reais real reau conto contos pila pilas pau paus",
        "USD": "us$ u$s u$ dollar dollars dolar dolares buck bucks 美元 美金 刀 美刀",
        "GBP": "£ 英镑 pound pounds quid", "RUB": "₽ rublo rublos", "MXN": "mx$ varos", "ARS": "ar$",
        "CAD": "ca$ c$", "AUD": "au$ a$", "NZD": "nz$", "HKD": "hk$", "SGD": "s$", "PEN": "s/ s/. soles",
        "BOB": "bs bs. bolivianos", "HNL": "lempiras", "CRC": "₡ colones", "GTQ": "quetzales",
    }.items()
    for sign in signs.split()
} | {"us dollars": "USD"}  # fmt: skip
_UNSURE = {"$", "peso", "pesos", "pesitos", "mangos", "luca", "lucas"}  # shared: the shop's own decides
_THOUSANDS = {"luca", "lucas"}  # which count thousands of pesos
_NICKNAMES = {"fiver": (5, "GBP"), "tenner": (10, "GBP"), "grand": (1000, "")}
_GRAMS_A_POUND = Decimal("453.59237")
_GRAMS = {"千": 1000, "公": 1000, "k": 1000, "q": 1000, "克": 1, "g": 1, "斤": 500}

Read = tuple[Any, str, tuple[str, ...]]


def money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read an amount with its currency sign; `currency` is the shop's, for signs that several share."""
    parts = found.groupdict()
    sign = parts["currency"]
    number = decimal(parts["number"].replace("mil", "").replace(" ", ""))
    if number is None:
        return None
    if parts.get("thousand") or sign in _THOUSANDS:
        number *= 1000  # not a rule: what the word means
    if parts.get("cents"):
        number += Decimal(parts["cents"]) / 100
    return _signed(number, sign, currency)


def _signed(number: Decimal, sign: str, currency: str) -> Read | None:
    code = "RUB" if sign.startswith("руб") else "" if sign in _UNSURE else _SIGNS.get(sign, sign.upper())
    if code or (sign in _UNSURE and currency):
        return _amount(number, code or currency, () if code else ("currency_assumed",))
    return str(number), "", ("currency_unknown",)


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
    if number is None:
        return None
    if found.groupdict().get("thousand"):
        number *= 1000  # not a rule: what the word means
    return _unnamed(number, unit or currency)


def hundredths(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 99 centavos."""
    return _unnamed(Decimal(found["number"]) / 100, unit or currency)


def nicknamed_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a tenner, two grand: what notes and sums are called; only the notes say which money."""
    times = count(found["number"] or "") or 1
    number, code = _NICKNAMES[found["of"].rstrip("s")]
    return _amount(Decimal(times * number), code) if code else _unnamed(Decimal(times * number), currency)


def _unnamed(number: Decimal, code: str) -> Read | None:
    return _amount(number, code, ("currency_assumed",)) if code else (str(number), "", ("currency_unknown",))


def myriad_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 1.2万, and 3千5: what follows the place without one of its own belongs to the next."""
    number = exact(found["number"].replace(",", "."))
    place = {"千": 1000, "k": 1000}.get(found["of"], 10_000)
    rest = count(found.groupdict().get("tenths") or "0") or 0
    return None if number is None else _amount(number * place + rest * place // 10, unit)


def about_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 三五百块 and 百八十块, which name no exact amount, as their lower end."""
    number = han_number(found["number"] + (found.groupdict().get("place") or ""))
    return None if number is None else _amount(Decimal(number), unit, ("about",))


def jiao(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read 五毛: tenths alone."""
    number = count(found["number"])
    return None if number is None else _amount(Decimal(number) / 10, unit)


def spelled_money(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read twenty-five dollars, vinte e cinco reais, cien pesos, vinte e nove e noventa reais."""
    number = spelled(found["number"])
    return None if number is None else _signed(number, found["currency"], currency)


def _amount(number: Decimal, code: str, notes: tuple[str, ...] = ()) -> Read | None:
    minor = number.scaleb(minor_digits(code))
    return (Money(int(minor), code), code, notes) if minor == minor.to_integral_value() else None


def weight(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a weight into whole grams."""
    said = found["number"]
    number = exact(said.replace(",", ".")) if said[0].isdecimal() else _whole(han_number(said))
    return None if number is None else (Weight(int(number * _GRAMS[found["of"][0]])), "g", ())


def pounds(found: re.Match[str], unit: str, currency: str) -> Read | None:
    """Read a weight in pounds into whole grams."""
    return Weight(int(Decimal(found["number"]) * _GRAMS_A_POUND)), "g", ()


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
