"""Can Ana send her answer through the platform from the page, and see what came of it, in a real browser?"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.shop import HEJIE, Desk, enter, served
from tests.conftest import WIDE_SCREEN
from tests.desk.connectors.double import SELLER, MercadoLibreDouble, a_claim, playing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KEYS = "client_id=4711\nclient_secret=very-secret-1\nrefresh_token=TG-first\n"
WORDS = "Olá! Já estamos verificando o que aconteceu com a sua luminária."


@pytest.fixture
def linked(first_day: Path, tmp_path: Path) -> Iterator[tuple[Desk, MercadoLibreDouble]]:
    """The sample desk, with a connector to a double of the platform that holds one claim."""
    double = MercadoLibreDouble()
    with playing(double):
        double.add(a_claim())
        keys = tmp_path / "keys"
        keys.touch(0o600)
        keys.write_text(KEYS)
        home = Path(copytree(first_day, tmp_path / "desk"))
        run = {**os.environ, "HEJIE_HOME": str(home), "HEJIE_WEBHOOKS_TO_PRIVATE": "1"}
        run.pop("HEJIE_DATABASE_URL", None)
        words = ["connector", "add", "mercadolibre", "lamps", "--shop", "mercadolibre:lamps", "--acts"]
        words += [
            "--account",
            str(SELLER),
            "--variant",
            "local",
            "--keys",
            str(keys),
            "--address",
            double.url,
        ]
        for command in (words, ["connector", "run", "lamps"]):
            subprocess.run([*HEJIE, *command], env=run, check=True, stdout=subprocess.DEVNULL)
        with served(run) as address:
            yield Desk(address, home), double


@pytest.mark.shows("M8")
def test_an_answer_goes_out_by_a_key_and_the_page_tells_that_it_is_there(
    browser: "Browser", linked: tuple[Desk, MercadoLibreDouble]
) -> None:
    desk, double = linked
    context = browser.new_context(locale="zh-CN", base_url=desk.address, viewport=WIDE_SCREEN)
    page = context.new_page()
    enter(page, "admin")
    page.goto(f"/cases/{desk.number_of('shop_key = ?', 'mercadolibre:lamps')}")
    page.fill("#answer", WORDS)
    expect(page.locator("#send-answer")).to_contain_text("发送到 美客多")
    expect(page.locator("#send-answer")).to_be_enabled()
    page.press("#answer", "Control+Enter")
    expect(page.locator("#sending")).to_contain_text("已在平台发出")
    assert [one["message"] for one in double.told("actions/send-message")] == [WORDS]
    expect(page.locator("#send-answer")).to_be_enabled()
    double.fail("actions/send-message", "500")
    page.fill("#answer", f"{WORDS} Obrigado.")
    page.locator("#send-answer").click()
    expect(page.locator("#sending")).to_contain_text("不知道平台收到了没有")
    page.get_by_role("button", name="再发一次").click()
    expect(page.locator("#sending")).to_contain_text("已在平台发出")
    context.close()
