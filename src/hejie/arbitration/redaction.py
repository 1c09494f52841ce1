"""Which words of a text are personal data of people whom the dispute does not concern, and how are they covered?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import ExhibitMarked, ParcelScanned
from hejie.language.facts_in_text import facts_in

_PERSONAL = frozenset({"phone", "email", "cpf", "cnpj", "postcode"})
_COVER = "＊"
_SHORTEST = 2  # a single character is no name: covering it everywhere would make a text unreadable
# Where somebody lives: from the street on, in Chinese, Portuguese and Spanish. Cities stay, since routes name them.
_STREET = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:路|街|大道|巷|弄|胡同)\s?\d{1,5}\s?(?:号|弄)(?:[\u4e00-\u9fffA-Za-z0-9\-]{0,20}?(?:室|户|房))?"
    r"|\b(?:rua|avenida|av\.|travessa|alameda|rodovia|calle|carrera|calzada)\s+[^\n,;，。]{2,40},?\s*(?:n[ºo°.]{0,2}\s*)?"
    r"\d{1,5}(?:,?\s*(?:apto|apt|ap|bloco|casa|depto|piso|int)\.?\s*\w{1,5})?",
    re.IGNORECASE,
)
Span = tuple[int, int]


class Redacted(Struct, frozen=True):
    """A text with other people's data covered, and how many places were."""

    text: str
    places: int = 0


class Redactor:
    """Covers personal data in the texts of one case. The numbers of the order and the parcels stay readable."""

    def __init__(self, file: CaseFile) -> None:
        last = {(mark.exhibit, mark.sha256): mark for mark in file.all(ExhibitMarked)}
        marked = (word for mark in last.values() for word in mark.hidden)
        self.hidden = tuple(dict.fromkeys(word for word in marked if len(word.strip()) >= _SHORTEST))
        self.keep = frozenset(_plain(number) for number in _own_numbers(file) if number)

    def redact(self, text: str) -> Redacted:
        """Return the text with phones, addresses, mails, tax numbers and the hidden words covered."""
        spans = sorted(self._found(text))
        covered, last, places = "", 0, 0
        for start, end in spans:
            if start >= last:
                covered += text[last:start] + _COVER * min(end - start, _WIDEST)
                last, places = end, places + 1
        return Redacted(covered + text[last:], places)

    def _found(self, text: str) -> Iterator[Span]:
        for fact in facts_in(text):
            if fact.type in _PERSONAL and _plain(fact.raw) not in self.keep:
                yield fact.start, fact.end
        yield from (match.span() for match in _STREET.finditer(text))
        for word in self.hidden:
            yield from (match.span() for match in re.finditer(re.escape(word), text))


# not a rule: a cover as long as what it covers would tell how long that was
_WIDEST = 4


def _own_numbers(file: CaseFile) -> Iterator[str]:
    yield from (file.opened.order_id, file.opened.after_sales_id)
    yield from (scan.parcel for scan in file.all(ParcelScanned))
    for name in ("tracking_no", "return_tracking_no"):
        fact = file.facts.get(name)
        if fact and isinstance(fact.value, str):
            yield fact.value


def _plain(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z@.]", "", number).upper()
