"""Where has each parcel been, as a picture: stops in the distance of their times, and the longest silence?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.casefile.entries import ParcelScanned
from hejie.casefile.quantities import Moment
from hejie.casefile.vocabulary import PARCEL_STATES
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader

WIDE, MARGIN, ROOM = 1000, 50, 118  # of the drawing, in its own units; a label takes ROOM
QUIET = timedelta(days=1)  # a silence that is worth a word on the picture
GOOD = ("delivered", "delivered_proxy", "customs_cleared", "waiting_pickup")
BAD = (
    *("attempt_absent", "attempt_closed", "attempt_other", "address_problem", "recipient_moved", "refused"),
    *(
        "out_of_area",
        "unsafe_area",
        "customs_hold",
        "customs_seized",
        "damaged",
        "lost",
        "stolen",
        "destroyed",
    ),
    *("unclaimed_pickup", "returning", "returned"),
)


class Stop(NamedTuple):
    """One scan: where it stands in the drawing, what it says; `named` where its label has room."""

    at: datetime
    x: float
    label: str
    words: str
    place: str
    tone: str
    named: bool


class Silence(NamedTuple):
    """The longest time without a scan."""

    begin: float
    end: float
    days: int
    hours: int


class Route(NamedTuple):
    """What one parcel went through, oldest first; `promised` is where the promised day stands."""

    parcel: str
    direction: str
    stops: tuple[Stop, ...]
    silence: Silence | None
    promised: float | None
    today: float | None


def routes(file: CaseFile, reader: Reader) -> tuple[Route, ...]:
    """Return a picture for each parcel that was scanned, in the order in which they set out."""
    parcels: dict[tuple[str, str], list[ParcelScanned]] = {}
    for scan in file.all(ParcelScanned):
        parcels.setdefault((scan.parcel, scan.direction), []).append(scan)
    drawn = [
        _route(sorted(scans, key=lambda scan: scan.happened_at), file, reader) for scans in parcels.values()
    ]
    return tuple(sorted(drawn, key=lambda route: route.stops[0].at))


def _route(scans: Sequence[ParcelScanned], file: CaseFile, reader: Reader) -> Route:
    first, last = scans[0], scans[-1]
    arrived = last.state in GOOD[:2] or last.state == "returned" or not file.is_open
    promised = _promised(file) if first.direction == "forward" else None
    times = [first.happened_at, last.happened_at, *([] if arrived else [reader.now])]
    scale = _Scale.over([*times, *([promised] if promised else [])])
    stops = tuple(_spread(_stop(scan, scale, reader) for scan in _once(scans)))
    ends = [*(stop.at for stop in stops), *([] if arrived else [reader.now])]
    return Route(
        first.parcel,
        naming.label("DIRECTIONS", first.direction, reader.language),
        stops,
        _silence(ends, scale),
        scale.x(promised) if promised else None,
        None if arrived else scale.x(reader.now),
    )


class _Scale(NamedTuple):
    begin: datetime
    seconds: float

    @classmethod
    def over(cls, times: Sequence[datetime]) -> _Scale:
        begin, end = min(times), max(times)
        return cls(begin, max((end - begin).total_seconds(), 1.0))

    def x(self, at: datetime) -> float:
        share = (at - self.begin).total_seconds() / self.seconds
        return round(MARGIN + share * (WIDE - 2 * MARGIN), 1)


def _once(scans: Sequence[ParcelScanned]) -> Iterator[ParcelScanned]:
    """Leave out what several services told of the same moment."""
    told: set[tuple[datetime, str]] = set()
    for scan in scans:
        if (scan.happened_at, scan.state) not in told:
            told.add((scan.happened_at, scan.state))
            yield scan


def _stop(scan: ParcelScanned, scale: _Scale, reader: Reader) -> Stop:
    label = naming.label(
        "PARCEL_STATES", scan.state if scan.state in PARCEL_STATES else "unknown", reader.language
    )
    tone = "good" if scan.state in GOOD else "bad" if scan.state in BAD else "plain"
    words = scan.raw_text or " ".join(part for part in (scan.raw_status, scan.raw_substatus) if part)
    return Stop(scan.happened_at, scale.x(scan.happened_at), label, words, scan.place, tone, named=False)


def _spread(stops: Iterator[Stop]) -> Iterator[Stop]:
    """Give labels to as many stops as have room; first those that went wrong or well, then the others."""
    told = list(stops)
    taken: list[float] = []
    order = sorted(range(len(told)), key=lambda i: (told[i].tone == "plain", i != len(told) - 1, i != 0, i))
    for i in order:
        if all(abs(told[i].x - x) >= ROOM for x in taken):
            taken.append(told[i].x)
            told[i] = told[i]._replace(named=True)
    yield from told


def _silence(times: Sequence[datetime], scale: _Scale) -> Silence | None:
    gaps = [(later - earlier, earlier, later) for earlier, later in pairwise(times)]
    longest = max(gaps, default=None)
    if longest is None or longest[0] < QUIET:
        return None
    gap, earlier, later = longest
    return Silence(scale.x(earlier), scale.x(later), gap.days, gap.seconds // 3600)


def _promised(file: CaseFile) -> datetime | None:
    fact = file.facts.get("promised_delivery_by")
    return fact.value.at if fact and isinstance(fact.value, Moment) else None
