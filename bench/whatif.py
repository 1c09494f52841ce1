"""How long does it take to count what other rules would change over the cases of a desk, by one process and by two?

The cases are those of the sample shop, over and over, in a SQLite file. Wall-clock seconds: the gain of a second
process is what is asked. The two are timed in turn, and the best of a few rounds counts, for the machine may be busy;
processor seconds tell what the gain would be were both cores free.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

import django

from bench import Figures
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.difference import with_numbers

AT = datetime(2026, 11, 24, tzinfo=UTC)
BASE, CASES, ROUNDS = 200, 5_000, 3
HALVED = "team.escalate_above.cny"  # above which sum a supervisor decides


def measure(quick: bool) -> Figures:
    """Fill a desk in a temporary folder, count over it, and remove it again."""
    with tempfile.TemporaryDirectory(prefix="bench-whatif-") as home:
        os.environ |= {"HEJIE_HOME": home, "DJANGO_SETTINGS_MODULE": "hejie.desk.settings"}
        django.setup()
        cases = _filled(CASES // 5 if quick else CASES)
        book = load_rulebook()
        number = book.parameter(HALVED, on=AT.date()) or 0
        return {"cases": cases, **_counted(book, with_numbers(book, {HALVED: number // 2}), cases)}


def _filled(cases: int) -> int:
    from hejie.casefile import CaseFile  # models are read only once Django is set up
    from hejie.desk import serving
    from hejie.desk.cases import store
    from hejie.desk.sample import demo

    serving.prepare()
    demo.load(at=AT, complaints=BASE)
    base = list(store.every())
    copies = (
        CaseFile.begin(f"{file.case_id}-{number}", *(line.entry for line in file.lines))
        for number in range(1, cases // len(base))
        for file in base
    )
    return len(base) + sum(store.open_many(some) for some in store.chunks(copies, 1000))


def _counted(old: Rulebook, new: Rulebook, cases: int) -> dict[str, Any]:
    from hejie.desk.cases.whatif import impact_on_stored

    wall: dict[int, list[float]] = {1: [], 2: []}
    worked: dict[int, list[float]] = {1: [], 2: []}
    found = {}
    for _ in range(ROUNDS):
        for processes in wall:
            start, work = time.perf_counter(), _processor_seconds()
            found[processes] = impact_on_stored(old, new, as_of=AT, processes=processes)
            wall[processes].append(time.perf_counter() - start)
            worked[processes].append(_processor_seconds() - work)
    one, two = min(worked[1]), min(worked[2])
    return {
        "answers_that_change": sum(impact.cases for impact in found[1]),
        "one_process_cases_per_second": cases / min(wall[1]),
        "two_processes_cases_per_second": cases / min(wall[2]),
        "two_processes_speedup": min(wall[1]) / min(wall[2]),
        "one_process_processor_seconds": one,
        "two_processes_processor_seconds": two,
        "two_processes_speedup_were_both_cores_free": 2 * one / two,
        "two_processes_count_the_same": str(found[1] == found[2]),
        "load_of_the_machine": os.getloadavg()[0],
    }


def _processor_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
