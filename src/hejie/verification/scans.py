"""How does the answer of a tracking service become scans of a parcel, each with an aware time and a canonical state?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile.entries import ParcelScanned
from hejie.casefile.quantities import NaiveTime, NoSuchTime
from hejie.rulebook.tracking_maps import Provider, TrackingMaps
from hejie.verification.meaning import mean

QUOTED = 40  # not a rule: how much of an unreadable time a person is shown
_OFFSET = re.compile(r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?\Z")
_FRACTION = re.compile(r"(\.\d{1,6})\d*")


class TrackingAnswer(Struct, frozen=True):
    """What a service answered about one parcel, as it came. `zone` is used where neither row nor provider has one."""

    provider: str
    body: Mapping[str, Any]
    parcel: str = ""
    direction: str = "forward"
    zone: str = ""


class LeftOut(Struct, frozen=True):
    """A row that became no scan, by its place in the answer, and why."""

    row: int
    why: str


class Scanned(Struct, frozen=True):
    """The scans of an answer, and the rows that could not be used."""

    scans: tuple[ParcelScanned, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_scans(answer: TrackingAnswer, maps: TrackingMaps) -> Scanned:
    """Return the scans of an answer; one bad row is left out and named, the others stand.

    Raises NoSuch for a provider without maps.
    """
    provider = maps.provider(answer.provider)
    number = answer.parcel or _first(answer.body, provider.shape.of("parcel"))
    scans: list[ParcelScanned] = []
    left_out: list[LeftOut] = []
    for place, row in enumerate(_rows(answer.body, provider.shape.of("rows"))):
        try:
            scans.append(_scan(row, answer, provider, number, maps))
        except (ValueError, NaiveTime, NoSuchTime) as error:
            left_out.append(LeftOut(place, str(error)))
    return Scanned(tuple(scans), tuple(left_out))


def _scan(
    row: Any, answer: TrackingAnswer, provider: Provider, number: str, maps: TrackingMaps
) -> ParcelScanned:
    if not isinstance(row, Mapping):
        raise UnusableRow("it is not a record with fields")
    shape = provider.shape
    code = _first(row, shape.of("status")), _first(row, shape.of("substatus"))
    words = " - ".join(part for path in shape.of("text") if (part := _first(row, (path,))))
    return ParcelScanned(
        parcel=number,
        happened_at=_time(row, answer, provider, maps),
        state=mean(maps, provider.id, code, words).state,
        provider=provider.id,
        raw_status=code[0],
        raw_substatus=code[1],
        raw_text=words,
        place=" ".join(filter(None, (_first(row, shape.of("place")), _first(row, shape.of("region"))))),
        direction=answer.direction,
    )


class UnusableRow(ValueError):
    """A row of a tracking answer that cannot become a scan."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"This row is no scan: {problem}. The others were read; look at the answer as it came."
        )


def _time(row: Mapping[str, Any], answer: TrackingAnswer, provider: Provider, maps: TrackingMaps) -> datetime:
    given = _first(row, provider.shape.of("time"))
    if not given:
        raise UnusableRow("it has no time")
    at = next((made for form in provider.shape.formats if (made := _parsed(given, form))), None)
    if at is None:
        raise UnusableRow(f"{given[:QUOTED]!r} is not a time this provider writes")
    if at.utcoffset() is not None:
        return at
    zone = _zone(row, answer, provider, maps)
    if zone is None:
        raise UnusableRow(f"{given[:QUOTED]!r} has no zone, and neither its hub nor the provider tells one")
    return at.replace(tzinfo=zone)


def _parsed(given: str, form: str) -> datetime | None:
    try:
        if form == "iso":
            return datetime.fromisoformat(_FRACTION.sub(r"\1", given.strip()))
        return datetime.strptime(given.strip(), form)  # noqa: DTZ007 - the hub's zone is attached by the caller
    except ValueError:
        return None


def _zone(
    row: Mapping[str, Any], answer: TrackingAnswer, provider: Provider, maps: TrackingMaps
) -> tzinfo | None:
    """Return the clock of the hub: what the row says, else its place, else the provider's, else the caller's."""
    country = _first(row, provider.shape.of("country")).upper() or provider.country
    region = _first(row, provider.shape.of("region")).upper()
    told = (
        _first(row, provider.shape.of("zone")),
        maps.zones.get(f"{country}-{region}", ""),
        maps.zones.get(country, ""),
        provider.zone,
        answer.zone,
    )
    return next((zone for name in told if name and (zone := zone_named(name))), None)


def zone_named(name: str) -> tzinfo | None:
    """Return a zone by its name or offset (`America/Manaus`, `-03:00`, `UTC+8`), None for anything else."""
    offset = _OFFSET.match(name)
    if name in ("Z", "UTC"):
        return UTC
    if offset:
        sign = 1 if offset["sign"] == "+" else -1
        length = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(sign * length) if length < timedelta(days=1) else None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def _rows(body: Any, paths: Sequence[str]) -> Iterator[Any]:
    for path in paths:
        for found in _walk(body, path.split(".")):
            yield from found if isinstance(found, Sequence) and not isinstance(found, str) else ()


def _walk(body: Any, keys: Sequence[str]) -> Iterator[Any]:
    if not keys:
        yield body
    elif keys[0] == "*":
        for item in body if isinstance(body, Sequence) and not isinstance(body, str) else ():
            yield from _walk(item, keys[1:])
    elif isinstance(body, Mapping) and keys[0] in body:
        yield from _walk(body[keys[0]], keys[1:])


def _first(body: Any, paths: Sequence[str]) -> str:
    for path in paths:
        for found in _walk(body, path.split(".")):
            if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
                return str(found).strip()
    return ""
