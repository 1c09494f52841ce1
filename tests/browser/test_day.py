"""Does the desk keep up with a day: promises, corrections, many cases at once, words to search for, the wall?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.shop import complain

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]
NAMELESS = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a, summary')]
    .filter((one) => one.checkVisibility() && !(one.innerText || '').trim() && !one.ariaLabel && !one.title
        && !(one.labels && one.labels.length)).map((one) => one.outerHTML.slice(0, 120))"""


def test_ana_promises_keeps_and_takes_a_wrong_word_back(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page, "quality")
    page.locator(".record > summary").click()
    page.get_by_text("对买家的承诺").click()
    page.fill("input[name=promise]", "明早回电")
    page.fill("input[name=due_at]", "2099-01-01T09:00")
    page.locator(".record details[open] button").click()
    expect(page.locator(".callout.orange")).to_contain_text("明早回电")
    page.get_by_role("button", name="已兑现").click()
    expect(page.locator(".callout.orange")).to_have_count(0)
    line = page.locator(".story li", has_text="已兑现承诺")
    line.hover()
    line.locator(".fix").click()
    page.fill(".story input[name=because]", "还没打通")
    page.get_by_role("button", name="撤回", exact=True).click()
    expect(page.locator(".story li.taken-back")).to_contain_text("已兑现承诺")
    expect(page.locator(".callout.orange")).to_contain_text("明早回电")


def test_a_move_that_cannot_follow_is_not_offered(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page, "quality")
    page.locator(".record > summary").click()
    page.get_by_text("改阶段或轮到谁").click()
    offered = page.locator("select[name=stage] option").all_inner_texts()
    assert "已结案" not in offered
    assert "协商中" in offered


def test_bo_gives_two_cases_to_ana_after_a_look_and_the_list_shows_it(sign_in: SignIn) -> None:
    page = sign_in("bo")
    for at in (0, 1):
        page.locator("td.c-pick input").nth(at).check()
    expect(page.locator("[data-picked]")).to_contain_text("2")
    page.select_option("#give select", "ana")
    page.locator("#give button").click()
    expect(page.locator(".given h1")).to_contain_text("交给 ana")
    page.locator(".given .btn-primary").click()
    expect(page.get_by_role("status")).to_contain_text("已交给 ana")


def test_what_ana_does_appears_in_bo_s_list_by_itself_and_each_sees_the_other(sign_in: SignIn) -> None:
    bo, ana = sign_in("bo"), sign_in("ana")
    bo.goto("/queue?view=all&q=陈先生")
    before = bo.locator("tr.case").count()
    number = complain(ana, "quality")
    expect(bo.locator("tr.case")).to_have_count(before + 1, timeout=15_000)
    bo.goto(f"/cases/{number}")
    expect(bo.locator(".others")).to_contain_text("ana 正在看这个案子")


def test_a_view_with_its_words_is_kept_under_a_name(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page)
    page.goto("/queue?view=all")
    page.fill("#q", "陈先")
    expect(page.locator("tr.case").first).to_contain_text("陈先生")
    page.locator(".save-view summary").click()
    page.fill(".save-view input[name=name]", "陈先生的案子")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="陈先生的案子").click()
    expect(page.locator("#q")).to_have_value("陈先")


def test_the_wall_is_for_those_who_lead_and_everything_on_each_page_has_a_name(sign_in: SignIn) -> None:
    bo, ana = sign_in("bo"), sign_in("ana")
    expect(ana.get_by_role("link", name="看板")).to_have_count(0)
    bo.get_by_role("link", name="看板").click()
    expect(bo.locator(".wall")).to_contain_text("每小时进出")
    assert bo.evaluate(NAMELESS) == []
    complain(ana)
    assert ana.evaluate(NAMELESS) == []
    ana.goto("/queue")
    assert ana.evaluate(NAMELESS) == []
    ana.keyboard.press("Tab")
    outline = ana.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline != "0px"
