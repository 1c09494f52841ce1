"""Which scans of a parcel count, and in which order did they happen?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from hejie.casefile.entries import ParcelScanned
from hejie.casefile.vocabulary import PARCEL_STATES
from hejie.rulebook.tracking_maps import TrackingMaps
from hejie.verification.meaning import Meaning, mean

VOIDED, UNKNOWN = "voided", "unknown"
_RANK = {state: place for place, state in enumerate(PARCEL_STATES)}


class Step(Struct, frozen=True):
    """One thing that happened to a parcel, as one or several services told it."""

    at: datetime
    state: str
    scans: tuple[ParcelScanned, ...]
    meaning: Meaning

    @property
    def words(self) -> str:
        """The carrier's own words, or its code where it used none."""
        return next((scan.raw_text for scan in self.scans if scan.raw_text), "") or code_of(self.scans[0])


class History(Struct, frozen=True):
    """The steps of a parcel that count, oldest first, and those a carrier voided."""

    steps: tuple[Step, ...]
    voided: tuple[Step, ...] = ()


def code_of(scan: ParcelScanned) -> str:
    """Return the provider's code of a scan as one text."""
    return " ".join(part for part in (scan.provider, scan.raw_substatus or scan.raw_status) if part)


def tidy(scans: Iterable[ParcelScanned], maps: TrackingMaps) -> History:
    """Order the scans of one parcel, join what was told twice, and take out what was voided.

    The order in which they arrived and repeats change nothing. A void takes out exactly the step before it that
    the same service told; if another service told that step too, it goes with it.
    """
    told: dict[tuple[object, ...], list[ParcelScanned]] = {}
    for scan in sorted(set(scans), key=_place):
        told.setdefault(_same(scan), []).append(scan)
    steps: list[Step] = []
    voided: list[Step] = []
    for group in told.values():
        if group[0].state == VOIDED:
            _take_out(steps, voided, {scan.provider for scan in group})
        else:
            steps.append(_step(group, maps))
    return History(tuple(steps), tuple(voided))


def _place(scan: ParcelScanned) -> tuple[object, ...]:
    # At the same second a void comes last: it speaks of what stands before it.
    return (
        scan.happened_at, scan.state == VOIDED, _RANK.get(scan.state, 0), scan.provider, scan.raw_status,
        scan.raw_substatus, scan.raw_text, scan.place,
    )  # fmt: skip


def _same(scan: ParcelScanned) -> tuple[object, ...]:
    words = scan.raw_text if scan.state == UNKNOWN else ""
    return scan.happened_at, scan.state, words


def _take_out(steps: list[Step], voided: list[Step], services: set[str]) -> None:
    for place in range(len(steps) - 1, -1, -1):
        if services & {scan.provider for scan in steps[place].scans}:
            voided.append(steps.pop(place))
            return


def _step(group: list[ParcelScanned], maps: TrackingMaps) -> Step:
    first = group[0]
    meanings = [_meaning(scan, maps) for scan in group]
    return Step(first.happened_at, first.state, tuple(group), _joined(first.state, meanings))


def _meaning(scan: ParcelScanned, maps: TrackingMaps) -> Meaning:
    """Read the details of a scan anew; where the maps now read another state, the recorded one stands."""
    read = mean(maps, scan.provider, (scan.raw_status, scan.raw_substatus), scan.raw_text)
    if read.state == scan.state:
        return read
    return Meaning(state=scan.state, by="code" if scan.raw_status or scan.raw_substatus else "words")


def _joined(state: str, meanings: list[Meaning]) -> Meaning:
    if len(meanings) == 1:
        return meanings[0]
    also = dict.fromkeys(other for meaning in meanings for other in meaning.also)
    signers = [meaning.signed_by for meaning in meanings if meaning.signed_by not in ("", UNKNOWN)]
    return Meaning(
        state=state,
        by=meanings[0].by,
        also=tuple(also),
        signed_by=signers[0] if signers else meanings[0].signed_by,
        cause=next((meaning.cause for meaning in meanings if meaning.cause), ""),
        returns=any(meaning.returns for meaning in meanings),
        sure=any(meaning.sure for meaning in meanings),
        buyer=all(meaning.buyer for meaning in meanings),
        grade=meanings[0].grade,
    )
