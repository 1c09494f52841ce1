"""How many cases does each view hold, for a crowd of people who ask at once?"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from django.db import connection

from hejie.desk.finding import queue
from hejie.desk.finding.queue import Cases

FRESH = 1.0  # seconds: shorter than anybody takes to look from one page to the next
SHARED = tuple(view for view in queue.COUNTED if view not in queue.OWN)
_kept: dict[tuple[object, ...], tuple[float, dict[str, int]]] = {}


def counts(cases: Cases, person: str, shops: Sequence[str]) -> dict[str, int]:
    """Return the counts as `queue.counts` does; what people of the same shops share is counted once a second."""
    key = (connection.settings_dict["NAME"], connection.settings_dict["HOST"], *shops)
    at, shared = _kept.get(key, (-math.inf, {}))
    if time.monotonic() - at > FRESH:
        shared = queue.counts(cases, person, SHARED)
        if len(_kept) > 1000:  # combinations of shops, each of a handful of people
            _kept.clear()
        _kept[key] = (time.monotonic(), shared)
    return shared | queue.counts(cases, person, queue.OWN)
