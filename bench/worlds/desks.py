"""What does a desk with a million cases look like from inside? Filled, and each page called once without a server."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
from django.conf import settings

from hejie.desk.cases import words

OPEN, BASE, AGENTS, CALLS = 10_000, 200, 12, 60
WORDS = ("台灯", "收纳", "耳机", "水杯")


def run(what: str, given: list[str]) -> dict[str, Any]:
    """Do one of the things a child of the measurement does, and return its figures."""
    django.setup()
    return fill(int(given[0])) if what == "fill" else in_process()


def fill(cases: int) -> dict[str, Any]:
    """Fill the desk: some cases whole, from the sample shop, and their index rows over and over for the rest."""
    from django.contrib.auth.models import User  # models are read only once Django is set up
    from django.utils import timezone

    from hejie.desk import serving
    from hejie.desk.access import tokens
    from hejie.desk.models import CaseIndex
    from hejie.desk.sample import demo

    serving.prepare()
    begun = time.perf_counter()
    demo.load(at=timezone.now(), complaints=BASE)
    columns = [field.attname for field in CaseIndex._meta.concrete_fields if field.attname != "id"]
    base = list(CaseIndex.objects.values(*columns))
    _copy(columns, base, cases - len(base))
    admin = User.objects.get(username="admin")
    whole = tokens.make("bench", admin, [tokens.READ], by="bench")
    client = _signed_in()
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    numbers = list(CaseIndex.objects.filter(is_open=True).order_by("id").values_list("id", flat=True)[:60])
    pages = {
        "queue": ["/queue", "/queue?view=mine", "/queue?view=all"],
        "case": [f"/cases/{number}" for number in numbers],
        "search": [f"/queue?view=all&q={quote(word)}" for word in WORDS],
        "api": ["/api/v1/cases?view=due", "/api/v1/cases?view=all"],
    }
    headers = {name: {"Cookie": cookie} for name in pages} | {"api": {"Authorization": f"Bearer {whole}"}}
    doors = {"pages": pages, "headers": headers}
    Path(settings.HOME, "doors.json").write_text(json.dumps(doors))
    return {"fill_seconds": time.perf_counter() - begun}


def in_process() -> dict[str, Any]:
    """Call each page without a server: processor time and questions to the data base for one request."""
    from django.db import connection
    from django.test import Client  # read only once Django is set up
    from django.test.utils import CaptureQueriesContext

    doors = json.loads(Path(settings.HOME, "doors.json").read_text())
    figures: dict[str, Any] = {}
    for kind, paths in doors["pages"].items():
        client = Client(SERVER_NAME="localhost", headers=doors["headers"][kind])
        for at in range(len(paths)):
            assert client.get(paths[at]).status_code == 200, paths[at]
        with CaptureQueriesContext(connection) as queries:
            client.get(paths[0])
        figures[f"{kind}_queries"] = len(queries)  # now: the next request forgets them
        begun = time.process_time()
        for at in range(CALLS):
            client.get(paths[at % len(paths)])
        figures[f"{kind}_in_process_cpu_ms"] = (time.process_time() - begun) * 1000 / CALLS
    return figures


def _signed_in() -> Any:
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="admin"))
    return client


def _copy(columns: list[str], base: list[dict[str, Any]], many: int) -> None:
    from django.db import connection, transaction

    names, slots = ", ".join(columns), ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO case_index ({names}) VALUES ({slots})"
    for start in range(0, many, 20_000):
        rows = [_row(columns, base, number) for number in range(start, min(start + 20_000, many))]
        with transaction.atomic(), connection.cursor() as cursor:  # one for all would be on the disk twice
            cursor.executemany(insert, rows)
    if connection.vendor == "postgresql":
        # As the server does by itself within minutes: otherwise it would do so in the middle of the measurement.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
    os.sync()  # nobody fills a million cases a minute before the day begins: the disk is to be done with it


def _row(columns: list[str], base: list[dict[str, Any]], number: int) -> list[Any]:
    row = dict(base[number % len(base)])
    row["case_id"], row["after_sales_id"] = f"bench:{number}", f"BF{number:09d}"
    row["next_at"] = (
        None  # the clock has no entries to walk here, so nothing is due before the measurement is over
    )
    if row["due_at"]:
        row["due_at"] = row["sort_at"] = row["due_at"] + timedelta(days=3)
    row["order_id"], row["assignee"] = f"BO{number:09d}", f"agent{number % AGENTS}"
    if number >= OPEN:
        row |= {
            "is_open": False,
            "queue": "closed",
            "stepped_in": False,
            "escalated_to": "",
            "approval_of": "",
        }
        row |= {"stage": "closed", "closed_at": row["opened_at"]}
        row["words"] = row["words"].replace(words.mark("open"), words.mark("closed"))
    return [row[column] for column in columns]
