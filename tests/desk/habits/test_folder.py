"""Do a team's files become a folder as a whole, and can no file lie where none belongs?"""

from pathlib import Path

import pytest
from django.conf import settings

from hejie.desk.habits import folder
from hejie.desk.habits.mistakes import NoSuchFile
from hejie.rulebook.mistakes import RuleFileMistake

LIMIT = "params:\n  team.refund.agent.cny: {values: {2026-11-01: 2000}}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        *("../settings.py", "team/../../x.yaml", "/etc/passwd", "team/x.py", "team/.hidden.yaml", ""),
        *("decisions.yaml", "team/x.yaml\n", "team/rules/a/b.yaml", "scripts/zh-CN/x.md", "platforms/x.yaml"),
        *("team/rules/A.yaml", "team\\x.yaml", "facts/x.yaml"),
    ],
)
def test_a_file_that_no_overlay_has_is_not_kept(name: str) -> None:
    with pytest.raises(NoSuchFile):
        folder.edited({}, {name: "x: 1"})


@pytest.mark.parametrize(
    "name",
    [
        *("team/dispatch.yaml", "team/rules/own.yaml", "platforms/taobao/params.yaml", "wording/tone.yaml"),
        *(
            "platforms/17zwd/rules/own.yaml",
            "scripts/phrases.yaml",
            "scripts/pt-BR/missing_item/offer.first.md",
        ),
    ],
)
def test_habits_platforms_scripts_and_wordings_may_be_laid_over(name: str) -> None:
    assert folder.edited({}, {name: "x: 1"}) == {name: "x: 1\n"}


def test_what_we_ship_can_be_laid_over_under_its_own_name() -> None:
    names = folder.shipped()
    assert "team/dispatch.yaml" in names
    assert len(names) > 50
    assert "standing_orders" in folder.shipped_text("team/dispatch.yaml")
    assert folder.shipped_text("team/rules/own.yaml") == ""


def test_an_empty_file_is_removed_and_line_ends_are_one_kind() -> None:
    files = folder.edited({"team/a.yaml": "a: 1\n", "team/b.yaml": "b: 1\n"}, {"team/a.yaml": "  \r\n"})
    assert files == {"team/b.yaml": "b: 1\n"}
    assert folder.edited({}, {"team/a.yaml": "a:\r\n  1\r\n\r\n"}) == {"team/a.yaml": "a:\n  1\n"}
    with pytest.raises(NoSuchFile):
        folder.edited({}, {"team/a.yaml": "x" * (folder.MOST_LETTERS + 1)})


def test_the_same_files_lie_in_one_folder_and_others_in_another(home: Path) -> None:
    first = folder.laid_out({"team/params.yaml": LIMIT})
    assert (first / "team" / "params.yaml").read_text(encoding="utf-8") == LIMIT
    assert folder.laid_out({"team/params.yaml": LIMIT}) == first
    assert folder.laid_out({"team/params.yaml": LIMIT + "# more\n"}) != first
    assert not list((home / "habits").glob(".*"))


def test_the_pages_lie_over_what_was_written_by_hand(home: Path) -> None:
    by_hand = home / "rules" / "team" / "params.yaml"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text(LIMIT.replace("2000", "3000"), encoding="utf-8")
    only_hand = folder.book_of({}).definitions.params["team.refund.agent.cny"]
    both = folder.book_of({"team/params.yaml": LIMIT}).definitions.params["team.refund.agent.cny"]
    assert [param.values[-1].value for param in (only_hand, both)] == [3000, 2000]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("team/params.yaml", "params:\n  team.nobody.knows: {values: {2026-11-01: 1}}\n"),
        ("team/dispatch.yaml", "standing_orders: {agree_small: {on: true}}\n"),
        ("scripts/zh-CN/missing_item/offer.md", "no header\n"),
        ("team/contact.yaml", "hours: {CN: {write: [22, 8]}}\n"),
    ],
)
def test_a_mistake_shows_now_also_in_what_is_read_late(name: str, text: str) -> None:
    with pytest.raises(RuleFileMistake):
        folder.book_of({name: text})
