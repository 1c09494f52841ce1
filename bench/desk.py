"""How quick are queue, case, search and API over 1,000,000 cases at a steady stream of people, beside django-helpdesk?

Arrivals are an open loop: they come at random moments (Poisson) whether or not the ones before are answered, and the
wait counts from the moment of arrival. Each of 128 people keeps a connection open, as a browser does. Processor time of
a request is that of the server's processes divided by the requests; `in_process` figures call the same pages without a
server, the only way that is the same for the peer.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import Figures
from bench.peers import environment

CASES, OPEN, TICKETS = 1_000_000, 10_000, 100_000
RATE, SECONDS, WARM_UP = 60, 20, 3  # 60 pages a second are 600 people who each open a page every ten seconds
PEER = ["django-helpdesk==2.6.1", "setuptools"]
PEER_PROGRAM = Path(__file__).with_name("desk_helpdesk.txt")


def measure(quick: bool) -> Figures:
    """Fill a desk in a temporary folder, put people in front of it, and remove it again."""
    cases = CASES // 10 if quick else CASES
    figures: Figures = {"cases": cases, "open_cases": OPEN, "arrivals_per_second": RATE}
    figures |= _one("sqlite", {}, cases, quick)
    if not quick:
        from tests.postgresql import running  # starts a server; only the long run needs one

        with running() as url:
            figures |= _one("postgresql", {"HEJIE_DATABASE_URL": url}, cases, quick)
    with tempfile.TemporaryDirectory(prefix="bench-desk-peer-") as folder:
        python = environment("django-helpdesk", PEER)
        tickets = str(TICKETS // 10 if quick else TICKETS)
        given = [str(python), "-c", PEER_PROGRAM.read_text(encoding="utf-8"), folder, tickets]
        figures |= _figures(subprocess.run(given, check=True, stdout=subprocess.PIPE, text=True))
    return figures


def _one(store: str, chosen: dict[str, str], cases: int, quick: bool) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as home:
        run = {**os.environ, "HEJIE_HOME": home, "DJANGO_SETTINGS_MODULE": "hejie.desk.settings"} | chosen
        run |= {"HEJIE_CALLS_A_MINUTE": "1000000", "HEJIE_SECRET_KEY": "bench"}
        figures = {f"{store}_{name}": value for name, value in _child("fill", run, str(cases)).items()}
        doors = json.loads((Path(home) / "doors.json").read_text())
        for name, value in _child("in_process", run).items():
            figures[f"{store}_{name}"] = value
        with ExitStack() as open_now:
            server = _served(run, open_now)
            for kind, paths in doors["pages"].items():  # a cold server is not what people meet
                _stream(server, paths, doors["headers"][kind], WARM_UP)
            for kind, paths in doors["pages"].items():
                seconds = SECONDS // 4 if quick else SECONDS
                for name, value in _stream(server, paths, doors["headers"][kind], seconds).items():
                    figures[f"{store}_{kind}_{name}"] = value
    return figures


def _child(what: str, run: dict[str, str], *more: str) -> dict[str, Any]:
    given = [sys.executable, "-m", "bench.desk", what, *more]
    return _figures(subprocess.run(given, check=True, stdout=subprocess.PIPE, text=True, env=run))


def _figures(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _served(run: dict[str, str], open_now: ExitStack) -> tuple[int, int]:
    """Serve the desk as people do, and return its port and process."""
    from tests.browser.shop import served  # the way the browser tests start it

    address = open_now.enter_context(served(run))
    port = int(address.rsplit(":", 1)[1])
    listening = subprocess.run(["pgrep", "-f", f"serve --port {port}$"], stdout=subprocess.PIPE, text=True)
    return port, int(listening.stdout.split()[0])


def _stream(server: tuple[int, int], paths: list[str], headers: dict[str, str], seconds: int) -> Figures:
    """Let people arrive for so many seconds; return how long they waited, in milliseconds."""
    port, process = server
    chance = random.Random(7)
    moments, at = list[float](), 0.0
    while (at := at + chance.expovariate(RATE)) < seconds:
        moments.append(at)
    before, begun, own = _cpu(process), time.perf_counter(), threading.local()

    def visit(moment: float) -> float:
        if not hasattr(own, "line"):
            own.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        time.sleep(max(0.0, begun + moment - time.perf_counter()))
        own.line.request("GET", chance.choice(paths), headers=headers)
        answer = own.line.getresponse()
        answer.read()
        if answer.status != 200:
            raise WrongAnswer(answer.status)
        return (time.perf_counter() - begun - moment) * 1000

    with ThreadPoolExecutor(max_workers=128) as people:
        waits = sorted(people.map(visit, moments))
    spent = (_cpu(process) - before) * 1000 / len(waits)
    told: Figures = {f"p{part}_ms": waits[int(len(waits) * part / 100)] for part in (50, 95, 99)}
    return told | {"cpu_ms": spent}


class WrongAnswer(Exception):
    """A page that did not answer as it should."""

    def __init__(self, status: int) -> None:
        super().__init__(
            f"A page answered {status} instead of 200, so its time tells nothing. Open it by hand."
        )


def _cpu(process: int) -> float:
    """Processor seconds of a process and all below it, the dead ones it waited for included."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = folder.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.parent.name)] = (int(fields[1]), sum(int(fields[at]) for at in range(11, 15)))
    family, more = {process}, {process}
    while more:
        more = {pid for pid, (parent, _) in parents.items() if parent in family} - family
        family |= more
    return sum(parents[pid][1] for pid in family if pid in parents) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    from bench.worlds import desks  # it needs the desk's settings, which only the children have

    print(json.dumps(desks.run(sys.argv[1], sys.argv[2:])))
