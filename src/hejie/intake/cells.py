"""What does one cell of an export say: an amount, an id, a yes or no, a weight, a count, a parcel?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from hejie.casefile.money import FractionOfMinorUnit, Money, UnknownCurrency
from hejie.casefile.quantities import Weight
from hejie.intake.mistakes import Unreadable

EMPTY = frozenset({"", "-", "--", "—", "/", "\\n", "null", "none", "nan", "n/a", "#n/a", "无", "暂无", "空"})
_YES = frozenset(
    {"是", "有", "已", "对", "y", "yes", "true", "t", "1", "sí", "si", "s", "sim", "verdadero", "verdadeiro"}
)
_NO = frozenset({"否", "无", "未", "不是", "没有", "n", "no", "false", "f", "0", "não", "nao", "falso"})

# Longest first: "US$" must be seen before "$". A bare "$" says no currency: many countries write it.
_SIGNS = (
    ("US$", "USD"), ("US $", "USD"), ("R$", "BRL"), ("MX$", "MXN"), ("AR$", "ARS"), ("CN¥", "CNY"),
    ("¥", "CNY"), ("元", "CNY"), ("€", "EUR"), ("£", "GBP"), ("$", ""),
)  # fmt: skip
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_AMOUNT = re.compile(r"\d[\d.,' ]*\Z")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+\Z")
_WRAPPED = re.compile(r'=?"(.*)"\Z')
_WEIGHT = re.compile(r"(\d[\d.,]*)\s*(kg|g|克|千克|公斤|斤|lb)?\Z")
_PARCEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{7,}")  # not a rule: shorter runs are parts of a carrier's name
_GRAMS = {"g": 1, "克": 1, "kg": 1000, "千克": 1000, "公斤": 1000, "斤": 500, "": 1}  # not a rule: units
_BETWEEN = " :：,，;；()（）#"
_EXACT_DIGITS = 15  # not a rule: a spreadsheet keeps 15 digits of a number
_LONGEST_ID = 64  # not a rule: longer texts are sentences that slipped into a column
_GROUP = 3  # not a rule: thousands
_ROUNDED_SHARE = 2  # not a rule: more than one in two, which chance never gives
_DOTS = {".": ",", ",": "."}


class Parcel(Struct, frozen=True):
    """A carrier and the number of a parcel, as one cell names them."""

    carrier: str
    number: str


def plain(text: str) -> str:
    """Return the cell without the marks that spreadsheets put around it; empty where it only says "nothing"."""
    cell = text.strip(" \t\r\n\ufeff\u00a0\u3000")
    if cell[:1] in ("=", '"', "'"):
        wrapped = _WRAPPED.match(cell)
        cell = (wrapped[1] if wrapped else cell).strip().removeprefix("'").strip()
    return "" if cell.casefold() in EMPTY else cell


def identifier(text: str) -> str:
    """Return an id as written; raise where a spreadsheet shortened it to 2.19E+18."""
    if _SHORTENED.match(text):
        raise Unreadable(
            "a spreadsheet shortened this number and its last digits are gone; import the file as the platform gave it"
        )
    cell = text.removesuffix(".0") if text[:-2].isdigit() else text
    if len(cell) > _LONGEST_ID or "\n" in cell:
        raise Unreadable(f"an id has at most {_LONGEST_ID} signs on one line")
    return cell


def short_name(text: str, most: int) -> str:
    """Return a text that can name a platform or shop: short, and without the colon that parts the names of a case."""
    if len(text) > most or "\n" in text:
        raise Unreadable(f"this name has at most {most} signs on one line")
    if ":" in text:
        raise Unreadable("this name holds a colon, which parts the names of a case; write it without")
    return text


def rounded_example(ids: Iterable[str]) -> str:
    """Return one of these ids if a spreadsheet rounded most of them to 15 digits, else an empty text."""
    long = [one for one in ids if one.isdigit() and len(one) > _EXACT_DIGITS]
    rounded = [one for one in long if set(one[_EXACT_DIGITS:]) == {"0"}]
    return rounded[0] if len(rounded) > 1 and len(rounded) * _ROUNDED_SHARE > len(long) else ""


def money(text: str, currency: str, decimal: str = ".") -> Money:
    """Return the amount of a cell; a sign or code in it wins over `currency`, `decimal` settles `1,234`."""
    cell, named = _without_sign(unicodedata.normalize("NFKC", text).strip())
    negative = cell.startswith(("-", "−", "(")) or cell.endswith("-")
    number = _digits(cell.strip("-−()+ ").strip(), decimal)
    try:
        amount = Money.of(number, named or currency)
    except (FractionOfMinorUnit, UnknownCurrency) as error:
        raise Unreadable(str(error)) from error
    return -amount if negative else amount


def _without_sign(cell: str) -> tuple[str, str]:
    named = ""
    code = _CODE.search(cell)
    if code:
        named, cell = code[1].replace("RMB", "CNY"), cell.replace(code[1], "", 1)
    for sign, currency in _SIGNS:
        if sign in cell:
            return cell.replace(sign, "", 1).strip(), named or currency
    return cell.strip(), named


def _digits(cell: str, decimal: str) -> Decimal:
    if not _AMOUNT.match(cell) or not cell.isascii():
        raise Unreadable("this is not an amount; write it like 12.50, with or without a currency sign")
    cell = cell.replace(" ", "").replace("'", "").rstrip(".,")
    point = _point_in(cell, decimal)
    whole, _, rest = cell.rpartition(point) if point in cell else (cell, "", "")
    groups = whole.split(_DOTS[point])
    if any(len(group) != _GROUP for group in groups[1:]) or not all(g.isdigit() for g in groups if g):
        raise Unreadable("the signs between its digits can be read in two ways; write it like 1234.50")
    if len("".join(groups) + rest) > _EXACT_DIGITS:
        raise Unreadable(f"an amount has at most {_EXACT_DIGITS} digits")
    return Decimal(f"{''.join(groups) or '0'}.{rest or '0'}")


def _point_in(cell: str, decimal: str) -> str:
    """Which sign stands before the cents: both present, the last one; one alone, what its place allows."""
    last = max(cell.rfind("."), cell.rfind(","))
    if last < 0:
        return decimal
    found = cell[last]
    if _DOTS[found] in cell:
        return found
    could_group = cell.count(found) > 1 or len(cell) - last - 1 == _GROUP
    return (decimal if cell.count(found) == 1 else _DOTS[found]) if could_group else found


def flag(text: str) -> bool:
    """Return a yes or no in Chinese, English, Spanish or Portuguese."""
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable("this is neither yes nor no; write 是/否, yes/no, sí/no or sim/não")


def count(text: str) -> int:
    """Return a whole number that counts something."""
    cell = text.removesuffix(".0")
    if not cell.isdecimal() or not cell.isascii() or len(cell) > _EXACT_DIGITS:
        raise Unreadable("this is not a whole number")
    return int(cell)


def weight(text: str, unit: str = "") -> Weight:
    """Return a weight in whole grams; a unit in the cell wins over the unit of its column, grams where none is."""
    match = _WEIGHT.match(unicodedata.normalize("NFKC", text).strip().casefold())
    if match is None or (match[2] or unit or "") not in _GRAMS:
        raise Unreadable("this is not a weight; write it like 850 g or 0.85 kg")
    number = _digits(match[1], ".") if "," not in match[1] else _digits(match[1].replace(",", "."), ".")
    grams = number * _GRAMS[match[2] or unit or ""]
    if grams != grams.to_integral_value():
        raise Unreadable("a weight is kept in whole grams; give it without fractions of a gram")
    return Weight(int(grams))


def parcel(text: str) -> Parcel:
    """Return carrier and number of a cell that holds both, such as 圆通速递 YT1234567890123."""
    numbers = _PARCEL.findall(text)
    if not numbers:
        return Parcel(text.strip(_BETWEEN), "")
    carrier = text.replace(numbers[-1], "", 1)
    return Parcel(carrier.strip(_BETWEEN), numbers[-1])
