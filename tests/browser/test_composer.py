"""Can Ana choose a script by its Chinese words for a buyer who writes Portuguese, without the mouse?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.shop import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

PORTUGUESE = "is_open AND platform = 'mercadolibre' AND language LIKE 'pt%'"


def test_two_chinese_characters_and_enter_put_portuguese_words_in_the_answer_and_chinese_beside_it(
    sign_in: Callable[..., "Page"], desk: Desk
) -> None:
    page = sign_in("ana")
    page.goto(f"/cases/{desk.number_of(PORTUGUESE)}")
    answer, drafted = page.locator("#answer"), page.locator("#answer").input_value()
    expect(page.locator("#beside p")).to_contain_text("您好")
    page.keyboard.press("s")
    expect(page.locator("#script-words")).to_be_focused()
    expect(page.locator("#script-list [role=option]").first).to_be_visible()
    page.keyboard.type("补发")
    chosen = page.locator("#script-list [aria-selected=true]")
    expect(chosen).to_contain_text("补发")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#script-2")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    name, text = chosen.get_attribute("data-script"), chosen.get_attribute("data-text")
    beside = chosen.get_attribute("data-beside")
    page.keyboard.press("Enter")
    expect(page.locator("#scripts")).to_be_hidden()
    expect(answer).to_have_value(text)
    expect(answer).to_be_focused()
    expect(page.locator("#script-name")).to_have_text(name)
    expect(page.locator("#beside p")).to_have_text(beside.strip())
    page.keyboard.press("Control+z")
    expect(answer).to_have_value(drafted)


def test_the_keys_list_tells_how_to_choose_a_script_and_escape_leaves_it(
    sign_in: Callable[..., "Page"], desk: Desk
) -> None:
    page = sign_in("ana")
    page.goto(f"/cases/{desk.number_of(PORTUGUESE)}")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_contain_text("为回复选话术")
    page.keyboard.press("Escape")
    page.locator("#answer").focus()
    page.keyboard.press("Control+k")
    expect(page.locator("#script-words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#scripts")).to_be_hidden()


def test_ana_says_that_a_complaint_is_about_something_else(
    sign_in: Callable[..., "Page"], desk: Desk
) -> None:
    page = sign_in("ana")
    page.goto(f"/cases/{desk.number_of('is_open AND claim = ?', 'missing_item')}")
    page.locator("#matter summary").click()
    page.select_option("#matter select", "quality")
    page.locator("#matter button").click()
    expect(page.locator(".case-title > .pill").first).to_have_text("质量问题")
