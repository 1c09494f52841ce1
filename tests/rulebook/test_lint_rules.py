"""Every rule of wording proves itself on the drafts it brings."""

from pathlib import Path

import pytest

from hejie.language import lint
from hejie.rulebook.lint_rules import LintRule, load_lint_rules
from hejie.rulebook.mistakes import RuleFileMistake

RULES = load_lint_rules()
DRAFTS = [
    pytest.param(rule, language, draft, bad, id=f"{rule.id}-{language}-{'bad' if bad else 'good'}-{place}")
    for rule in RULES
    for bad, drafts in ((True, rule.bad), (False, rule.good))
    for language, listed in drafts.items()
    for place, draft in enumerate(listed)
]


@pytest.mark.parametrize(("rule", "language", "draft", "bad"), DRAFTS)
def test_a_rule_finds_its_bad_drafts_and_leaves_its_good_ones(
    rule: LintRule, language: str, draft: str, bad: bool
) -> None:
    platform, situation = (rule.platforms or [""])[0], (rule.situations or [""])[0]
    findings = lint(draft, [rule], language=language, slots={}, platform=platform, situation=situation)
    assert any(finding.rule == rule.id for finding in findings) == bad


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_and_what_to_say_instead_in_every_language_it_reads(rule: LintRule) -> None:
    assert set(rule.why) == {"zh-CN", "en"}
    languages = set(rule.says) - {"any"}
    assert languages <= set(rule.rewrite)
    assert languages <= set(rule.bad)
    assert languages <= set(rule.good)


def test_a_team_softens_a_rule_or_ends_it_by_its_id(tmp_path: Path) -> None:
    row = "{id: tone.blame, category: blame, severity: off, source: M5"
    row += ", why: {}, says: {}, rewrite: {}, bad: {}, good: {}}"
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "team.yaml").write_text(f"rules:\n  - {row}\n", encoding="utf-8")
    assert {rule.id for rule in RULES} - {rule.id for rule in load_lint_rules(tmp_path)} == {"tone.blame"}


def test_a_rule_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint" / "team.yaml").write_text("rules:\n  - id: x\n    severity: loud\n", encoding="utf-8")
    with pytest.raises(RuleFileMistake, match=r"lint/team\.yaml:2"):
        load_lint_rules(tmp_path)
