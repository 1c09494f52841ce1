"""How many cases does each view hold, for a crowd of people who ask at once?"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from django.db import connection

from hejie.desk.finding import queue
from hejie.desk.finding.queue import Cases, Counting

FRESH = 1.0  # seconds: shorter than anybody takes to look from one page to the next
SHARED = tuple(view for view in queue.COUNTED if view not in queue.OWN)
MOST_KEPT = 1000  # combinations of shops, each of a handful of people
_kept: dict[tuple[object, ...], tuple[float, dict[str, int]]] = {}
_written: dict[tuple[object, ...], Counting] = {}


def counts(cases: Cases, person: str, shops: Sequence[str]) -> dict[str, int]:
    """Return the counts as `queue.counts` does; what people of the same shops share is counted once a second."""
    key = _whose(cases, shops)
    at, shared = _kept.get(key, (-math.inf, {}))
    if time.monotonic() - at > FRESH:
        shared = _counted(cases, "", shops, SHARED)
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        _kept[key] = (time.monotonic(), shared)
    return shared | _counted(cases, person, shops, queue.OWN)


def _whose(cases: Cases, shops: Sequence[str]) -> tuple[object, ...]:
    # Whoever works for no shop names as few as whoever sees them all.
    sees_all = not cases.query.where
    base = connection.settings_dict
    return (base["NAME"], base["HOST"], queue.MOST_COUNTED, sees_all, *shops)


def _counted(cases: Cases, person: str, shops: Sequence[str], views: Sequence[str]) -> dict[str, int]:
    # These cases are those of these shops, so the same query counts them every time: it is written once.
    key = (person, *_whose(cases, shops))
    asked = _written.get(key)
    if asked is None:
        if len(_written) > MOST_KEPT:
            _written.clear()
        asked = _written[key] = queue.counting_sql(cases, person, views, shops)
    return queue.counted(asked, views)
