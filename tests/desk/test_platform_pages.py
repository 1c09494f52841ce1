"""Do the pages about the rules say what the rule files say?"""

from pathlib import Path

from hejie.desk.platform_pages import pages, write
from hejie.rulebook import Rulebook


def test_the_pages_in_the_docs_are_fresh(rules: Rulebook, repository: Path) -> None:
    stale = [
        name
        for name, text in pages(rules).items()
        if (repository / "docs" / "platforms" / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "write them again: python -m hejie.desk.platform_pages docs/platforms"


def test_a_rule_stands_with_its_sentence_number_source_grade_and_date(rules: Rulebook) -> None:
    page = pages(rules)["taobao.md"]
    (line,) = [line for line in page.splitlines() if line.startswith("- `taobao.late.cost`")]
    assert "most paid for late shipping CNY 30.00" in line
    assert "2024-05-06, superseded suspected" in line


def test_every_rule_clock_and_number_of_a_folder_stands_on_its_page(rules: Rulebook) -> None:
    page = pages(rules)["mercadolibre.md"]
    defined = rules.definitions
    clauses = [
        rule.id.removesuffix(f".{rule.decides}")
        for rule in defined.rules.values()
        if rule.folder == "platform/mercadolibre"
    ]
    clocks = [clock.id for clock in defined.clocks.values() if clock.folder == "platform/mercadolibre"]
    assert [name for name in (*clauses, *clocks) if f"`{name}`" not in page] == []


def test_an_assumed_start_is_told_from_a_stated_one(rules: Rulebook) -> None:
    page = pages(rules)["taobao.md"]
    assert "| 48 h | 2020-01-01 (assumed: the source is undated) |" in page
    assert "| 10 day | 2024-05-09 |" in page


def test_writing_again_changes_nothing(rules: Rulebook, tmp_path: Path) -> None:
    assert write(rules, tmp_path)
    assert write(rules, tmp_path) == ()
