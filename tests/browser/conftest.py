"""What do the browser tests look at? The desk as people start it, each person in a window of their own."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.shop import Desk, enter, fill, opened
from tests.conftest import WIDE_SCREEN

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the sample shop, filled once; every desk is opened on a copy."""
    home = tmp_path_factory.mktemp("first-day") / "home"
    fill(home, complaints=48, other_shop="别家店")
    return home


@pytest.fixture(scope="session")
def desk(first_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample shop, served on a free port."""
    with opened(Path(copytree(first_day, tmp_path_factory.mktemp("desk") / "home"))) as desk:
        yield desk


@pytest.fixture(scope="session")
def who_came_in() -> dict[str, dict[str, Any]]:
    """By the address of a desk and a name: the cookie of whoever signed in there."""
    return defaultdict(dict)


@pytest.fixture
def sign_in(
    browser: "Browser", desk: Desk, who_came_in: dict[str, dict[str, Any]]
) -> Iterator[Callable[..., "Page"]]:
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
        enter(page, name, who_came_in[desk.address])
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert not [said for said in complaints if "Content Security Policy" in said or "Error:" in said], (
        complaints
    )
