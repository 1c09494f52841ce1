"""Can everybody use the desk: by keyboard, with a screen reader, on a telephone, in the light and in the dark?"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from hejie.desk import places
from tests.browser.shop import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]
TELEPHONE = {"width": 390, "height": 844}
PAGES = (
    "/queue", "/queue?view=next", "/queue?view=all", "/queue?view=closed", "/queue?q=zzzz",
    "/cases/1", "/cases/1/pack", "/cases/1/recovery", "/cases/999999",
    "/imports", "/complaints/new", "/wall", "/staffing", "/habits", "/habits/acceptance",
    "/insights", "/insights?part=causes", "/insights?part=carriers", "/insights?part=goods", "/insights?part=agents",
    "/insights/mine", "/care", "/care/customers", "/drills",
    "/account", "/account/second-factor", "/people", "/people/ana", "/audit", "/tokens", "/webhooks",
)  # fmt: skip
GRAVE = ("critical", "serious")
# One row of a list is like the other, and the checker takes its time over each.
LOOK = """async () => {
  const found = await axe.run({exclude: ["tr.case:nth-of-type(n+9)"]}, {resultTypes: ["violations"]});
  const where = (nodes) => nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
  return found.violations.map((one) => [one.impact, one.id, where(one.nodes)]);
}"""
FOCUS = """() => {
  const at = document.activeElement, drawn = getComputedStyle(at);
  const seen = drawn.outlineStyle !== "none" || drawn.boxShadow !== "none" || at.closest(".search") !== null;
  return {tag: at.tagName, seen, html: at.outerHTML.slice(0, 120)};
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker, as npm brings it; it is put into the page past the page's own policy."""
    return (places.FRONT_END / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def wearing(page: "Page", desk: Desk, language: str, theme: str) -> None:
    """Show the pages in a language and in the light or in the dark."""
    cookies = {"hejie-language": language, "hejie-theme": theme}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": desk.address} for name, value in cookies.items()]
    )


def violations(page: "Page", axe: str) -> Iterator[str]:
    """What the checker finds grave on the page as it is now."""
    page.evaluate(axe)
    found: list[list[Any]] = page.evaluate(LOOK)
    yield from (f"{page.url}: {rule} at {where}" for impact, rule, where in found if impact in GRAVE)


@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("pt-br", "dark")])
def test_no_page_keeps_anybody_out(sign_in: SignIn, desk: Desk, axe: str, language: str, theme: str) -> None:
    page = sign_in("admin")
    wearing(page, desk, language, theme)
    found: list[str] = []
    for address in PAGES:
        page.goto(address)
        found += violations(page, axe)
    page.goto("/queue?view=all")
    page.locator("tr.case").nth(2).click()
    page.wait_for_selector("#case .case-file")
    found += violations(page, axe)
    for opener in (".tongue", ".ask-keys"):
        page.locator(opener).click()
        found += violations(page, axe)
        page.keyboard.press("Escape")
    page.context.clear_cookies(name="sessionid")
    wearing(page, desk, language, theme)
    page.goto("/sign-in")
    found += violations(page, axe)

    assert found == []


@pytest.mark.parametrize(
    "address", ["/queue?view=all", "/cases/1", "/cases/1/pack", "/wall", "/imports", "/account"]
)
def test_on_a_telephone_nothing_lies_beside_the_page(
    sign_in: SignIn, desk: Desk, axe: str, address: str
) -> None:
    page = sign_in("bo", viewport=TELEPHONE)
    wearing(page, desk, "es", "light")
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    assert list(violations(page, axe)) == []


def test_every_place_that_the_tab_key_reaches_can_be_seen_and_is_named(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.goto("/cases/1")
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here["tag"] == "BODY":
            break
        assert here["seen"], f"the focus cannot be seen on {here['html']}"


def test_the_first_tab_leads_past_the_rail_to_the_work(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "work"


def test_the_question_mark_lists_the_keys_and_escape_puts_the_list_away(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("#help dt kbd", has_text="j")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_enter_leads_the_keyboard_into_the_case_and_escape_back_to_its_row(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.goto("/queue?view=all")
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#case")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#case') !== null")
    page.keyboard.press("Escape")  # leaves the button,
    page.keyboard.press("Escape")  # closes the case
    expect(page.locator("#case .case-file")).to_have_count(0)
    expect(page.locator("tr.case").nth(1)).to_be_focused()


def test_a_search_that_finds_nothing_says_so_where_it_is_seen(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.goto("/queue?q=zzzz")
    said = page.locator("#rows .nothing")

    expect(said).to_be_in_viewport(ratio=1)
    assert said.bounding_box()["width"] > 500  # type: ignore[index]


def test_a_queue_of_1280_pixels_shows_what_each_case_is_about(sign_in: SignIn) -> None:
    page = sign_in("ana", viewport={"width": 1280, "height": 800})
    page.goto("/queue?view=all")

    assert page.locator("td.c-case").first.bounding_box()["width"] > 180  # type: ignore[index]
    assert page.locator("tr.case").nth(18).bounding_box()["y"] < 800  # type: ignore[index]
