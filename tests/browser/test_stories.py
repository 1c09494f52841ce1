"""Do the stories of the sources happen in the browser: who offers what, who moves first, who keeps a promise?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.shop import complain, offer
from tests.browser.test_supervisor import POST

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SignIn = Callable[..., "Page"]


def states(page: "Page", number: int, **facts: str) -> None:
    """Somebody states facts, each the way the form does."""
    for name, value in facts.items():
        assert page.evaluate(POST, [f"/cases/{number}/facts", {"name": name, "value": value}]) == 200, name
    page.goto(f"/cases/{number}")


def remedy(page: "Page", name: str) -> "Locator":
    """The row of a remedy."""
    return page.locator(".remedies tbody tr").filter(has=page.locator("b", has_text=name)).first


def offers(page: "Page", name: str, answer: str) -> None:
    """Ana offers a remedy, and the buyer answers."""
    offer(remedy(page, name))
    waiting = page.locator(".callout.blue")
    expect(waiting).to_contain_text(name)
    waiting.get_by_role("button", name=answer).click()
    expect(waiting).to_have_count(0)


@pytest.mark.shows("M7")
def test_two_offers_without_having_asked_are_flagged_and_bo_takes_the_case_over_in_the_open(
    sign_in: SignIn,
) -> None:
    ana, bo = sign_in("ana"), sign_in("bo")
    number = complain(ana, "not_as_described", "128.00")
    ana.get_by_role("button", name="接手").click()
    for name in ("部分退款", "换货"):
        offers(ana, name, "拒绝")
    flagged = ana.locator("#moved-up")
    expect(flagged).to_contain_text("换人先问")
    expect(flagged).to_contain_text("team.another_voice")

    bo.goto(f"/cases/{number}")
    assert bo.evaluate(POST, [f"/cases/{number}/messages", {"text": "您好", "language": "zh-CN"}]) == 422
    bo.get_by_role("button", name="从 ana 手上接过来").click()
    expect(bo.locator(".story")).to_contain_text("原由 ana 处理")
    assert bo.evaluate(POST, [f"/cases/{number}/messages", {"text": "您好", "language": "zh-CN"}]) == 200


@pytest.mark.shows("M8")
def test_half_the_price_is_carried_out_step_by_step_and_nobody_moves_first_on_trust(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page, "not_as_described", "128.00")
    offers(page, "部分退款", "接受")
    steps = page.locator(".callout.green li")
    expect(steps.first).to_be_visible()
    said = [steps.nth(place).inner_text() for place in range(steps.count())]
    pays, confirms = (
        next(n for n, one in enumerate(said) if word in one) for word in ("在平台同意", "余款结给卖家")
    )
    assert pays < confirms  # the platform pays before the buyer confirms, and holds the money until then
    to_do = steps.get_by_role("button")
    while left := to_do.count():
        to_do.first.click()
        expect(to_do).to_have_count(left - 1)
    expect(page.locator(".story")).to_contain_text("完成步骤")


@pytest.mark.shows("C5")
def test_a_small_coupon_for_a_second_try_is_offered_within_anas_limit_and_refused_by_right_the_steps_go_on(
    sign_in: SignIn,
) -> None:
    page = sign_in("ana")
    number = complain(page, "cod_refused", "89.00")
    states(
        page,
        number,
        payment_mode="cod",
        order_state="shipped",
        refusal="true_refusal",
        refusal_reason="price",
    )
    coupon = remedy(page, "再次派送小额券")
    expect(coupon).to_have_class("free")
    offers(page, "再次派送小额券", "拒绝")
    expect(page.locator(".remedies")).to_contain_text("取消")
    expect(page.locator("#answer")).not_to_have_value("")


@pytest.mark.shows("C9")
def test_a_large_case_moves_up_by_itself_and_an_offer_beyond_the_limit_waits_for_bo(sign_in: SignIn) -> None:
    page = sign_in("ana")
    number = complain(page, "quality", "900.00")
    expect(page.locator("#moved-up")).to_contain_text("金额超过一线权限")
    remedy(page, "仅退款").get_by_role("button", name="申请审批").click()
    expect(page.locator(".callout.orange", has_text="等待审批")).to_be_visible()
    page.goto("/queue?view=escalated")
    expect(page.locator(f"tr.case a[href='/cases/{number}']")).to_be_visible()


@pytest.mark.shows("T6")
def test_a_wrong_item_is_paid_by_its_difference_exchanged_or_taken_back_and_what_is_not_ours_is_explained(
    sign_in: SignIn,
) -> None:
    page = sign_in("ana")
    number = complain(page, "wrong_item", "128.00")
    states(page, number, photo_given="true", photo_is_ours="true", price_difference="23.00")
    difference = remedy(page, "退差价")
    expect(difference.locator("td").nth(1)).to_have_text("¥23.00")
    expect(difference).to_have_class("free")
    expect(remedy(page, "换货")).to_be_visible()
    expect(remedy(page, "仅退款").or_(remedy(page, "退货退款")).first).to_contain_text("之前已花")

    number = complain(page, "wrong_item", "128.00")
    states(page, number, photo_given="true", photo_is_ours="false")
    expect(remedy(page, "解释")).to_be_visible()


@pytest.mark.shows("T7")
def test_a_small_sum_is_paid_back_at_once_for_a_quarrel_costs_more(sign_in: SignIn) -> None:
    page = sign_in("ana")
    complain(page, "quality", "8.00")
    first = page.locator(".remedies tbody tr").first
    expect(first).to_contain_text("仅退款")
    expect(first).to_contain_text("首选")
    expect(first).to_have_class("free")


@pytest.mark.shows("P4", "P5")
def test_the_plan_fits_the_judgment_and_what_was_promised_is_followed_until_it_is_kept(
    sign_in: SignIn,
) -> None:
    page = sign_in("ana")
    number = complain(page, "missing_item", "59.00")
    states(page, number, pkg_intact="false")
    expect(page.locator(".verdict-line")).to_contain_text("承运商")
    expect(remedy(page, "补发")).to_have_class("free")
    answer = page.locator("#answer").input_value()
    assert any(word in answer for word in ("回话", "回复您", "告诉您", "进度", "跟进", "尽快")), answer
    said = {"promise": "明天中午前给补发单号", "due_at": "2099-01-02T12:00"}
    assert page.evaluate(POST, [f"/cases/{number}/promises", said]) == 200
    page.reload()
    promised = page.locator(".callout", has_text="明天中午前给补发单号")
    expect(promised).to_be_visible()
    promised.get_by_role("button", name="已兑现").click()
    expect(promised).to_have_count(0)
    expect(page.locator(".story")).to_contain_text("已兑现承诺")
