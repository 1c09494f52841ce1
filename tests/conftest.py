"""What do all tests share? The choice of data base, the browser, and how the work is spread over two cores.

pytest                       everything, on SQLite
pytest --postgresql          only the tests marked `store`, on a real PostgreSQL
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from hejie.rulebook import Rulebook, load_rulebook
from tests import chromium, postgresql

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

# A shared, busy machine must not fail a property; the same examples each time make a failure one that can be repeated.
settings.register_profile(
    "hejie", deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("hejie")

WIDE_SCREEN: "ViewportSize" = {"width": 1440, "height": 900}
to_close = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that repeats the store's tests on the other data base."""
    parser.addoption(
        "--postgresql", action="store_true", help="run the tests marked `store` on a real PostgreSQL"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the data base before anything of the desk is imported, and never a real one of this machine."""
    config.addinivalue_line(
        "markers", "store: tried on SQLite and again on a real PostgreSQL (`pytest --postgresql`)"
    )
    config.addinivalue_line(
        "markers", "browser: looks at pages with Chromium; all of them run in one process"
    )
    config.stash[to_close] = stack = ExitStack()
    os.environ["HEJIE_HOME"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="hejie-tests-"))
    named = os.environ.pop("HEJIE_DATABASE_URL", "")
    if not config.getoption("--postgresql"):
        return
    if hasattr(config, "workerinput"):  # `named` is what the process that started this one runs
        url = postgresql.one_of_its_own(named, config.workerinput["workerid"])
    else:
        url = stack.enter_context(postgresql.running())
    os.environ["HEJIE_DATABASE_URL"] = url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove the folders of this run."""
    config.stash[to_close].close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep all browser tests in one process, and on PostgreSQL only what touches the store."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
    if config.getoption("--postgresql"):
        wanted = [item for item in items if item.get_closest_marker("store")]
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = wanted


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """Chromium without a window, with a Chinese font whatever this machine has."""
    with chromium.launched(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A fresh, signed-out page on a wide screen, as a Chinese agent has it."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=WIDE_SCREEN)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    """The rulebook as it is shipped, read once."""
    return load_rulebook()
