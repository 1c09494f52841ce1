"""Which desk do the browser tests and the screenshots look at? The one people start: one command, a sample shop."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HEJIE = [sys.executable, "-m", "hejie.desk.commands.root"]
# Buyers of the sample shop are written to around the clock: people work, and these tests run, at any hour.
AT_ANY_HOUR = "hours:\n  CN: {source: team.contact_habits, write: [0, 24], call: [9, 20]}\n"
STARTS_WITHIN = 60  # seconds, on a busy machine


@dataclass(frozen=True)
class Desk:
    """A desk that runs: where it is, and where its data lie."""

    address: str
    home: Path

    def number_of(self, where: str, *values: str) -> int:
        """The number of the first case for which an SQL condition holds."""
        with sqlite3.connect(f"file:{self.home}/hejie.sqlite3?mode=ro", uri=True) as store:
            found = store.execute(
                f"SELECT id FROM case_index WHERE {where} ORDER BY id LIMIT 1", values
            ).fetchone()
        assert found, f"the sample shop has no case with {where}"
        return int(found[0])


def fill(home: Path, *, complaints: int, other_shop: str = "") -> None:
    """Fill a data folder with the sample shop, and perhaps another one for which only the administrator works."""
    export = Path(__file__).resolve().parent.parent / "samples" / "taobao-refunds.csv"
    commands = [["demo", "--complaints", str(complaints)]]
    if other_shop:
        commands.append(["import-file", str(export), "--shop", other_shop])
    contact = home / "rules" / "team" / "contact.yaml"
    contact.parent.mkdir(parents=True)
    contact.write_text(AT_ANY_HOUR, encoding="utf-8")
    for command in commands:
        subprocess.run([*HEJIE, *command], env=_run(home), check=True, stdout=subprocess.DEVNULL)


@contextmanager
def opened(home: Path) -> Iterator[Desk]:
    """Serve the desk of a filled data folder."""
    with served(_run(home)) as address:
        yield Desk(address, home)


def _run(home: Path) -> dict[str, str]:
    run = {**os.environ, "HEJIE_HOME": str(home)}
    run.pop("HEJIE_DATABASE_URL", None)
    return run


def complain(page: "Page", claim: str = "missing_item", amount: str = "159.00") -> int:
    """Have Ana write down a complaint that came by telephone, and return the number of its case."""
    page.goto("/complaints/new")
    page.select_option("select[name=shop]", "taobao:灯笼小铺")
    page.select_option("select[name=claim]", claim)
    page.fill("input[name=amount]", amount)
    page.fill("input[name=buyer]", "陈先生")
    page.fill("textarea[name=text]", "电话里说:十天了,东西不对。")
    page.get_by_role("button", name="立案").click()
    page.wait_for_url("**/cases/*")
    return int(page.url.rsplit("/", 1)[1])


def offer(row: "Locator", because: str = "买家急用") -> None:
    """Have Ana offer a remedy, and say why where it costs notably more than the first choice."""
    why = row.locator("input[name=because][required]")
    if why.count():
        why.fill(because)
    row.get_by_role("button", name="已向买家提出").click()


def choose_language(page: "Page", name: str) -> None:
    """Choose a language of the menu by what its speakers call it."""
    page.locator(".tongue").click()
    page.locator("#languages").get_by_role("button", name=name).click()
    page.wait_for_load_state()


@contextmanager
def served(run: dict[str, str]) -> Iterator[str]:
    """Start the desk, wait until it answers, and stop it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([*HEJIE, "serve", "--port", str(port)], env=run, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the desk answers; it must not end before."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, "the desk stopped before it answered"
        try:
            with urlopen(f"{address}/sign-in"):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the desk did not answer within {STARTS_WITHIN} s")


def enter(page: "Page", name: str, kept: dict[str, Any] | None = None) -> None:
    """Sign somebody of the sample shop in; who came in before, and was not signed out, is let in by the same cookie.

    `kept` holds the cookies of one desk: a password is slow to check, and that is meant.
    """
    kept = {} if kept is None else kept
    page.context.add_cookies(kept.get(name, []))
    page.goto("/queue")
    if "/sign-in" not in page.url:
        return
    page.fill("#id_username", name)
    page.fill("#id_password", "hejie-demo")
    page.click("button.btn-primary")
    page.wait_for_url("**/queue*")
    kept[name] = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
