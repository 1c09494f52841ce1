"""How do folders become one rulebook, and overlays change it by id?"""

from pathlib import Path

import pytest

from hejie.rulebook import load_rulebook
from hejie.rulebook.loading import merged, read_folders
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.reading import read_text
from tests.rulebook.conftest import SAMPLE, Write


def overlay(root: Path, text: str, name: str = "params.yaml") -> Path:
    (root / "platforms" / "taobao").mkdir(parents=True, exist_ok=True)
    (root / "platforms" / "taobao" / name).write_text(text, encoding="utf-8")
    return root


def test_an_overlay_changes_one_field_and_leaves_the_rest(tmp_path: Path) -> None:
    over = overlay(
        tmp_path,
        "params: {taobao.late_cap: {values: {2026-03-01: {value: 5000, source: taobao.handbook.2024}}}}",
    )
    cap = load_rulebook(over, shipped=SAMPLE).definitions.params["taobao.late_cap"]
    assert [(str(value.since), value.value) for value in cap.values] == [
        ("2024-05-06", 3000),
        ("2026-03-01", 5000),
    ]
    assert cap.label["en"] == "most that is paid"


def test_an_overlay_switches_a_rule_off_by_its_id(write: Write) -> None:
    book = write("rules: [{id: taobao.late.unscanned, enabled: false}]")
    assert "taobao.late.unscanned" not in book.read
    assert "taobao.late.scanned" in book.read


def test_the_same_id_twice_in_one_folder_is_refused_and_both_places_are_told(tmp_path: Path) -> None:
    overlay(tmp_path, "facts: {shipped: {type: bool}}", "facts.yaml")
    overlay(tmp_path, "facts: {shipped: {type: bool}}", "params.yaml")
    with pytest.raises(
        RuleFileMistake, match=r"params.yaml:1: 'shipped' is already defined at .*facts.yaml:1"
    ):
        read_folders([SAMPLE, tmp_path])


def test_a_new_platform_folder_needs_its_head(tmp_path: Path) -> None:
    (tmp_path / "platforms" / "shopee" / "rules").mkdir(parents=True)
    (tmp_path / "platforms" / "shopee" / "rules" / "a.yaml").write_text("rules: []")
    with pytest.raises(RuleFileMistake, match="head file is missing"):
        read_folders([SAMPLE, tmp_path])


@pytest.mark.shows("P9")
def test_a_new_platform_is_a_folder_of_data_and_guards_its_own_rules(tmp_path: Path) -> None:
    place = tmp_path / "platforms" / "shopee"
    (place / "rules").mkdir(parents=True)
    (place / "platform.yaml").write_text(
        "name: {zh-CN: 虾皮, en: Shopee}\nzone: Asia/Singapore\ncurrency: USD"
    )
    (place / "rules" / "a.yaml").write_text(
        "rules: [{id: shopee.x, decides: liability, gives: seller, when: shipped, source: taobao.handbook.2024, "
        "says: {zh-CN: 甲, en: a}}]"
    )
    book = load_rulebook(tmp_path, shipped=SAMPLE)
    assert book.definitions.facts["platform"].values["shopee"] == {"zh-CN": "虾皮", "en": "Shopee"}
    now = 29_000_000
    here = book.judge_values({"platform": "shopee", "shipped": True}, now)["liability"]
    there = book.judge_values({"platform": "taobao", "shipped": True}, now)["liability"]
    assert here.outcome == "seller"
    assert there.outcome is None


def test_merging_is_deep_for_mappings_and_whole_for_lists() -> None:
    under, over = read_text("a: {x: 1, y: 2}\nb: [1, 2]", "u"), read_text("a: {y: 3}\nb: [9]", "o")
    assert merged(under, over) == {"a": {"x": 1, "y": 3}, "b": [9]}


def test_rules_that_lie_where_nothing_reads_them_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("rules: []\n")

    with pytest.raises(RuleFileMistake, match="team/rules"):
        read_folders([SAMPLE, tmp_path])
