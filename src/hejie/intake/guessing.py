"""Which platform's export is this, and which column holds what? A guess that is shown and can be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from hejie.intake.columns import ColumnMap, Export, Format, heading, unit_of
from hejie.intake.fields import FIELDS
from hejie.intake.mistakes import (
    LooksLikeAnother,
    MissingColumns,
    NotRecognised,
    UnknownField,
    UnknownHeader,
    UnknownPlatform,
)

SURE = 0.45  # not a rule: below this a person must name the platform
_LAME = 0.3  # not a rule: weight of a guess that lacks a column it needs, or has one that it cannot have
_HALF = 0.5  # not a rule: known columns and tell-tale columns count alike
_CLEARLY = 0.2  # not a rule: how much more alike the other export must be
_DIGITS = 4  # not a rule: as exact as a score is shown
_RIVALS = 3  # not a rule: how many other guesses are shown


class Rival(Struct, frozen=True):
    """Another export that the headers could belong to."""

    platform: str
    export: str
    score: float


class Guess(Struct, frozen=True):
    """What a file is taken for: platform, kind of export, how sure (0 to 1), and the field of each column.

    `fields` gives for each field the numbers of its columns, best first; `unused` are the headers that mean nothing
    to us (their cells are kept word for word); `missing` are needed fields without a column.
    """

    map: ColumnMap
    export: Export
    headers: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    score: float
    rivals: tuple[Rival, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers without a meaning for us."""
        taken = {number for numbers in self.fields.values() for number in numbers}
        return tuple(header for number, header in enumerate(self.headers) if header and number not in taken)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that rows cannot do without and no column gives."""
        return tuple(field for field in self.export.needs if field not in self.fields)

    @property
    def format(self) -> Format:
        """How times and amounts are written here: the currency that headers name may point to one market."""
        named = (unit_of(header).upper() for header in self.headers)
        return next(
            (self.map.by_currency[unit] for unit in named if unit in self.map.by_currency), self.map.format
        )

    @property
    def likeness(self) -> float:
        """How much the headers are those of this export, whether or not a needed one is there."""
        return self.score / _LAME if self.missing else self.score

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to confirm it."""
        return self.score >= SURE and not self.missing

    def shown(self) -> Iterator[tuple[str, str]]:
        """Yield header and field of each column in the order of the file; the field is empty for unused ones."""
        by_number = {number: field for field, numbers in self.fields.items() for number in numbers}
        return ((header, by_number.get(number, "")) for number, header in enumerate(self.headers))

    def corrected(self, columns: Mapping[str, str]) -> Guess:
        """Return the guess with these headers given these fields; an empty field takes a header out.

        Raises UnknownHeader or UnknownField, each with the nearest right name.
        """
        fields = dict(self.fields)
        for header, field in columns.items():
            number = _number_of(header, self.headers)
            if field and field not in FIELDS:
                raise UnknownField(field, FIELDS)
            fields = {name: _without(numbers, number) for name, numbers in fields.items()}
            if field:
                fields[field] = (number, *fields.get(field, ()))
        return structs.replace(self, fields={name: numbers for name, numbers in fields.items() if numbers})


def guess_columns(
    headers: Sequence[str],
    maps: Iterable[ColumnMap],
    *,
    platform: str = "",
    corrections: Mapping[str, str] | None = None,
) -> Guess:
    """Return what an export with these headers is taken for, after the corrections of a person.

    With `platform` only its exports are tried. Raises NotRecognised where nothing fits, MissingColumns where the
    named platform's export lacks a column it needs, UnknownPlatform, UnknownHeader or UnknownField.
    """
    every = sorted(_guesses(headers, maps), key=lambda guess: -guess.score)
    mine = [guess for guess in every if platform in ("", guess.map.platform)]
    if not mine:
        raise UnknownPlatform(platform, {guess.map.platform for guess in every})
    best = (
        mine[0]
        if not corrections
        else max(
            (guess.corrected(corrections) for guess in mine),
            key=lambda guess: (not guess.missing, guess.score),
        )
    )
    settled = bool(platform or corrections)
    other = _better(every, best)
    if platform and not corrections and best.score < SURE and other:
        raise LooksLikeAnother(platform, other)
    headless = max(mine, key=lambda guess: guess.likeness)
    if not corrections and headless.missing and headless.likeness >= max(SURE, best.likeness + _CLEARLY):
        best = headless  # plainly that export, but without the column that tells its rows apart
    if best.missing and (settled or best.likeness >= SURE):
        raise MissingColumns(_name(best), best.missing, other)
    if not settled and not best.is_sure:
        raise NotRecognised(headers, _name(best), best.missing)
    rivals = tuple(Rival(g.map.platform, g.export.id, g.score) for g in every if g.export is not best.export)
    return structs.replace(best, rivals=rivals[:_RIVALS])


def _guesses(headers: Sequence[str], maps: Iterable[ColumnMap]) -> Iterator[Guess]:
    compared = [heading(header) for header in headers]
    for one in maps:
        for export in one.exports.values():
            fields = dict(_columns(export, compared, headers))
            guess = Guess(one, export, tuple(headers), fields, 0.0)
            yield structs.replace(guess, score=_score(guess, compared))


def _columns(
    export: Export, compared: Sequence[str], headers: Sequence[str]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    taken: set[int] = set()
    for field, known in export.headers.items():
        numbers = [compared.index(header) for header in known if header in compared]
        free = tuple(dict.fromkeys(number for number in numbers if number not in taken))
        if free:
            taken |= set(free)
            yield field, free


def _score(guess: Guess, compared: Sequence[str]) -> float:
    filled = sum(1 for header in compared if header)
    if not filled:
        return 0.0
    known = sum(len(numbers) for numbers in guess.fields.values()) / filled
    marks = guess.export.marks
    telling = len(marks & set(compared)) / len(marks) if marks else known
    # A file whose rows name a complaint is no list of orders, however much it repeats of them.
    lame = guess.missing or (guess.export.tells_orders and "after_sales_id" in guess.fields)
    return round((known * _HALF + telling * _HALF) * (_LAME if lame else 1), _DIGITS)


def _number_of(header: str, headers: Sequence[str]) -> int:
    compared = [heading(one) for one in headers]
    for wanted, among in ((header, list(headers)), (heading(header), compared)):
        if wanted in among:
            return among.index(wanted)
    raise UnknownHeader(header, headers)


def _without(numbers: tuple[int, ...], number: int) -> tuple[int, ...]:
    return tuple(one for one in numbers if one != number)


def _name(guess: Guess) -> str:
    return f"{guess.map.platform} {guess.export.name.get('en', guess.export.id)}"


def _better(every: Sequence[Guess], best: Guess) -> str:
    other = next((g for g in every if g.is_sure and g.map.platform != best.map.platform), None)
    return _name(other) if other else ""
