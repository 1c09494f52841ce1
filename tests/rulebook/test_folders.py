"""How are the non-rule files of a platform folder read, and what does a mistake in them say?"""

from pathlib import Path

import pytest

from hejie.casefile.facts import known, unknown
from hejie.casefile.quantities import Moment
from hejie.rulebook.folders import read_carrier_lists, read_claim_kinds, read_platforms
from hejie.rulebook.handbook import circumstances, holds
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from tests.cast import NOON

HEAD = """
name: {zh-CN: 小店, en: Corner}
maturity: draft
maturity_note: {zh-CN: 起步, en: A start}
zone: Asia/Shanghai
country: CN
currency: CNY
languages: [zh-CN]
"""


def corner(root: Path, **files: str) -> Path:
    """Write a platform called corner under a root and return the root."""
    place = root / "platforms" / "corner"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in ({"platform": HEAD} | files).items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def test_a_folder_with_nothing_but_its_head_is_a_platform(tmp_path: Path) -> None:
    platform = read_platforms([corner(tmp_path)])["corner"]
    assert (platform.meta.name["en"], platform.meta.currencies, platform.evidence) == ("Corner", ("CNY",), {})


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


def test_a_shop_lays_its_own_list_over_the_shipped_one(tmp_path: Path) -> None:
    place = tmp_path / "platforms" / "taobao"
    place.mkdir(parents=True)
    (place / "evidence.yaml").write_text("claims: {stalled: [chat]}", encoding="utf-8")
    taobao = read_platforms([SHIPPED, tmp_path])["taobao"]
    assert [need.exhibit.id for need in taobao.evidence["stalled"]] == ["chat"]
    assert len(taobao.evidence["missing_item"]) > 1


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("evidence", "claims: {missing_item: [chats]}", "no exhibit is called 'chats'. Did you mean 'chat'?"),
        ("evidence", "claims: {mising_item: [chat]}", "Did you mean 'missing_item'?"),
        (
            "evidence",
            "claims: {stalled: [{exhibit: chat, neded: true}]}",
            "the field 'neded' is not read here",
        ),
        ("remedies", "claims: {stalled: [refnd]}", "no remedy is called 'refnd'. Did you mean 'refund'?"),
        ("remedies", "remedies: {refund: {costs: [gold]}}\nclaims: {stalled: [refund]}", "'part' is 'gold'"),
        (
            "remedies",
            "remedies: {refund: {wants: [joy]}}\nclaims: {stalled: [refund]}",
            "no wish is called 'joy'",
        ),
        (
            "statuses",
            "statuses: {'1': {stage: begun, turn: seller, label: {zh-CN: 一, en: one}}}",
            "'stage' is 'begun'",
        ),
        ("statuses", "statuses: {'1': open}", "the status '1' has no meaning"),
        (
            "statuses",
            "statuses: {'1': {stage: evidence, turn: seller, outcome: withdrawn, label: {zh-CN: 一, en: one}}}",
            "an open case has no outcome yet",
        ),
        ("statuses", "claims: {'7': lost_in_space}", "'7' is 'lost_in_space'"),
        (
            "platform",
            HEAD.replace("draft", "perfect"),
            "'maturity' is 'perfect'. Use one of: draft, used, verified.",
        ),
        ("platform", HEAD.replace(", en: Corner", ""), "'name' has no sentence in en"),
    ],
)
def test_a_mistake_names_the_file_and_says_what_to_write_instead(
    name: str, text: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(RuleFileMistake) as mistake:
        read_platforms([SHIPPED, corner(tmp_path, **{name: text})])
    assert says in str(mistake.value)
    assert f"{name}.yaml:" in str(mistake.value)


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"signed_by": "self", "presale": False}, True),
        ({"signed_by": "proxy"}, False),
        ({"signed_by": "self"}, None),
        ({"presale": True}, False),
        ({}, None),
    ],
)
def test_circumstances_hold_fail_or_stay_open(
    values: dict[str, str | bool | None], answer: bool | None
) -> None:
    assert holds({"signed_by": ("self", "locker"), "presale": ("false",)}, values) is answer


def test_nothing_asked_always_holds() -> None:
    assert holds({}, {}) is True


def test_of_a_time_one_can_ask_only_whether_there_is_one() -> None:
    told = circumstances(
        {"returned_at": known("returned_at", Moment(NOON)), "signed_at": unknown("signed_at")}, {}
    )
    assert told == {"returned_at": "known"}


@pytest.mark.shows("P8", "M6")
def test_every_claim_has_its_promotion_category_and_its_cause() -> None:
    kinds = read_claim_kinds([SHIPPED])
    assert len({category for kind in kinds.values() for category in kind.categories}) == 6
    assert kinds["late_shipment"].cause == "broken_promise"


def test_what_a_carrier_wants_to_see_is_listed_from_the_outside_to_the_inside():
    listed = [needed.exhibit.id for needed in read_carrier_lists([SHIPPED])["damaged"]]
    assert listed[:3] == ["outer_photo", "outer_damage_photo", "inner_damage_photo"]


def test_evidence_that_cannot_be_changed_once_sent_says_so_and_until_when_it_is_taken():
    evidence = read_platforms([SHIPPED])["mercadolibre"].meta.uploads[0]
    assert (evidence.once, evidence.until) == (True, "platform_stepped_in")
