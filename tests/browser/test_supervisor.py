"""Can Bo approve what is beyond Ana's limit, and does each of them see only what is theirs to see?"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.shop import Desk, complain, offer

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]
POST = """async ([address, form]) => {
    const token = JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRFToken'];
    const headers = {'X-CSRFToken': token, 'HX-Request': 'true'};
    return (await fetch(address, {method: 'POST', body: new URLSearchParams(form), headers})).status;
}"""


def test_bo_approves_an_offer_beyond_the_limit_and_then_ana_may_make_it(sign_in: SignIn) -> None:
    ana, bo = sign_in("ana"), sign_in("bo")
    case = f"/cases/{complain(ana)}"
    asking = ana.get_by_role("button", name="申请审批").first
    remedy = asking.locator("xpath=ancestor::tr").locator("b").first.inner_text()
    asking.click()
    expect(ana.locator(".callout.orange")).to_contain_text("等待审批")
    expect(ana.get_by_role("button", name="批准")).to_have_count(0)

    bo.goto("/queue?view=approval")
    bo.locator(f"tr.case a[href='{case}']").click()
    bo.get_by_role("button", name="批准").click()
    expect(bo.locator(".callout.orange")).to_have_count(0)

    ana.reload()
    offer(ana.locator(".remedies tr.approved", has_text=remedy))
    expect(ana.locator(".callout.blue")).to_contain_text(remedy)


def test_ana_cannot_answer_her_own_question_by_asking_the_address_directly(sign_in: SignIn) -> None:
    page = sign_in("ana")
    number = complain(page)
    page.get_by_role("button", name="申请审批").first.click()
    expect(page.locator(".callout.orange")).to_be_visible()
    said = page.evaluate(POST, [f"/cases/{number}/approvals", {"granted": "yes"}])
    assert said == 422
    page.reload()
    expect(page.locator(".callout.orange")).to_be_visible()


def test_a_case_of_another_shop_does_not_exist_for_ana_and_does_for_the_administrator(
    sign_in: SignIn, desk: Desk
) -> None:
    ana, admin = sign_in("ana"), sign_in("admin")
    case = f"/cases/{desk.number_of('shop_key LIKE ?', '%:别家店')}"
    answer = ana.goto(case)
    assert answer
    assert answer.status == 404
    ana.goto("/queue?view=all&shop=taobao:别家店")
    expect(ana.locator("tr.case")).to_have_count(0)
    admin.goto(case)
    expect(admin.locator(".case-title")).to_be_visible()


def test_an_export_in_gb18030_lands_and_its_bad_cells_are_named(sign_in: SignIn, repository: Path) -> None:
    page = sign_in("bo")
    page.get_by_role("link", name="导入", exact=True).click()
    page.set_input_files("input[type=file]", repository / "tests" / "samples" / "broken-cells.csv")
    expect(page.locator(".lead")).to_contain_text("gb18030")
    expect(page.locator("select[aria-label='买家退款金额']")).to_have_value("amount")
    page.get_by_role("button", name="开始导入").click()
    expect(page.locator(".figures")).to_be_visible(timeout=60_000)
    bad = page.locator(".grid-table tbody tr")
    expect(bad.filter(has_text="八十九元")).to_contain_text("该行已导入，缺此项")
    expect(bad.filter(has_text="退款编号")).to_contain_text("整行未导入")
    expect(page.locator(".figures div").last).to_contain_text("行被拒")


def test_a_file_that_is_no_export_is_refused_with_a_reason_and_a_way_on(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("bo")
    odd = tmp_path / "旅行.csv"
    odd.write_text("城市,人口\n广州,1800\n", encoding="utf-8")
    page.goto("/imports")
    page.set_input_files("input[type=file]", odd)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("link", name="换一个文件")).to_be_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_bo_reads_the_wall_from_across_the_room_on_one_screen(sign_in: SignIn, size: tuple[int, int]) -> None:
    width, height = size
    bo = sign_in("bo", viewport={"width": width, "height": height})
    bo.goto("/wall")
    expect(bo.locator(".figure")).to_have_count(5)
    told = bo.evaluate(
        """() => ({
            cut: [...document.querySelectorAll('.wall section, .figure')]
                .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
                .length,
            page: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
            words: Math.min(...[...document.querySelectorAll('.figure span, .people td')]
                .map((one) => parseFloat(getComputedStyle(one).fontSize))),
            figures: parseFloat(getComputedStyle(document.querySelector('.figure b')).fontSize),
        })"""
    )

    assert told["cut"] == 0
    assert told["page"] == [width, height]
    assert told["words"] >= height / 36  # three metres before a 40-inch screen: letters of about a centimetre
    assert told["figures"] >= height / 8
