"""Every rule of wording proves itself on the drafts it brings."""

from pathlib import Path

import pytest

from hejie.language import lint
from hejie.language.lint import Draft
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.wordings import Wording, load_wordings

WORDINGS = load_wordings()
DRAFTS = [
    pytest.param(
        wording, language, draft, bad, id=f"{wording.id}-{language}-{'bad' if bad else 'good'}-{place}"
    )
    for wording in WORDINGS
    for bad, drafts in ((True, wording.bad), (False, wording.good))
    for language, listed in drafts.items()
    for place, draft in enumerate(listed)
]


@pytest.mark.parametrize(("wording", "language", "draft", "bad"), DRAFTS)
def test_a_rule_finds_its_bad_drafts_and_leaves_its_good_ones(
    wording: Wording, language: str, draft: str, bad: bool
) -> None:
    platform, situation = (wording.platforms or [""])[0], (wording.situations or [""])[0]
    slots = dict.fromkeys(wording.given, "here")
    findings = lint(Draft(draft, language, slots, platform, situation), [wording])
    assert any(finding.rule == wording.id for finding in findings) == bad


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.id)
def test_a_rule_says_why_and_what_to_say_instead_in_every_language_it_reads(wording: Wording) -> None:
    assert set(wording.why) == {"zh-CN", "en"}
    languages = set(wording.says) - {"any"}
    assert languages <= set(wording.rewrite)
    assert languages <= set(wording.bad)
    assert languages <= set(wording.good)


def test_a_team_softens_a_rule_or_ends_it_by_its_id(tmp_path: Path) -> None:
    row = "{id: tone.blame, category: blame, severity: off, source: M5"
    row += ", why: {}, says: {}, rewrite: {}, bad: {}, good: {}}"
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "team.yaml").write_text(f"wordings:\n  - {row}\n", encoding="utf-8")
    assert {wording.id for wording in WORDINGS} - {wording.id for wording in load_wordings(tmp_path)} == {
        "tone.blame"
    }


def test_a_rule_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "team.yaml").write_text(
        "wordings:\n  - id: x\n    severity: loud\n", encoding="utf-8"
    )
    with pytest.raises(RuleFileMistake, match=r"wording/team\.yaml:2"):
        load_wordings(tmp_path)
