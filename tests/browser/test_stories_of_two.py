"""What happens when two people reach for one thing, and when nobody is there and the hour comes?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.shop import Desk, complain
from tests.browser.test_stories import remedy, states

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignIn = Callable[..., "Page"]
WAITS = "claim = 'stalled' AND due_clock = 'mercadolibre.answer' AND assignee = ''"
BOTH = """async (calls) => {
    const token = JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRFToken'];
    const headers = {'X-CSRFToken': token, 'HX-Request': 'true'};
    const asked = calls.map(([at, form]) => fetch(at, {method: 'POST', body: new URLSearchParams(form), headers}));
    return (await Promise.all(asked)).map((answer) => answer.status);
}"""


def planned(page: "Page") -> None:
    """Wait until the worker has planned something for whoever looks."""
    page.goto("/queue?view=next")
    for _ in range(60):
        if page.locator("tr.case").count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("the worker planned nothing")


@pytest.mark.shows("V7")
def test_ana_and_bo_press_for_the_next_case_and_get_two_different_ones(sign_in: SignIn) -> None:
    ana, bo = sign_in("ana"), sign_in("bo")
    for page in (ana, bo):
        planned(page)
    expect(ana.locator("tr.case .why-now").first).not_to_be_empty()
    ana.keyboard.press("n")
    bo.locator("[data-next]").click()
    got = []
    for page, name in ((ana, "ana"), (bo, "bo")):
        expect(page.locator("#case .case-file")).to_be_visible()
        expect(page.locator("#case .case-line")).to_contain_text(name)
        got.append(page.locator("#case .case-file").get_attribute("data-case"))
    assert got[0] != got[1]


@pytest.mark.shows("C9")
def test_an_approval_that_two_answer_is_answered_once(sign_in: SignIn) -> None:
    ana, bo, admin = sign_in("ana"), sign_in("bo"), sign_in("admin")
    number = complain(ana, "quality", "300.00")
    remedy(ana, "仅退款").get_by_role("button", name="申请审批").click()
    expect(ana.locator(".callout.orange", has_text="等待审批")).to_be_visible()
    for page in (bo, admin):
        page.goto(f"/cases/{number}")
    bo.get_by_role("button", name="批准").click()
    expect(bo.locator(".callout.orange", has_text="等待审批")).to_have_count(0)
    admin.get_by_role("button", name="批准").click()
    expect(admin.get_by_role("alert")).to_be_visible()
    assert admin.locator(".story").inner_text().count("审批通过") <= 1


@pytest.mark.shows("C9")
def test_two_windows_of_ana_cannot_spend_her_day_twice(sign_in: SignIn) -> None:
    """Ana may grant 500 a day: of seven refunds of 95 at the same moment no more than five pass."""
    ana = sign_in("ana")
    calls = [[f"/cases/{complain(ana, 'quality', '95.00')}/offers", {"remedy": "refund"}] for _ in range(7)]
    answers = ana.evaluate(BOTH, calls)
    assert set(answers) == {200, 422}
    assert 95 * answers.count(200) <= 500


@pytest.mark.shows("T9", "C9")
def test_a_safe_default_that_bo_switched_on_is_planned_by_the_clock_and_ticked_off_by_ana(
    sign_in: SignIn, desk: Desk
) -> None:
    ana, bo, admin = sign_in("ana"), sign_in("bo"), sign_in("admin")
    number = desk.number_of(WAITS)
    ana.goto(f"/cases/{number}")
    soon = datetime.now(ZoneInfo("America/Sao_Paulo")) + timedelta(
        hours=5
    )  # times are typed in the zone of the shop
    states(ana, number, platform_due_at=f"{soon:%Y-%m-%dT%H:%M}")
    expect(ana.locator(".errand")).to_have_count(0)

    switch(bo, on=True)
    confirm(admin)  # what may be done alone is widened by two, never by one
    for _ in range(60):  # the worker looks every few seconds
        ana.goto(f"/cases/{number}")
        if ana.locator(".errand").count():
            break
        ana.wait_for_timeout(1000)
    errand = ana.locator(".errand")
    expect(errand).to_contain_text("要去平台办理")
    expect(ana.locator(".story")).to_contain_text("bo")
    assert "mercadolivre.com.br/vendas/" in str(errand.get_by_role("link").get_attribute("href"))
    ana.goto("/queue?view=errands")
    expect(ana.locator(f"tr.case[data-row='{number}']")).to_contain_text("待办")
    ana.goto(f"/cases/{number}")
    errand.locator("input[name=proof]").fill("已延长收货")
    errand.get_by_role("button", name="完成").click()
    expect(errand).to_have_count(0)
    expect(ana.locator(".story")).to_contain_text("已延长收货")
    switch(bo, on=False)


def confirm(admin: "Page") -> None:
    """The administrator confirms what waits for a second person, if anything does."""
    admin.goto("/habits")
    waiting = admin.locator(".callout.waits a").first
    if waiting.count():
        waiting.click()
        admin.locator("button[name=granted][value=yes]").click()
        admin.wait_for_url("**/habits")


def switch(bo: "Page", *, on: bool) -> None:
    """Bo switches the order that extends in time on or off, in her own name."""
    bo.goto("/habits")
    box = bo.locator("input[name='extend_in_time.on']")
    box.set_checked(on)
    bo.locator("form:has(input[name='extend_in_time.on'])").get_by_role("button").last.click()
    bo.locator("input[name=why]").fill("大促人手紧" if on else "高峰过了")
    bo.locator("form:has(input[name=why])").get_by_role("button").first.click()
    bo.wait_for_url("**/habits")
