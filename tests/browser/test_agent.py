"""Can Ana do her day's work on the desk: find a case, learn what is missing, answer, offer, and close it?"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.shop import Desk, choose_language, complain, offer

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]
MISSING = (
    "claim = 'missing_item' AND platform = 'taobao' AND shop_key NOT LIKE '%别家店' AND asks = 'pkg_intact'"
)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def test_what_is_due_is_listed_the_most_urgent_first_and_the_keyboard_opens_it_beside_the_list(
    sign_in: SignIn,
) -> None:
    page = sign_in("ana")
    due = page.locator("tr.case time").evaluate_all("all => all.map(one => one.dataset.due)")
    assert len(due) > 5
    assert due == sorted(due)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    chosen = page.locator("tr.case.chosen .c-case a").inner_text()
    expect(page.locator("#case h1")).to_have_text(chosen)
    page.keyboard.press("Escape")
    expect(page.locator("#case .case-file")).to_have_count(0)


def test_a_case_is_found_by_its_after_sales_id_in_whatever_view(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page)
    number = page.locator(".case-line dd.num").nth(1).inner_text()
    page.goto("/queue?view=closed")
    page.fill("#q", number)
    expect(page.locator("tr.case")).to_have_count(1)


@pytest.mark.shows("P3")
def test_ana_settles_a_missing_item_from_the_asked_fact_to_the_lesson(sign_in: SignIn, desk: Desk) -> None:
    page = sign_in("ana")
    page.goto(f"/cases/{desk.number_of(MISSING)}")
    expect(page.locator("#ask")).to_contain_text("签收时外包装完好")
    expect(page.locator(".verdict")).to_contain_text("待定")

    page.locator("#ask .answer", has_text="否").click()
    expect(page.locator(".verdict-line")).to_contain_text("承运商")
    expect(page.locator(".verdict-line")).to_contain_text("已判定")
    expect(page.locator(".verdict .source").first).to_contain_text("二手来源")

    page.locator("[data-copy]").click()
    answer = page.locator("#answer").input_value()
    assert "chen" in answer
    assert page.evaluate("navigator.clipboard.readText()") == answer
    page.get_by_role("button", name="我已发送").click()
    expect(page.locator(".story")).to_contain_text("已回复买家")

    offer(page.locator(".remedies tbody tr", has=page.locator("b", has_text="补发")).first)
    expect(page.locator(".callout.blue")).to_contain_text("补发")
    page.get_by_role("button", name="接受").click()
    to_do = page.locator(".callout.green li button")
    expect(to_do.first).to_be_visible()
    while left := to_do.count():
        to_do.first.click()
        expect(to_do).to_have_count(left - 1)

    page.locator("details.pop.end summary").click()
    page.select_option("select[name=outcome]", "reshipped")
    page.fill("input[name=cause]", "快递途中开箱")
    page.fill("input[name=lesson]", "易碎件加封口贴并拍照")
    page.get_by_role("button", name="确认结案").click()
    expect(page.locator(".case-title")).to_contain_text("已结案")
    expect(page.locator(".story")).to_contain_text("教训：易碎件加封口贴并拍照")


def test_a_case_does_not_close_while_a_step_is_owed_and_the_page_says_so(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page)
    offer(page.locator(".remedies tbody tr:not(.refused)").first)
    page.get_by_role("button", name="接受").click()
    expect(page.locator(".callout.green li").first).to_be_visible()
    page.locator("details.pop.end summary").click()
    page.select_option("select[name=outcome]", "refunded_full")
    page.fill("input[name=cause]", "仓库爆单")
    page.fill("input[name=lesson]", "大促前备货")
    page.get_by_role("button", name="确认结案").click()
    expect(page.get_by_role("alert")).to_contain_text("还有未办完的事")
    expect(page.locator(".case-title")).not_to_contain_text("已结案")


def test_a_note_and_a_stated_fact_stand_in_the_story_at_once(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page, "quality")
    page.locator("details.pop", has_text="备注").locator("summary").click()
    page.fill("textarea[name=text] >> visible=true >> nth=0", "<b>仓库</b>在查")
    page.get_by_role("button", name="保存备注").click()
    expect(page.locator(".story blockquote").first).to_have_text("<b>仓库</b>在查")

    page.select_option(".state-a-fact select", "photo_given")
    page.select_option(".fact-form select[name=value]", "true")
    page.locator(".fact-form").get_by_role("button", name="记录").click()
    expect(page.locator(".fact-list").first).to_contain_text("是")
    expect(page.locator(".told")).to_contain_text("已记录")


def test_a_picture_becomes_evidence_and_a_page_dressed_up_as_one_is_refused(
    sign_in: SignIn, desk: Desk, tmp_path: Path
) -> None:
    page = sign_in("ana")
    complain(page)
    picture, fake = tmp_path / "外箱.png", tmp_path / "fake.png"
    picture.write_bytes(DOT)
    fake.write_bytes(b"<html><script>alert(1)</script></html>")
    page.set_input_files(".upload-any input[type=file]", picture)
    expect(page.locator(".files")).to_contain_text("外箱.png")
    with page.expect_popup() as popup:
        page.locator(".files a").first.click()
    assert popup.value.url.startswith(f"{desk.address}/cases/")
    page.set_input_files(".upload-any input[type=file]", fake)
    expect(page.get_by_role("alert")).to_contain_text("没有收下 fake.png")
    expect(page.locator(".files li")).to_have_count(1)


def test_a_complaint_by_hand_becomes_a_case_like_any_other(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page, "not_received", "59.90")
    expect(page.locator(".case-title")).to_contain_text("未收到货")
    expect(page.locator(".verdict-line")).to_be_visible()
    expect(page.locator(".story")).to_contain_text("电话里说:十天了,东西不对。")


def test_the_desk_speaks_english_when_asked_to_and_remembers_it(sign_in: SignIn) -> None:
    page = sign_in("ana")
    expect(page.locator(".bar h1")).to_contain_text("待处理")
    choose_language(page, "English")
    expect(page.locator(".bar h1")).to_contain_text("To handle")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict h2")).to_contain_text("Liability")
    choose_language(page, "中文")
    expect(page.locator(".bar h1")).to_contain_text("待处理")


@pytest.mark.shows("C8")
def test_ana_s_answer_to_an_exercise_is_kept_and_bo_sees_what_to_coach(sign_in: SignIn) -> None:
    ana, bo = sign_in("ana"), sign_in("bo")
    ana.goto("/drills")
    ana.get_by_role("link", name="练习").first.click()
    ana.select_option("select[name=liable]", "buyer")
    ana.get_by_role("button", name="答复", exact=True).click()
    expect(ana.get_by_role("status")).to_contain_text("%")
    ana.goto("/drills")
    expect(ana.locator("section", has_text="我的答题记录").locator("tbody tr").first).to_contain_text("%")
    bo.goto("/drills")
    expect(bo.locator("section", has_text="团队各场景成绩").locator("tbody")).to_contain_text("ana")
