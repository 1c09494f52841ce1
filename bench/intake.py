"""How many rows of a 100,000-row export become cases in a second, beside bare inserts and django-helpdesk's tickets?

Each contender runs in a process of its own, on the same rows, into a SQLite file of its own; processor time and peak
memory are those of its process. "bare" is one `executemany` of the untouched cells: what the disk and SQLite allow.
"tickets" is `TicketForm.save` of django-helpdesk, in transactions of 500 like ours; "models" is its bare `Ticket.save`.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import Figures
from bench.peers import environment

ROWS = 100_000
TICKETS = 4_000  # the peer is slow; its rate does not change with the number
WALKED = 400
LARGE = 200_000_000  # bytes
AT = datetime(2026, 11, 24, 4, tzinfo=UTC)
PEER = ["django-helpdesk==2.6.1", "setuptools"]
PEER_PROGRAM = Path(__file__).with_name("intake_helpdesk.txt")


def measure(quick: bool) -> Figures:
    """Measure all contenders in one run and compare them by processor time."""
    rows = ROWS // 10 if quick else ROWS
    tickets = TICKETS // 10 if quick else TICKETS
    with tempfile.TemporaryDirectory(prefix="bench-intake-") as folder:
        export = Path(folder) / "export.csv"
        # Written by a process of its own too: a child counts the memory its parent had among its peak.
        _run("write", export, str(rows))
        bare = _run("bare", export)
        ours = _run("ours", export)
        again = _run("again", export)
        walked = _run("walked", export, str(WALKED // 10 if quick else WALKED))
        large = _run("large", Path(folder) / "large.csv", str(LARGE // 10 if quick else LARGE))
        peer = _peer(Path(folder), export, tickets)
    return {
        "rows": rows,
        "hejie_rows_per_second": rows / ours["wall"],
        "hejie_rows_per_cpu_second": rows / ours["cpu"],
        "hejie_peak_mb": ours["peak_mb"],
        "hejie_same_file_again_rows_per_second": rows / again["wall"],
        "hejie_same_file_again_new_entries": again["entries"],
        "hejie_with_walk_rows_per_second": walked["rows"] / walked["wall"],
        "bare_executemany_rows_per_second": rows / bare["wall"],
        "bare_executemany_rows_per_cpu_second": rows / bare["cpu"],
        "helpdesk_tickets_per_second": tickets / peer["form_wall"],
        "helpdesk_tickets_per_cpu_second": tickets / peer["form_cpu"],
        "helpdesk_models_per_cpu_second": tickets / peer["model_cpu"],
        "cpu_hejie_over_bare_ratio": ours["cpu"] / bare["cpu"],
        "cpu_helpdesk_over_hejie_ratio": (peer["form_cpu"] / tickets) / (ours["cpu"] / rows),
        "cpu_helpdesk_models_over_hejie_ratio": (peer["model_cpu"] / tickets) / (ours["cpu"] / rows),
        "large_csv_mb": large["mb"],
        "large_csv_read_mb_per_second": large["mb"] / large["wall"],
        "large_csv_peak_mb": large["peak_mb"],
    }


def write_export(path: Path, rows: int) -> dict[str, float]:
    """Write a refund export of Taobao: GB18030, 25 columns, every complaint and order another."""
    from hejie.desk.sample.deals import deals  # here, since the peer's process must not load the desk
    from hejie.desk.sample.exports import complaint_row, write_csv  # for the same reason

    base = [complaint_row(deal) for deal in deals(at=AT, complaints=1500) if deal.platform == "taobao"]

    def every() -> Iterator[dict[str, str]]:
        for number in range(rows):
            ids = {
                "退款编号": str(180_000_000_000_000_000 + number),
                "订单编号": str(2_600_000_000_000_000_000 + number * 7),
            }
            yield base[number % len(base)] | ids

    write_csv(path, every())
    return {"rows": rows}


def _run(what: str, path: Path, *more: str) -> dict[str, float]:
    home = path.parent / ("home-walked" if what == "walked" else "home")
    home.mkdir(exist_ok=True)
    told = subprocess.run(
        [sys.executable, "-m", "bench.intake", what, str(path), *more],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "HEJIE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "hejie.desk.settings"},
    )
    figures: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return figures


def _peer(folder: Path, export: Path, tickets: int) -> dict[str, float]:
    python = environment("django-helpdesk", PEER)
    given = [
        str(python),
        "-c",
        PEER_PROGRAM.read_text(encoding="utf-8"),
        str(folder),
        str(export),
        str(tickets),
    ]
    told = subprocess.run(given, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return figures


def _timed(work: Callable[[], dict[str, float]]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    figures = work()
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return {**figures, **spent, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def bare(path: Path) -> dict[str, float]:
    """Insert the untouched cells of every row with one executemany."""
    with path.open(encoding="gb18030", newline="") as file:
        reader = csv.reader(file)
        width = len(next(reader))
        base = sqlite3.connect(path.with_name("bare.sqlite3"))
        base.execute("PRAGMA journal_mode=WAL")
        base.execute(f"CREATE TABLE export ({', '.join(f'c{number} TEXT' for number in range(width))})")
        with base:
            base.executemany(f"INSERT INTO export VALUES ({', '.join('?' * width)})", reader)
        base.close()
    return {}


def ours(path: Path, most: int = 0, *, walks: bool = False) -> dict[str, float]:
    """Land the export in the desk's store, as the desk does; program and rules are loaded before the clock starts."""
    from itertools import islice

    # The desk is loaded here, in the process that is measured, after its data folder was chosen.
    from hejie.casefile.parties import SYSTEM
    from hejie.desk.imports.keeping import StoreKeeper
    from hejie.desk.imports.landing import Landing
    from hejie.desk.imports.reading import opened
    from hejie.desk.imports.recognising import column_maps, heading_score, recognised, told
    from hejie.desk.walk import walk
    from hejie.intake.rows import Origin
    from hejie.rulebook import load_rulebook

    rules = load_rulebook()
    maps = column_maps(rules)
    landing = Landing(
        StoreKeeper(), rules, (lambda file, at: walk(file, rules=rules, at=at)) if walks else None
    )

    def work() -> dict[str, float]:
        with opened(path, is_heading=heading_score(maps)) as sheet:
            found = told(sheet, recognised(sheet, maps), Origin(path.name, "bench"))
            landed = landing.land(islice(found, most or None), at=AT, by=SYSTEM)
        assert landed.refused == 0
        return {"rows": landed.rows, "opened": landed.opened, "entries": landed.updated + landed.opened}

    return _timed(work)


