"""Can the rules be asked from a terminal, by people and by programs?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hejie.desk.cases import store
from hejie.desk.commands.rules import rules
from tests.desk.cast import late
from tests.rulebook.conftest import SAMPLE


@pytest.fixture(autouse=True)
def _sample_is_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask a small rulebook instead of the shipped one, so that these tests stay quick."""
    from hejie.desk.commands import rules as rules_commands  # patched where it is used

    load = rules_commands.load_rulebook
    monkeypatch.setattr(
        rules_commands, "load_rulebook", lambda *over, shipped=SAMPLE: load(*over, shipped=shipped)
    )


def run(*words: str) -> Result:
    return CliRunner().invoke(rules, list(words))


@pytest.mark.shows("C1")
def test_lint_prints_findings_for_people_and_for_programs() -> None:
    plain, data = run("lint", "--on", "2026-11-24"), run("lint", "--on", "2026-11-24", "--json", "--notes")
    assert plain.exit_code == 0
    assert "0 errors" in plain.output
    assert any(item["check"] == "gap" for item in json.loads(data.output))


def test_worked_cases_that_come_out_end_well_and_others_do_not(tmp_path: Path) -> None:
    good = run("test")
    assert good.exit_code == 0
    assert "3 of 3 worked cases" in good.output
    (tmp_path / "platforms" / "taobao" / "cases").mkdir(parents=True)
    (tmp_path / "platforms" / "taobao" / "facts.yaml").write_text("facts: {}")
    (tmp_path / "platforms" / "taobao" / "cases" / "x.yaml").write_text(
        "cases: [{name: Wrong on purpose, at: 2026-01-10 09:00, facts: {claim: quality}, expect: {liability: buyer}}]"
    )
    bad = run("test", "--overlay", str(tmp_path))
    assert bad.exit_code == 1
    assert "Wrong on purpose" in bad.output


def test_mutation_fails_below_its_bar() -> None:
    result = run("mutate", "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["missed"]


def test_a_difference_is_told_on_every_level(tmp_path: Path) -> None:
    (tmp_path / "platforms" / "taobao").mkdir(parents=True)
    (tmp_path / "platforms" / "taobao" / "params.yaml").write_text(
        "params: {taobao.late_cap: {values: {2024-05-06: {value: 5000}}}}"
    )
    result = run("diff", "shipped", str(tmp_path), "--on", "2026-03-01")
    assert "number    taobao.late_cap from 2024-05-06: 3000 -> 5000" in result.output
    assert "1 cases  penalty: 3000 -> 5000" in result.output
    assert json.loads(run("diff", "shipped", "shipped", "--json").output)["impact"] == []


def test_a_what_if_counts_cases_and_refuses_what_it_does_not_know() -> None:
    assert "penalty: 3000 -> 1" in run("what-if", "taobao.late_cap=1", "--on", "2026-03-01").output
    wrong = run("what-if", "taobao.late_cp=1")
    assert wrong.exit_code == 1
    assert "Did you mean 'taobao.late_cap'" in wrong.output


@pytest.mark.store
@pytest.mark.usefixtures("store_on")
def test_a_difference_and_a_what_if_are_counted_over_the_cases_of_this_desk(tmp_path: Path) -> None:
    """Three cases of Chen wait in the store; shipped within three days is late once two are allowed."""
    kept = [late(number, number) for number in (1, 3, 5)]
    assert store.open_many(kept) == 3
    tried = run("what-if", "taobao.ship_limit=48", "--stored", "--on", "2026-03-01")
    assert tried.exit_code == 0
    assert "1 cases  liability: pending: no rule -> seller  taobao late_shipment  12900 CNY" in tried.output
    (tmp_path / "platforms" / "taobao").mkdir(parents=True)
    (tmp_path / "platforms" / "taobao" / "params.yaml").write_text(
        "params: {taobao.ship_limit: {values: {2024-05-06: {value: 24}}}}"
    )
    words = ("diff", "shipped", str(tmp_path), "--stored", "--on", "2026-03-01", "--json")
    changed = [row for row in json.loads(run(*words).output)["impact"] if row["decision"] == "liability"]
    assert [(row["after"], row["cases"], row["money"]) for row in changed] == [("seller", 1, {"CNY": 12900})]


def test_a_case_is_explained_and_its_questions_are_told() -> None:
    assert "责任方：卖家。" in run("explain", "four days after").output
    assert json.loads(run("explain", "four days after", "--json").output)["values"] == ["seller"]
    assert "Ask the carrier about “" in run("ask", "Nobody knows when", "--language", "en").output
    assert run("ask", "Nobody knows when").output.startswith("可向物流公司询问")
    assert "[ship_scan_at, " in run("ask", "Nobody knows when").output
    assert "Nothing more" in run("ask", "four days after", "--language", "en").output
    assert run("explain", "no such story").exit_code == 1


def test_the_rules_are_written_as_sql() -> None:
    assert run("export-sql", "--dialect", "sqlite").output.startswith("-- Hejie rulebook")


def test_a_case_file_without_a_case_is_told_so(tmp_path: Path) -> None:
    empty = tmp_path / "mine.yaml"
    empty.write_text("")
    result = run("explain", str(empty))

    assert result.exit_code == 1
    assert "the file has no case" in result.output
