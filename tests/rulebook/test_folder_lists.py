"""How do a platform's lists take from the shared catalogue, and how do they change it?"""

from pathlib import Path

from hejie.rulebook.folders import read_platforms
from hejie.rulebook.loading import SHIPPED
from tests.rulebook.corner import corner


def test_a_short_list_of_ids_takes_exhibits_from_the_shared_catalogue(tmp_path: Path) -> None:
    root = corner(tmp_path, evidence="claims: {missing_item: [chat, {exhibit: route, required: false}]}")
    chat, route = read_platforms([SHIPPED, root])["corner"].evidence["missing_item"]
    assert chat.exhibit.title["en"] == "The whole conversation"
    assert (chat.required, route.required) == (True, False)


def test_a_platform_changes_a_shared_remedy_by_naming_it_again(tmp_path: Path) -> None:
    own = "remedies: {coupon: {label: {en: Voucher}}}\nclaims: {stalled: [coupon]}"
    (coupon,) = read_platforms([SHIPPED, corner(tmp_path, remedies=own)])["corner"].remedies["stalled"]
    assert (coupon.label["en"], coupon.label["zh-CN"], coupon.limit) == (
        "Voucher",
        "店铺优惠券",
        "coupon_limit",
    )


def test_a_claim_may_change_the_terms_of_a_remedy_for_itself_alone(tmp_path: Path) -> None:
    own = "claims: {stalled: [{remedy: refund, terms: {zh-CN: 当天, en: The same day}}], damaged: [refund]}"
    remedies = read_platforms([SHIPPED, corner(tmp_path, remedies=own)])["corner"].remedies
    assert (remedies["stalled"][0].terms["en"], remedies["damaged"][0].terms) == ("The same day", {})
