"""Can a day's work be done without a mouse, and in how few keys?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.shop import complain

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]


def press(page: "Page", *keys: str) -> None:
    """Press one key after another."""
    for key in keys:
        page.keyboard.press(key)


def test_ana_settles_a_missing_item_in_a_dozen_keys(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page)
    press(page, "2", "Enter")  # no, the packaging was not intact
    expect(page.locator(".verdict-line")).to_contain_text("已判定")
    press(page, "r", "Control+Enter")
    expect(page.locator(".story")).to_contain_text("已回复买家")
    expect(page.locator("#case")).to_be_focused()
    press(page, "o", "Enter")
    expect(page.locator(".callout.blue")).to_be_visible()
    press(page, "a", "Enter")
    steps = page.locator(".callout.green li button")
    expect(steps.first).to_be_visible()
    while left := steps.count():
        press(page, "a", "Enter")
        expect(steps).to_have_count(left - 1)
    press(page, "z")
    expect(page.locator("select[name=outcome]")).to_be_focused()


def test_bo_reaches_what_waits_for_approval_and_grants_it_without_a_mouse(sign_in: SignIn) -> None:
    ana, bo = sign_in("ana"), sign_in("bo")
    number = complain(ana, "quality", amount="888.00")
    ana.locator("button[title=超出您的权限]").first.click()
    expect(ana.locator(".callout.orange", has_text="等待审批")).to_be_visible()
    press(bo, "g", "a")
    bo.wait_for_url("**/queue?view=approval")
    bo.goto(f"/cases/{number}")
    press(bo, "a", "Enter")
    expect(bo.locator(".story")).to_contain_text("审批通过")


def test_escape_leaves_what_is_written_and_the_case_where_they_are(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.goto("/queue?view=all")
    press(page, "j", "Enter")
    expect(page.locator("#case")).to_be_focused()
    press(page, "r")
    page.keyboard.type("说了一半")
    press(page, "Escape")
    assert "说了一半" in page.locator("#answer").input_value()
    press(page, "i")
    page.keyboard.type("备注")
    press(page, "Escape")
    expect(page.locator("#case details.pop[open]")).to_have_count(0)
    expect(page.locator("#case .case-file")).to_have_count(1)
