"""What would other rules answer to the cases kept here, and how many answers and how much money does that change?

Most of the time goes into reading the cases, so they are read and judged in parts, by as many processes as there are
cores. Only counts come back from a part.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from itertools import pairwise

from hejie.desk.cases import databases, store
from hejie.desk.models import CaseIndex
from hejie.rulebook import Rulebook
from hejie.rulebook.impacts import Comparison, Impact, Tally

PART = 500  # cases: less than half a second of work, so that no process waits long for another at the end

Part = tuple[str, str]  # the ids from the first to before the second; an empty one is no bound


def impact_on_stored(
    old: Rulebook, new: Rulebook, *, as_of: datetime, processes: int | None = None
) -> tuple[Impact, ...]:
    """Return which answers to the cases kept here change, counted as `hejie.rulebook.impacts.impact` counts."""
    comparison, parts, whole = Comparison(old, new, as_of=as_of), list(_parts()), Tally()
    wanted = min(processes or _cores(), len(parts))
    for tally in _in_processes(comparison, parts, wanted) if wanted > 1 else _here(comparison, parts):
        whole.add(tally)
    return whole.impacts()


def _parts() -> Iterator[Part]:
    ids = CaseIndex.objects.order_by("case_id").values_list("case_id", flat=True)
    bounds = [case_id for place, case_id in enumerate(ids.iterator()) if place and place % PART == 0]
    return pairwise(["", *bounds, ""])


def _here(comparison: Comparison, parts: list[Part]) -> Iterator[Tally]:
    return (comparison.tally(file.facts for file in store.between(*part)) for part in parts)


def _in_processes(comparison: Comparison, parts: list[Part], count: int) -> Iterator[Tally]:
    databases.let_go()
    context = multiprocessing.get_context(
        "fork"
    )  # the rules are there in each process without being read again
    with ProcessPoolExecutor(count, context, _Part.begin, (comparison,)) as pool:
        yield from pool.map(_Part.tally, parts)


class _Part:
    """What a process works with, set once when it starts."""

    comparison: Comparison

    @classmethod
    def begin(cls, comparison: Comparison) -> None:
        cls.comparison = comparison

    @classmethod
    def tally(cls, part: Part) -> Tally:
        return cls.comparison.tally(file.facts for file in store.between(*part))


def _cores() -> int:
    # Elsewhere a process that was copied while it runs is not sure to live.
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