def large(path: Path, size: int) -> dict[str, float]:
    """Read a CSV of that many bytes, row by row."""
    from hejie.desk.imports.reading import opened  # in the process that is measured

    with path.open("w", encoding="gb18030") as file:
        file.write("退款编号,订单编号,买家退款说明\n")
        line = 0
        while file.tell() < size:
            file.writelines(
                f"{180_000_000_000_000_000 + line + n},26{line + n},{'说明文字' * 40}\n" for n in range(2000)
            )
            line += 2000
    started = time.perf_counter()
    with opened(path) as sheet:
        rows = sum(1 for _ in sheet.rows)
    return {"rows": rows, "mb": path.stat().st_size / 1e6, "reading": time.perf_counter() - started}


def _child(what: str, path: Path, number: int) -> dict[str, float]:
    if what == "write":
        return _timed(lambda: write_export(path, number))
    if what == "bare":
        return _timed(lambda: bare(path))
    if what == "large":
        figures = _timed(lambda: large(path, number))
        return figures | {"wall": figures["reading"]}
    import django  # only the desk's own runs need it
    from django.core.management import call_command  # only the desk's own runs need it

    django.setup()
    call_command("migrate", verbosity=0)
    return ours(path, number, walks=what == "walked")


if __name__ == "__main__":
    _what, _path, *_number = sys.argv[1:]
    print(json.dumps(_child(_what, Path(_path), int(_number[0]) if _number else 0)))
