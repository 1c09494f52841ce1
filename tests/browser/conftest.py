"""What do the browser tests look at? The desk as people start it, each person in a window of their own."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.shop import Desk, enter, opened
from tests.conftest import WIDE_SCREEN

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample shop, served on a free port."""
    with opened(tmp_path_factory.mktemp("desk"), complaints=30, other_shop="别家店") as desk:
        yield desk


@pytest.fixture
def sign_in(browser: "Browser", desk: Desk) -> Iterator[Callable[..., "Page"]]:
    """Sign somebody of the cast in, in a browser window of their own; nothing may be refused by the page's policy."""
    contexts, complaints = [], []

    def open_for(name: str, **settings: object) -> "Page":
        context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            base_url=desk.address,
            **{"viewport": WIDE_SCREEN, **settings},
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk.address)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        enter(page, name)
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert not [said for said in complaints if "Content Security Policy" in said or "Error:" in said], (
        complaints
    )
