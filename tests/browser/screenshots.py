"""What does the desk look like? Takes the pictures of the documentation anew.

python -m tests.browser.screenshots docs/screenshots
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests import chromium
from tests.browser.shop import Desk, choose_language, enter, fill, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
Look = Callable[["Page", Desk], None]


def queue(page: "Page", desk: Desk) -> None:
    """What is due, the most urgent first."""
    page.goto("/queue")


def beside(page: "Page", desk: Desk) -> None:
    """A case beside the list."""
    page.goto("/queue")
    page.locator("tr.case").nth(3).click()
    page.wait_for_selector("#case .case-file")


def case(page: "Page", desk: Desk) -> None:
    """The missing item whose weights are known and whose parcel was, perhaps, opened on the way."""
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.goto(f"/cases/{desk.number_of('claim = ? AND asks = ?', 'missing_item', 'pkg_intact')}")


def columns(page: "Page", desk: Desk) -> None:
    """What an export is taken for."""
    page.goto("/imports")
    page.set_input_files("input[type=file]", SAMPLES / "broken-cells.csv")
    page.wait_for_selector(".grid-table")


def imported(page: "Page", desk: Desk) -> None:
    """What became of it, with the cells that could not be read."""
    columns(page, desk)
    page.fill("input[name=shop]", "灯笼小铺")
    page.get_by_role("button", name="开始导入").click()
    page.wait_for_selector(".figures")


def english_dark(page: "Page", desk: Desk) -> None:
    """The same desk in English and dark."""
    page.goto("/queue")
    choose_language(page, "English")
    page.click("button[name=theme]")
    beside(page, desk)


PICTURES: tuple[tuple[str, str, Look], ...] = (
    ("queue", "ana", queue),
    ("case-beside-list", "ana", beside),
    ("case", "ana", case),
    ("import-columns", "bo", columns),
    ("import-result", "bo", imported),
    ("english-dark", "bo", english_dark),
)


def take(folder: Path) -> None:
    """Take all pictures into a folder."""
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as fonts,
        ExitStack() as open_ones,
    ):
        fill(Path(home), complaints=300)
        desk = open_ones.enter_context(opened(Path(home)))
        browser = open_ones.enter_context(chromium.launched(Path(fonts)))
        for name, person, look in PICTURES:
            picture(browser, desk, person, look).screenshot(path=folder / f"{name}.png")
            print(folder / f"{name}.png")


def picture(browser: "Browser", desk: Desk, person: str, look: Look) -> "Page":
    """Give a page on which a person looks at something."""
    page = browser.new_page(
        base_url=desk.address,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1440, "height": 900},
    )
    enter(page, person)
    look(page, desk)
    page.wait_for_load_state("networkidle")
    return page


if __name__ == "__main__":
    take(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
