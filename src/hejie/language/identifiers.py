"""Is this number what it claims to be: a postal item, a CPF, a CNPJ, a Chinese resident's number, an account, a card?

Check digits: UPU standard S10 for postal items; modulus 11 as the Receita Federal uses it for CPF and CNPJ; GB 11643
(ISO 7064, MOD 11-2) for residents of China; ISO 13616 for accounts; Luhn's for cards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_CNPJ_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def is_postal_item(text: str) -> bool:
    """Whether an S10 number such as RB123456785CN carries its right check digit."""
    found = re.fullmatch(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}", text)
    if found is None:
        return False
    rest = 11 - _sum(found[1], _S10_WEIGHTS) % 11
    return int(found[2]) == {10: 0, 11: 5}.get(rest, rest)


def is_cpf(digits: str) -> bool:
    """Whether eleven digits are a CPF with right check digits; eleven equal digits are none."""
    if not re.fullmatch(r"\d{11}", digits) or len(set(digits)) == 1:
        return False
    return all(
        int(digits[place]) == _check(_sum(digits[:place], range(place + 1, 1, -1))) for place in (9, 10)
    )


def is_cnpj(digits: str) -> bool:
    """Whether fourteen digits are a CNPJ with right check digits; fourteen equal digits are none."""
    if not re.fullmatch(r"\d{14}", digits) or len(set(digits)) == 1:
        return False
    return all(
        int(digits[place]) == _check(_sum(digits[:place], _CNPJ_WEIGHTS[-place:])) for place in (12, 13)
    )


def is_resident_id(text: str) -> bool:
    """Whether eighteen signs are a Chinese resident's number with its right check sign, which may be X."""
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return False
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(text[:17]))
    return text[17] == "10X98765432"[total % 11]


def is_iban(text: str) -> bool:
    """Whether letters and digits are an account number with the right remainder (ISO 13616)."""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def is_card(digits: str) -> bool:
    """Whether digits are the number of a bank card with its right check digit (Luhn's)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return bool(re.fullmatch(r"\d{13,19}", digits)) and sum(sum(divmod(one, 10)) for one in doubled) % 10 == 0


def _sum(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _check(total: int) -> int:
    return 0 if total % 11 < 2 else 11 - total % 11
