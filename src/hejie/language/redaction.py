"""Which stretches of a text say who somebody is, and how does the text read without them?

Names that the case knows, names that a text gives by itself ("my name is ..."), phones, e-mails, tax ids, accounts,
cards, plates, postcodes and addresses become tokens such as `[phone 1]`; the same value has the same token throughout,
so a thread stays readable.
Numbers of orders and parcels stay: they name a trade, and without them a text is of no use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec
from msgspec import Struct

from hejie.language.facts_in_text import facts_in
from hejie.language.identifiers import is_card, is_cpf, is_iban, is_resident_id
from hejie.language.patterning import spelled
from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped

_PERSONAL = {
    "phone": "phone", "email": "email", "cpf": "tax id", "cnpj": "tax id", "national_id": "tax id",
    "postcode": "postcode",
}  # fmt: skip
_LEAST_NAME = 2  # signs: one sign alone stands in every other word
_TRADE = {"order_no", "tracking_no"}
_PARTICLES = {"da", "das", "de", "del", "do", "dos"}
_CALLED = "ó"  # me llamó, somebody called; without its accent it reads like "I am called"
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


class _Number(Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    pattern: str
    check: str = ""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    parts: dict[str, str]
    address: list[str]
    names: list[str]
    numbers: list[_Number]


def _personal(text: str, names: Iterable[str]) -> Iterator[_Stretch]:
    copy = MatchingCopy(text)
    facts = facts_in(text)
    for fact in facts:
        if fact.type in _PERSONAL:
            yield fact.start, fact.end, _PERSONAL[fact.type]
    yield from _numbers(copy, [(fact.start, fact.end) for fact in facts if fact.type in _TRADE])
    for pattern in _patterns("address"):
        for match in pattern.finditer(copy.text):
            yield *copy.span(match.start(), match.end()), "address"
    yield from _own_names(copy)
    for name in names:
        if len(name.strip()) >= _LEAST_NAME:
            for match in re.finditer(_as_word(MatchingCopy(name.strip()).text), copy.text):
                yield *copy.span(match.start(), match.end()), "name"


def _numbers(copy: MatchingCopy, trade: Iterable[tuple[int, int]]) -> Iterator[_Stretch]:
    for number, pattern in zip(_file().numbers, _patterns("numbers"), strict=True):
        for match in pattern.finditer(copy.text):
            explained = "it" in pattern.groupindex
            start, end = copy.span(*match.span("it" if explained else 0))
            free = explained or not any(start < last and first < end for first, last in trade)
            if free and _CHECKS[number.check](re.sub("[^0-9A-Z]", "", match[0].upper())):
                yield start, end, number.kind


def _own_names(copy: MatchingCopy) -> Iterator[_Stretch]:
    for pattern in _patterns("names"):
        for match in pattern.finditer(copy.text):
            said = match.groupdict()
            group = next(name for name in ("han", "called", "latin") if said.get(name))
            start, end = copy.span(*match.span(group))
            if group == "latin":
                capitals = 2 if said.get("pair") is not None else 1 if said.get("weak") is not None else 0
                led = copy.original[slice(*copy.span(match.start(), match.start(group)))]
                end = start + (0 if _CALLED in led else _named(copy.original[start:end], capitals))
            if end > start:
                yield start, end, "name"


def _named(words: str, capitals: int) -> int:
    # How many signs of what follows "my name is" are the name: the words with capitals, else the first two.
    found = list(re.finditer(r"[^\s']+(?:'[^\Ws]+)?", words))
    if not words[:1].isupper():
        return 0 if capitals or not found else found[:_AS_WRITTEN][-1].end()
    end = 0
    for word in found:
        if word[0][0].isupper():
            end, capitals = word.end(), capitals - 1
        elif word[0].lower() not in _PARTICLES:
            break
    return 0 if capitals > 0 else end


_CHECKS: dict[str, Callable[[str], bool]] = {
    "": lambda number: True, "cpf": is_cpf, "no_cpf": lambda number: not is_cpf(number),
    "resident": is_resident_id, "iban": is_iban, "luhn": is_card,
}  # fmt: skip


@lru_cache(maxsize=1)
def _file() -> _File:
    return msgspec.yaml.decode(shipped("patterns", "personal.yaml"), type=_File)


@lru_cache(maxsize=3)
def _patterns(what: str) -> tuple[re.Pattern[str], ...]:
    written = _file()
    patterns = {
        "address": written.address,
        "names": written.names,
        "numbers": [number.pattern for number in written.numbers],
    }
    return tuple(re.compile(spelled(pattern, written.parts)) for pattern in patterns[what])


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
