"""What do the columns, words and codes of a platform's exports mean? One map a platform, read from its columns.yaml."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import CLAIMS, WANTS
from hejie.intake.fields import FIELDS
from hejie.intake.mistakes import NotAColumnMap
from hejie.language.repair import simplified

_TOP = ("sources", "format", "by_currency", "fields", "exports", "values", "claims", "wants", "stages")
_SPACES = re.compile(r"\s+")
_UNIT = re.compile(r"\s*[(\[](?P<unit>[^()\[\]\d]{1,6})[)\]]\s*\Z")

Words = Mapping[str, str]


class Format(Struct, frozen=True):
    """How a platform writes times and amounts, and in which language its buyers write."""

    zone: str
    currency: str
    language: str
    day_first: bool = True
    decimal: str = "."
    site: str = ""


class Export(Struct, frozen=True):
    """One kind of file a platform gives: its name, whether its rows are complaints or orders, how it is known."""

    id: str
    name: Words
    tells_orders: bool
    needs: tuple[str, ...]
    marks: frozenset[str]
    headers: Mapping[str, tuple[str, ...]]  # field -> headers as compared, best first


class Choice(Struct, frozen=True):
    """A row of a decision table: when its conditions hold, this is what it gives. The first that holds wins."""

    gives: Mapping[str, str]
    equals: Mapping[str, frozenset[str]] = {}
    contains: Mapping[str, tuple[str, ...]] = {}
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    flags: Mapping[str, bool] = {}


class ColumnMap(Struct, frozen=True):
    """Everything that turns the rows of one platform into complaints; no word of a platform stands in Python."""

    platform: str
    format: Format
    by_currency: Mapping[str, Format]
    exports: Mapping[str, Export]
    values: Mapping[str, Mapping[str, str]]  # field -> word as compared -> our code
    claims: tuple[Choice, ...]
    wants: tuple[Choice, ...]
    stages: tuple[Choice, ...]


@lru_cache(maxsize=16_384)  # not a rule: exports repeat the same words, and memory stays bounded
def folded(text: str) -> str:
    """Return a word as words are compared: one width, script and case, single spaces, no marks of spreadsheets."""
    plain = simplified(unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", plain).strip(" '\"*:\ufeff").casefold()


def heading(text: str) -> str:
    """Return a header as headers are compared: without its unit, such as (元) or (BRL)."""
    return _UNIT.sub("", folded(text)).strip()


def unit_of(text: str) -> str:
    """Return the unit that a header names, such as `brl` or `kg`, or an empty text."""
    match = _UNIT.search(folded(text))
    return match["unit"] if match else ""


def column_map(platform: str, raw: Mapping[str, Any]) -> ColumnMap:
    """Return the column map of a platform from its columns.yaml; raise NotAColumnMap where it says nonsense."""
    read = _Reader(platform)
    read.only("it", raw, _TOP)
    base = _format(read, read.block(raw, "format"), None)
    return ColumnMap(
        platform=platform,
        format=base,
        by_currency={
            str(code): _format(read, read.block(read.block(raw, "by_currency"), code), base, str(code))
            for code in read.block(raw, "by_currency")
        },
        exports={str(name): export for name, export in _exports(read, raw)},
        values={str(field): _codes(read, field, words) for field, words in read.block(raw, "values").items()},
        claims=tuple(_choices(read, raw, "claims", {"claim": CLAIMS, "wants": WANTS})),
        wants=tuple(_choices(read, raw, "wants", {"wants": WANTS})),
        stages=tuple(
            _choices(read, raw, "stages", {"stage": dict.fromkeys(Stage), "turn": dict.fromkeys(Turn)})
        ),
    )


class _Reader:
    """Reads parts of one map and names the place of a mistake."""

    def __init__(self, platform: str) -> None:
        self.platform = platform

    def wrong(self, where: str, problem: str) -> NotAColumnMap:
        return NotAColumnMap(self.platform, where, problem)

    def only(self, where: str, part: Mapping[Any, Any], allowed: tuple[str, ...]) -> None:
        for key in part:
            if key not in allowed:
                raise self.wrong(
                    f"{where} has {key!r}, which", f"is not read there (it may have {', '.join(allowed)})"
                )

    def block(self, part: Mapping[Any, Any], key: Any) -> Mapping[Any, Any]:
        found = part.get(key)
        if found is None:
            return {}
        if not isinstance(found, Mapping):
            raise self.wrong(repr(key), "is not a mapping")
        return found

    def field(self, name: Any) -> str:
        if name not in FIELDS:
            raise self.wrong(repr(name), "is not a field of a complaint")
        return str(name)

    def words(self, part: Mapping[Any, Any], key: Any) -> tuple[str, ...]:
        found = part.get(key, ())
        return tuple(str(word) for word in (found if isinstance(found, list | tuple) else [found]))


def _format(read: _Reader, part: Mapping[Any, Any], base: Format | None, currency: str = "") -> Format:
    read.only("format", part, ("zone", "currency", "language", "day_first", "decimal", "site"))

    def told(name: str, default: str) -> str:
        found = part.get(name, getattr(base, name) if base else default)
        if not isinstance(found, str):
            raise read.wrong("format", f"needs text for {name!r}")
        return found

    return Format(
        zone=told("zone", "UTC"),
        currency=currency or told("currency", ""),
        language=told("language", ""),
        day_first=bool(part.get("day_first", base.day_first if base else True)),
        decimal=told("decimal", "."),
        site=told("site", ""),
    )


def _exports(read: _Reader, raw: Mapping[Any, Any]) -> Iterator[tuple[str, Export]]:
    shared = read.block(raw, "fields")
    for name in read.block(raw, "exports"):
        part = read.block(read.block(raw, "exports"), name)
        read.only(f"export {name}", part, ("name", "tells", "needs", "marks", "fields"))
        if part.get("tells") not in ("complaints", "orders"):
            raise read.wrong(f"export {name}", "must say 'tells: complaints' or 'tells: orders'")
        own = read.block(part, "fields")
        fields = [*own, *(field for field in shared if field not in own)]
        yield (
            str(name),
            Export(
                id=str(name),
                name={str(key): str(said) for key, said in read.block(part, "name").items()},
                tells_orders=part["tells"] == "orders",
                needs=tuple(read.field(field) for field in read.words(part, "needs")),
                marks=frozenset(heading(mark) for mark in read.words(part, "marks")),
                headers={read.field(field): _headers(read, own, shared, field) for field in fields},
            ),
        )


def _headers(read: _Reader, own: Mapping[Any, Any], shared: Mapping[Any, Any], field: Any) -> tuple[str, ...]:
    return tuple(heading(header) for header in read.words(own if field in own else shared, field))


def _codes(read: _Reader, field: Any, words: Any) -> dict[str, str]:
    known = FIELDS[read.field(field)].codes
    if not isinstance(words, Mapping):
        raise read.wrong(f"values of {field}", "are not 'word: code' lines")
    codes = {}
    for word, code in words.items():
        if known and code not in known:
            raise read.wrong(f"{word!r} of {field}", f"means {code!r}, which is no code of ours")
        codes[folded(str(word))] = str(code).lower() if isinstance(code, bool) else str(code)
    return codes


def _choices(
    read: _Reader, raw: Mapping[Any, Any], section: str, gives: Mapping[str, Mapping[str, Any]]
) -> Iterator[Choice]:
    for row in raw.get(section) or ():
        if not isinstance(row, Mapping):
            raise read.wrong(section, "has a line that is not a row")
        read.only(section, row, (*gives, "when", "flags", "means"))
        for name, known in gives.items():
            if name in row and row[name] not in known:
                raise read.wrong(
                    f"a row of {section}", f"gives {name} {row[name]!r}, which is no code of ours"
                )
        yield _choice(read, row, tuple(gives))


def _choice(read: _Reader, row: Mapping[Any, Any], gives: tuple[str, ...]) -> Choice:
    when = read.block(row, "when")
    equals: dict[str, frozenset[str]] = {}
    contains: dict[str, tuple[str, ...]] = {}
    for name in when:
        if name in ("has", "lacks"):
            continue
        words = tuple(folded(word) for word in read.words(when, name))
        if name in ("reason", "text"):
            contains[read.field(name)] = words
        else:
            equals[read.field(name)] = frozenset(words)
    return Choice(
        gives={name: str(row[name]) for name in gives if name in row},
        equals=equals,
        contains=contains,
        has=tuple(read.field(name) for name in read.words(when, "has")),
        lacks=tuple(read.field(name) for name in read.words(when, "lacks")),
        flags={read.field(name): bool(value) for name, value in read.block(row, "flags").items()},
    )
