"""How are the non-rule files of a platform folder read, and what does a mistake in them say?"""

from pathlib import Path

import pytest

from hejie.rulebook.folders import read_carrier_lists, read_claim_kinds, read_platforms
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from tests.rulebook.corner import HEAD, corner


def test_a_folder_with_nothing_but_its_head_is_a_platform(tmp_path: Path) -> None:
    platform = read_platforms([corner(tmp_path)])["corner"]
    assert (platform.meta.name["en"], platform.meta.currencies, platform.evidence) == ("Corner", ("CNY",), {})


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
