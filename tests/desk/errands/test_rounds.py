"""Does each connector get its turn, tell what keeps it, and leave nothing doubled when its process is killed?"""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from hejie.casefile.entries import (
    StepDone,
    StepQueued,
)
from hejie.desk.access import noting
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.errands import carrying, rounds
from tests.desk.connectors.double import MercadoLibreDouble, a_claim
from tests.desk.connectors.office import CASE, Office, agreed
from tests.desk.team import desk_of, hire

pytestmark = pytest.mark.store


def test_the_worker_takes_what_is_due_until_it_is_stopped(
    shop: MercadoLibreDouble, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.add(a_claim())
    stopped, went = threading.Event(), rounds.go_noted
    monkeypatch.setattr(rounds, "LOOKS", 0.001)
    monkeypatch.setattr(rounds, "go_noted", lambda row, wait: (went(row, wait), stopped.set()))
    rounds.run(stopped)
    row = office.row
    assert (row.held_by, row.tries, row.good_at is not None) == ("", 0, True)
    assert row.next_at > timezone.now() + timedelta(minutes=1)
    assert store.load(CASE).is_open


def test_each_failure_makes_the_next_round_later(shop: MercadoLibreDouble, office: Office) -> None:
    shop.refresh = "another"
    pauses = []
    for _ in range(6):
        office.go()
        pauses.append(round((office.row.next_at - timezone.now()) / timedelta(minutes=1)))
    assert pauses == [1, 2, 5, 15, 60, 60]


def test_a_mistake_of_ours_is_told_as_one_and_ends_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configured, "connected", lambda *_: 1 / 0)
    assert office.go() is None
    assert (office.row.trouble, office.row.cause) == ("ZeroDivisionError; the log says why", "mistake")


@pytest.mark.shows("M8")
def test_a_process_that_is_killed_while_the_platform_pays_has_paid_once(
    shop: MercadoLibreDouble, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.add(a_claim())
    office.go()
    agreed("agree_refund")
    if connection.vendor == "sqlite":
        assert Path(connection.settings_dict["NAME"]) == tmp_path / "hejie.sqlite3"
    told = os.environ | {"HEJIE_HOME": str(tmp_path), "HEJIE_WEBHOOKS_TO_PRIVATE": "1"}
    words = [sys.executable, "-m", "hejie.desk.commands.root", "connector", "run", "lamps"]
    shop.fail("expected-resolutions/refund", "stall")
    process = subprocess.Popen(words, env=told, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    assert shop.reached.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    shop.stall.set()
    file = store.load(CASE)
    assert [type(one) for one in (*file.all(StepQueued), *file.all(StepDone))] == [StepQueued]
    configured.let_go(office.row)  # as if its time were over
    monkeypatch.setattr(carrying, "AGAIN", timedelta(0))
    office.go()
    assert len(shop.told("expected-resolutions/refund")) == 1
    assert [one.proof for one in store.load(CASE).all(StepDone)] == [
        "found: claim 5294629673 closed, payment_refunded"
    ]


def noted() -> list[tuple[str, str]]:
    return [(line.what, line.who) for line in reversed(noting.lines())]


def test_the_audit_tells_of_links_tokens_and_deeds_and_of_no_secret(
    shop: MercadoLibreDouble, office: Office
) -> None:
    shop.add(a_claim())
    office.go()
    agreed("agree_refund")
    office.go()
    shop.access, shop.refresh = "another", "another"
    office.go()
    office.go()
    configured.remove("lamps", by="root")
    assert noted() == [
        ("connector linked", "root"),
        ("connector token renewed", "lamps"),
        ("done on platform", "ana"),
        ("connector refused", "lamps"),
        ("connector unlinked", "root"),
    ]
    page = desk_of(hire("root", "admin")).get("/audit?q=agree_refund").content.decode()
    assert "已在平台办理" in page
    assert CASE in page
    everything = "".join(f"{line.who} {line.on}" for line in noting.lines())
    for secret in ("very-secret-1", "TG-", "APP_USR", "4711"):
        assert secret not in everything


def test_what_the_platform_refused_is_in_the_audit_with_its_words(
    shop: MercadoLibreDouble, office: Office
) -> None:
    shop.add(a_claim(players=[]))
    office.go()
    agreed("agree_refund")
    office.go()
    (line,) = noting.lines(what="not done on platform")
    assert line.who == "ana"
    assert "cannot be done through the connector" in line.on
