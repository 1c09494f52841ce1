"""What does one row of an export tell: which complaint, in which state, with which facts, and what cannot be read?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from hejie.casefile.facts import Fact, Value, known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn
from hejie.intake import cells
from hejie.intake.choosing import Table
from hejie.intake.columns import folded, unit_of
from hejie.intake.fields import FIELDS, Field, Kind
from hejie.intake.guessing import Guess
from hejie.intake.mistakes import NotAShop, Unreadable
from hejie.intake.notice import ORDER_SOURCE, BadCell, Notice
from hejie.intake.times import moment

Read = Callable[[str], Value | cells.Parcel]
_LONGEST_PLATFORM, _LONGEST_SHOP = 32, 80  # not a rule: what the desk's lists keep
_LONGEST_SHOWN = 120  # not a rule: how much of a bad cell a report repeats
_PARCELS = {"parcel": ("carrier", "tracking_no"), "return_parcel": ("return_carrier", "return_tracking_no")}
_SAID_BY = {"no_reason_claimed": Role.BUYER, "buyer_reason": Role.BUYER}


class Origin(Struct, frozen=True):
    """Which file a row comes from, and of which shop, where the rows do not say."""

    file: str
    shop: str
    channel: str = "export"


class Found(Struct, frozen=True):
    """What one row gave: a notice, or None where it cannot land, its unreadable cells, and words without a code."""

    notice: Notice | None
    bad: tuple[BadCell, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


class _Column(Struct, frozen=True):
    field: Field
    numbers: tuple[int, ...]
    read: Read


class RowReader:
    """Reads the rows of one file whose columns are agreed; raises NotAShop for a shop that cases cannot be named by."""

    def __init__(self, guess: Guess, origin: Origin) -> None:
        self.guess, self.origin = guess, origin
        _check_shop(origin.shop)
        self.columns = [
            _Column(FIELDS[name], numbers, _reader(FIELDS[name], guess, numbers[0]))
            for name, numbers in guess.fields.items()
        ]
        self.claims, self.wants = Table(guess.map.claims), Table(guess.map.wants)
        self.stages = Table(guess.map.stages)
        self.matters = self.claims.needs | self.wants.needs | self.stages.needs
        self.style = guess.format
        kind = ORDER_SOURCE if guess.export.tells_orders else "export"
        self.source = f"{kind} {origin.file} line"

    def read(self, line: int, row: Sequence[str]) -> Found:
        """Return what a row tells. A bad id refuses the row; any other bad cell is left out and reported."""
        if any(cell.strip() for cell in row[len(self.guess.headers) :]):
            return Found(None, (_too_wide(line, row, len(self.guess.headers)),))
        native = {
            name: cell for name, cell in zip(self.guess.headers, row, strict=False) if name and cell.strip()
        }
        bad: list[BadCell] = []
        values: dict[str, Value | cells.Parcel] = {}
        for column in self.columns:
            found = self._cell(column, line, row, bad)
            if found is not None:
                values[column.field.name] = found
        refused = [*(one for one in bad if one.refused), *self._lacking(line, values, bad)]
        if refused:
            return Found(None, (*(one for one in bad if not one.refused), *refused))
        unknown = tuple(self._codes(values))
        return Found(self._notice(line, values, native), tuple(bad), unknown)

    def _cell(
        self, column: _Column, line: int, row: Sequence[str], bad: list[BadCell]
    ) -> Value | cells.Parcel | None:
        for number in column.numbers:
            text = cells.plain(row[number]) if number < len(row) else ""
            if text:
                try:
                    return column.read(text)
                except Unreadable as mistake:
                    needed = column.field.name in self.guess.export.needs or column.field.kind is Kind.NAME
                    name = self.guess.headers[number]
                    bad.append(BadCell(line, name, row[number][:_LONGEST_SHOWN], str(mistake), needed))
                    return None
        return None

    def _lacking(
        self, line: int, values: dict[str, Value | cells.Parcel], bad: list[BadCell]
    ) -> Iterator[BadCell]:
        reported = {one.column for one in bad}
        for field in self.guess.export.needs:
            name = self.guess.headers[self.guess.fields[field][0]]
            if field not in values and name not in reported:
                yield BadCell(
                    line, name, "", "the cell is empty, and the row cannot be told apart without it", True
                )

    def _codes(self, values: dict[str, Value | cells.Parcel]) -> Iterator[tuple[str, str]]:
        """Turn words into codes in place; yield the words that have none, which stay in `native`."""
        for column in self.columns:
            name, word = column.field.name, values.get(column.field.name)
            if column.field.kind is not Kind.CODE or not isinstance(word, str):
                continue
            code = self.guess.map.values.get(name, {}).get(folded(word))
            if code is None and folded(word) in column.field.codes:
                code = folded(word)
            if code is None:
                del values[name]
                yield name, word
            else:
                values[name] = code

    def _notice(self, line: int, values: dict[str, Value | cells.Parcel], native: dict[str, str]) -> Notice:
        for name, (carrier, number) in _PARCELS.items():
            both = values.pop(name, None)
            if isinstance(both, cells.Parcel):
                values.update(
                    {
                        k: v
                        for k, v in ((carrier, both.carrier), (number, both.number))
                        if v and k not in values
                    }
                )
        seen = {name: _seen(value) for name, value in values.items() if name in self.matters}
        claim, flags = self._claim(seen)
        place = self.stages.choose(seen)
        source = f"{self.source} {line}"
        said = {name: value for name, value in values.items() if FIELDS[name].is_fact} | flags
        reason = values.get("reason")
        if reason:
            said.setdefault("buyer_reason", reason)
        site = self.style.site
        if site:
            said.setdefault("site", site)
        order_only = self.guess.export.tells_orders
        return Notice(
            platform=_text(values, "platform") or self.guess.map.platform,
            shop=_text(values, "shop") or self.origin.shop,
            after_sales_id="" if order_only else _text(values, "after_sales_id"),
            order_id=_text(values, "order_id"),
            claim=_text(values, "claim") or claim.get("claim", "other"),
            wants=_text(values, "wants") or claim.get("wants", "unstated"),
            status=_text(values, "status"),
            stage=_stage(_text(values, "stage") or (place.gives.get("stage", "") if place else "")),
            turn=_turn(_text(values, "turn") or (place.gives.get("turn", "") if place else "")),
            amount=_amount(values),
            buyer=_text(values, "buyer"),
            goods=_text(values, "goods"),
            text=_text(values, "text"),
            language=_text(values, "language") or self.style.language,
            channel=_text(values, "channel") or self.origin.channel,
            facts=tuple(_fact(name, value, source) for name, value in said.items()),
            native=native,
            received_at=_time(values, "updated_at") or _time(values, "applied_at"),
        )

    def _claim(self, seen: dict[str, str]) -> tuple[dict[str, str], dict[str, Value | cells.Parcel]]:
        claim, wants = self.claims.choose(seen), self.wants.choose(seen)
        gives = {**(wants.gives if wants else {}), **(claim.gives if claim else {})}
        return gives, dict(claim.flags) if claim else {}


def _check_shop(name: str) -> None:
    try:
        said = cells.short_name(name.strip(), _LONGEST_SHOP)
    except Unreadable as error:
        raise NotAShop(name) from error
    if not said:
        raise NotAShop(name)


def _too_wide(line: int, row: Sequence[str], width: int) -> BadCell:
    why = f"the row has {len(row)} cells under {width} headers: a comma or quote inside a cell has shifted the columns"
    return BadCell(line, "", row[width][:_LONGEST_SHOWN], why, True)


def _reader(field: Field, guess: Guess, number: int) -> Read:
    style, unit = guess.format, unit_of(guess.headers[number])
    if field.kind is Kind.MONEY:
        currency = (
            unit.upper() if unit.upper() in (*guess.map.by_currency, style.currency) else style.currency
        )
        if field.name == "amount":
            return lambda text: _asked_back(cells.money(text, currency, style.decimal))
        return lambda text: cells.money(text, currency, style.decimal)
    if field.kind is Kind.TIME:
        return lambda text: Moment(moment(text, style.zone, day_first=style.day_first))
    if field.kind is Kind.NAME:
        most = _LONGEST_PLATFORM if field.name == "platform" else _LONGEST_SHOP
        return lambda text: cells.short_name(text, most)
    if field.kind is Kind.WEIGHT:
        return lambda text: cells.weight(text, unit)
    return _READERS.get(field.kind, _as_written)


def _asked_back(amount: Money) -> Money:
    if amount.minor < 0:
        raise Unreadable("this is not an amount; write it like 12.50, with or without a currency sign")
    return amount


def _as_written(text: str) -> str:
    return text


_READERS: dict[Kind, Read] = {
    Kind.ID: cells.identifier,
    Kind.FLAG: cells.flag,
    Kind.COUNT: cells.count,
    Kind.PARCEL: cells.parcel,
}


def _seen(value: Value | cells.Parcel) -> str:
    return folded(value) if isinstance(value, str) else str(value)


def _fact(name: str, value: Value | cells.Parcel, source: str) -> Fact:
    assert not isinstance(value, cells.Parcel)
    return known(name, value, said_by=_SAID_BY.get(name) or FIELDS[name].said_by, source=source)


def _text(values: dict[str, Value | cells.Parcel], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _amount(values: dict[str, Value | cells.Parcel]) -> Money | None:
    value = values.get("amount")
    return value if isinstance(value, Money) else None


def _time(values: dict[str, Value | cells.Parcel], name: str) -> datetime | None:
    value = values.get(name)
    return value.at if isinstance(value, Moment) else None


def _stage(code: str) -> Stage | None:
    return Stage(code) if code else None


def _turn(code: str) -> Turn | None:
    return Turn(code) if code else None
