"""Which stretches of a text say who somebody is, and how does the text read without them?

Names that the case knows, names that a text gives by itself ("my name is ..."), phones, e-mails, tax ids, postcodes and
addresses become tokens such as `[phone 1]`; the same value has the same token throughout, so a thread stays readable.
Numbers of orders and parcels stay: they name a trade, and without them a text is of no use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hejie.language.facts_in_text import facts_in
from hejie.language.repair import MatchingCopy

_PERSONAL = {
    "phone": "phone", "email": "email", "cpf": "tax id", "cnpj": "tax id", "national_id": "tax id",
    "postcode": "postcode",
}  # fmt: skip
_LEAST_NAME = 2  # signs: one sign alone stands in every other word
# Words that lead to an address are no part of it. One open stretch only, so that no text makes the search slow.
_PLACE = r"(?:(?![到寄送在是改发给往和])[\u4e00-\u9fffa-z\d])"
_HAN_ADDRESS = (
    rf"{_PLACE}{{2,26}}?(?:路|街|巷|弄|道|小区|花园|苑|村|里|区|园|城)\d{{1,5}}(?:号楼?|号院|栋|幢|弄|座|楼)"
    rf"(?:-?{_PLACE}{{0,8}}?\d{{0,4}}(?:单元|楼|层|室|房|户|栋|幢|大厦|座)){{0,4}}(?:\d{{2,4}}室?)?"
)
_ROMANCE_ADDRESS = (
    r"(?<![a-z])(?:rua|r\.|av\.?|avenida|travessa|alameda|rodovia|estrada|praca|calle|c/|carrera|cra\.?|calz\.?|pasaje)"
    r" [a-z0-9 .]{1,40}?,? ?(?:n[o.]{0,2} ?|num\.? ?|# ?)?\d{1,5}(?: ?-\d{1,4})?"
    r"(?:[ ,-]{1,3}(?:ap(?:to|t)?|bloco|bl|casa|piso|depto|dpto|torre|int|cs)\.? ?[a-z0-9]{1,5}){0,3}"
)
_ENGLISH_ADDRESS = (
    r"(?<![\da-z])\d{1,5}[a-z]? [a-z]{2,20}(?: [a-z]{2,20}){0,2} (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|"
    r"court|ct|boulevard|blvd|close|way)(?![a-z])(?:,? (?:apt|flat|unit|suite)\.? ?[a-z0-9]{1,5})?"
    r"|(?<![\da-z])[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?![\da-z])"
)
_ADDRESS = re.compile(f"{_HAN_ADDRESS}|{_ROMANCE_ADDRESS}|{_ENGLISH_ADDRESS}")
_OWN_NAME = re.compile(
    r"(?:收件人|收货人|联系人|姓名|我叫|我是)[:是为 ]{0,2}(?P<han>[\u4e00-\u9fff]{2,4})(?=[,。.;\s]|$|电话|手机)"
    r"|(?:meu nome e|me chamo|destinatari[oa]:?|mi nombre es|me llamo|my name is|recipient:?|(?:ship|deliver) to:?|"
    r"(?P<weak>(?<![a-z])(?:i'm|i am|soy|eu sou|aqui e|this is))(?= [a-z])) "
    r"(?P<latin>[a-z']+(?: (?:d[aeo]s? |del? )?[a-z']+){0,3})"
)
_PARTICLES = {"da", "das", "de", "del", "do", "dos"}
_AS_WRITTEN = 2  # words: a name in small letters is not known to be longer


class Redacted(Struct, frozen=True):
    """A text without the personal parts, and what each token stands for (to be kept where the text came from)."""

    text: str
    tokens: Mapping[str, str]

    def restored(self, text: str) -> str:
        """Return a text with its tokens filled in again; for what is shown to those who may see the case."""
        for token, value in self.tokens.items():
            text = text.replace(token, value)
        return text


def redact(text: str, names: Iterable[str] = ()) -> Redacted:
    """Return a text with names, phones, addresses, tax ids and e-mails taken out; never raises for any text."""
    tokens: dict[tuple[str, str], str] = {}
    words, last = [], 0
    for start, end, kind in _apart(sorted(_personal(text, names))):
        value = text[start:end]
        counted = sum(other == kind for other, _ in tokens) + 1
        token = tokens.setdefault((kind, value.lower()), f"[{kind} {counted}]")
        words += [text[last:start], token]
        last = end
    restored = {token: _first(text, value) for (_, value), token in tokens.items()}
    return Redacted("".join((*words, text[last:])), restored)


_Stretch = tuple[int, int, str]


def _personal(text: str, names: Iterable[str]) -> Iterator[_Stretch]:
    copy = MatchingCopy(text)
    for fact in facts_in(text):
        if fact.type in _PERSONAL:
            yield fact.start, fact.end, _PERSONAL[fact.type]
    for match in _ADDRESS.finditer(copy.text):
        yield *copy.span(match.start(), match.end()), "address"
    for match in _OWN_NAME.finditer(copy.text):
        start, end = copy.span(*match.span("han" if match["han"] else "latin"))
        if not match["han"]:
            end = start + _named(text[start:end], needs_capitals=match["weak"] is not None)
        if end > start:
            yield start, end, "name"
    for name in names:
        if len(name.strip()) >= _LEAST_NAME:
            for match in re.finditer(_as_word(MatchingCopy(name.strip()).text), copy.text):
                yield *copy.span(match.start(), match.end()), "name"


def _named(words: str, *, needs_capitals: bool) -> int:
    # How many signs of what follows "my name is" are the name: the words with capitals, else the first two.
    found = list(re.finditer(r"\S+", words))
    if not words[:1].isupper():
        return 0 if needs_capitals else found[:_AS_WRITTEN][-1].end()
    end = 0
    for word in found:
        if word[0][0].isupper():
            end = word.end()
        elif word[0].lower() not in _PARTICLES:
            break
    return end


def _as_word(name: str) -> str:
    left, right = (r"(?<![a-z])" if name[0].isascii() else ""), (r"(?![a-z])" if name[-1].isascii() else "")
    return left + re.escape(name) + right


def _apart(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    # Where two overlap, the one that begins first is taken whole and the rest of the other with it.
    held: _Stretch | None = None
    for start, end, kind in stretches:
        if held and start < held[1]:
            held = (held[0], max(held[1], end), held[2])
        else:
            if held:
                yield held
            held = (start, end, kind)
    if held:
        yield held


def _first(text: str, value: str) -> str:
    found = re.search(re.escape(value), text, re.IGNORECASE)
    return found[0] if found else value
