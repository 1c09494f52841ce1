"""Is everything ready before the first page is served, and is a port that is taken told so?"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hejie.casefile.entries import NoteWritten
from hejie.desk import places, serving
from hejie.desk.cases import store
from hejie.desk.imports import importing
from hejie.desk.models import CaseIndex, Entry, Import
from tests.desk.team import LAMPS, desk_of, hire, two_shops

HEJIE = [sys.executable, "-m", "hejie.desk.commands.root"]
STARTS_WITHIN = 120  # seconds, on a busy machine
ROWS = 1100  # of an import: it lands in three pieces, and the desk is told to end after the first


@pytest.mark.usefixtures("store_on")
def test_preparing_twice_is_preparing_once() -> None:
    serving.prepare()
    serving.prepare()
    assert (settings.LOCALE_PATHS[0] / "zh_Hans/LC_MESSAGES/django.mo").exists()


@pytest.mark.usefixtures("store_on")
def test_what_prepared_a_new_desk_signs_with_the_key_that_all_processes_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HEJIE_SECRET_KEY", raising=False)
    monkeypatch.setattr(settings, "SECRET_KEY", "for the moment")
    serving.prepare()
    assert (places.home() / "secret-key").read_text() == settings.SECRET_KEY


def test_a_port_that_is_taken_is_told_with_another_one_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serving.PortTaken, match=f"--port {port + 1}"):
            serving.check_port("127.0.0.1", port)


def test_an_address_that_is_not_of_this_machine_is_not_called_a_port_that_is_taken() -> None:
    with pytest.raises(serving.NotOurAddress, match="an address of this machine"):
        serving.check_port("nowhere.invalid", 8000)


def test_what_works_beside_the_pages_gives_way_to_them() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as beside:
        serving.give_way(beside.pid)
        assert os.getpriority(os.PRIO_PROCESS, beside.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        beside.communicate(b"\n")


def until(there: Callable[[], object]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + STARTS_WITHIN
    while not there():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@contextmanager
def desk_served(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The desk as people start it, on the store of this test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*HEJIE, "serve", "--port", str(port)],
        env={**os.environ, "HEJIE_HOME": str(home), "HEJIE_SECRET_KEY": settings.SECRET_KEY},
    )

    def answers() -> bool:
        assert process.poll() is None, "the desk stopped before it answered"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    try:
        until(answers)
        yield process, port
    finally:
        process.kill()
        process.wait()


def many_rows() -> SimpleUploadedFile:
    """An export of so many rows that it takes a while."""
    rows = [f"陈先生,26{number:010},18{number:010},{number}.00" for number in range(1, ROWS + 1)]
    return SimpleUploadedFile(
        "many.csv", "\n".join(["买家昵称,订单编号,退款编号,买家退款金额", *rows]).encode()
    )


def note_begun(port: int, client: Client, row: CaseIndex) -> tuple[socket.socket, bytes]:
    """A note on its way: the desk has begun to read it and waits for its last bytes, which are returned."""
    body = urlencode({"csrfmiddlewaretoken": "c" * 32, "text": "Chen called"}).encode()
    head = [
        f"POST /cases/{row.pk}/notes HTTP/1.1",
        "Host: localhost",
        f"Cookie: csrftoken={'c' * 32}; sessionid={client.cookies['sessionid'].value}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Expect: 100-continue",
    ]
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall("\r\n".join([*head, "", ""]).encode() + body[:9])
    assert b"100" in line.recv(1000)
    return line, body[9:]


@pytest.mark.store
@pytest.mark.usefixtures("store_on")
def test_told_to_end_the_desk_answers_who_came_and_leaves_no_work_undone_and_unclaimed(
    tmp_path: Path,
) -> None:
    lamps, _ = two_shops()
    ana = desk_of(hire("ana", "agent", LAMPS))
    row = importing.uploaded(many_rows(), hire("bo", "admin"))
    row.platform, row.shop_name, row.state = "taobao", "灯笼小铺", Import.State.QUEUED
    row.save()

    def is_under_way() -> bool:
        row.refresh_from_db()
        return row.state == Import.State.RUNNING and row.rows > 0

    with desk_served(tmp_path) as (process, port):
        until(is_under_way)
        line, rest = note_begun(port, ana, lamps)
        process.send_signal(signal.SIGTERM)
        line.sendall(rest)
        answer = line.makefile("rb").readline()
        assert process.wait() == 0
    assert b" 302 " in answer
    assert [note.text for note in store.load(lamps.case_id).all(NoteWritten)] == ["Chen called"]

    row.refresh_from_db()
    assert row.state in (Import.State.QUEUED, Import.State.DONE), row.trouble
    if taken := importing.take_next(timezone.now()):  # at once: nobody has to be taken for dead first
        importing.run(taken)
        row.refresh_from_db()
    assert (row.state, row.refused) == (Import.State.DONE, 0)
    assert CaseIndex.objects.count() == ROWS + 2
    assert Entry.objects.filter(kind="CaseOpened").count() == ROWS + 2
