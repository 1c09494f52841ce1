"""Which number do digits, Chinese characters or words state?"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_TENS = {
    word: value
    for value, words in {
        11: ("onze", "once", "eleven"), 12: ("doze", "doce", "twelve"), 13: ("treze", "trece", "thirteen"),
        14: ("catorze", "quatorze", "catorce", "fourteen"), 15: ("quinze", "quince", "fifteen"),
        16: ("dezesseis", "dieciseis", "sixteen"), 17: ("dezessete", "diecisiete", "seventeen"),
        18: ("dezoito", "dieciocho", "eighteen"), 19: ("dezenove", "diecinueve", "nineteen"),
        20: ("vinte", "veinte", "twenty"), 25: ("veinticinco",), 30: ("trinta", "treinta", "thirty"),
        40: ("quarenta", "cuarenta", "forty"), 50: ("cinquenta", "cincuenta", "fifty"),
        60: ("sessenta", "sesenta", "sixty"), 70: ("setenta", "seventy"), 80: ("oitenta", "ochenta", "eighty"),
        90: ("noventa", "ninety"), 200: ("duzentos", "doscientos"), 300: ("trezentos", "trescientos"),
        400: ("quatrocentos", "cuatrocientos"), 500: ("quinhentos", "quinientos"), 600: ("seiscentos", "seiscientos"),
        700: ("setecentos", "setecientos"), 800: ("oitocentos", "ochocientos"), 900: ("novecentos", "novecientos"),
    }.items()
    for word in words
}  # fmt: skip
_HUNDREDS = {"hundred": 100, "cem": 100, "cento": 100, "cien": 100, "ciento": 100}
_THOUSANDS = {"thousand", "mil"}
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


def spoken(text: str) -> int | None:
    """Read a number in Chinese characters as it is spoken: 一百五 is a hundred and fifty, and 一百九九 is none."""
    if re.search("[一二两三四五六七八九]{2}", text):
        return None
    # What follows a place without one of its own belongs to the next.
    last = (_HAN_PLACES | {"万": _MYRIAD}).get(text[-2]) if len(text) > 1 else None
    if last and last > 10 and _HAN_DIGITS.get(text[-1]):
        whole = han_number(text[:-1])
        return None if whole is None else whole + _HAN_DIGITS[text[-1]] * last // 10
    return han_number(text)


def spelled(text: str) -> Decimal | None:
    """Read a number in words of Portuguese, Spanish or English, up to 999 999; None where it is not one.

    What does not fit behind a full number is its hundredths: vinte e nove e noventa is a price of 29.90.
    """
    total = part = hundredths = 0
    for word in re.split(r"[\s-]+", text.strip(" -")):
        if word in ("e", "y", "and", "a", "couple", "of"):
            continue
        if word in _THOUSANDS:
            total, part = total + (part or 1) * 1000, 0  # not a rule: what the word means
        elif word in _HUNDREDS:
            part = (part or 1) * _HUNDREDS[word]
        elif (value := (_WORDS | _TENS).get(word)) is None:
            return None
        elif hundredths or (part % 100 and (value > 9 or part % 10 or part % 100 < 20)):
            hundredths += value
        else:
            part += value
    return Decimal(total + part) + Decimal(hundredths) / 100


def decimal(text: str) -> Decimal | None:
    """Read a price as any country writes it: 1.299,90 or 1,299.90 or 1.299."""
    last = max(text.rfind("."), text.rfind(","))
    marks = {sign for sign in text if sign in ".,"}
    # No currency here is paid in thousandths: three digits after the only kind of mark are a group.
    if last < 0 or (len(text) - last == 4 and len(marks) == 1):
        return exact(re.sub(r"[.,]", "", text))
    return exact(re.sub(r"[.,]", "", text[:last]) + "." + text[last + 1 :])


def exact(text: str) -> Decimal | None:
    """Read digits with at most one point, exactly; None where they are none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
