"""Can Bo read what the shop's cases teach and have a cause mended, and can Ana practise and tell a buyer in time?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]
SHOP = "taobao:灯笼小铺"


@pytest.mark.shows("V1", "V5", "V6")
def test_bo_reads_the_digest_copies_it_and_compares_carriers(sign_in: SignIn) -> None:
    page = sign_in("bo")
    page.get_by_role("link", name="复盘与预防").click()
    page.goto(f"/insights?shop={SHOP}")
    expect(page.get_by_role("link", name="快递")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="复制").first.click()
    expect(page.get_by_role("button", name="已复制").first).to_be_visible()
    assert "新来" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("link", name="快递").click()
    lane = page.locator(".lane").first
    expect(lane.locator("svg.span-line").first).to_be_visible()
    expect(lane).to_contain_text("把握")
    page.get_by_role("link", name="供货与批次").click()
    expect(page.locator(".insights")).to_contain_text("售出件数")


@pytest.mark.shows("T1")
def test_ana_sends_what_is_due_once(sign_in: SignIn) -> None:
    page = sign_in("ana")
    page.get_by_role("link", name="关怀").click()
    page.goto(f"/care?shop={SHOP}")
    letters = page.locator(".letter")
    many = letters.count()
    assert many
    name = letters.first.locator("b").inner_text()
    text = letters.first.locator("textarea").input_value()
    assert name in text
    letters.first.get_by_role("button", name="已发送").click()
    expect(page.get_by_role("status")).to_contain_text("已记为发送")
    expect(page.locator(".letter textarea").filter(has_text=text)).to_have_count(0)
