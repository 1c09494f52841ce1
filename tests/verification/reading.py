"""How do the tests turn rows that people can read into what a tracking service answers?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from hejie.casefile.entries import ParcelScanned
from hejie.rulebook.tracking_maps import load_tracking_maps
from hejie.verification import TrackingAnswer
from hejie.verification.scans import read_scans

ROUTES = Path(__file__).parent / "routes"
MAPS = load_tracking_maps()


def stories() -> list[dict[str, Any]]:
    """Return every golden route, with the file it stands in."""
    found = []
    for path in sorted(ROUTES.glob("*.yaml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8"))["routes"]:
            found.append({"platform": "taobao", **story, "file": path.stem})
    return found


def answer(provider: str, rows: Iterable[Sequence[str]], parcel: str = "YT1", **more: str) -> TrackingAnswer:
    """Return what a service would answer for rows of time, code and words."""
    shape = MAPS.provider(provider).shape
    given: list[dict[str, Any]] = []
    for at, code, words in rows:
        row: dict[str, Any] = {}
        first, _, second = code.partition(" ")
        status, substatus = (
            ((second, first) if second else ("", first)) if shape.of("substatus") else (first, "")
        )
        put(row, shape.of("time")[-1], at)
        put(row, shape.of("status")[0], status)
        if substatus:
            put(row, shape.of("substatus")[0], substatus)
        put(row, shape.of("text")[0], words)
        given.append(row)
    body: dict[str, Any] = {}
    put(body, shape.of("rows")[0], given)
    return TrackingAnswer(provider, body, parcel, **more)


def put(row: dict[str, Any], path: str, value: Any) -> None:
    """Put a value where a dotted path points; `*` is a list of one."""
    key, _, rest = path.partition(".")
    if not rest:
        row[key] = value
    elif rest.startswith("*."):
        row[key] = [{}]
        put(row[key][0], rest[2:], value)
    else:
        put(row.setdefault(key, {}), rest, value)


def scans(
    provider: str, rows: Iterable[Sequence[str]], parcel: str = "YT1", **more: str
) -> tuple[ParcelScanned, ...]:
    """Return the scans of such rows; none may be left out."""
    read = read_scans(answer(provider, rows, parcel, **more), MAPS)
    assert not read.left_out, read.left_out
    return read.scans


def clock(provider: str, at: str) -> datetime:
    """Return a time of a story in the clock of its provider."""
    told = datetime.fromisoformat(at)
    return told if told.tzinfo else told.replace(tzinfo=ZoneInfo(MAPS.provider(provider).zone or "UTC"))


def later(story: dict[str, Any]) -> datetime:
    """Return when a story is read: the time it names, else the hour of its last row."""
    if "at" in story:
        return clock(story["provider"], story["at"])
    return clock(story["provider"], story["rows"][-1][0]).astimezone(UTC)
