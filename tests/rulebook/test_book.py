# ruff: noqa: E501 - a row of YAML is kept on one line
"""What can be asked of a rulebook as a whole?"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hejie.casefile.quantities import NaiveTime
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.book import fingerprint
from hejie.rulebook.mistakes import NoSuch
from tests.rulebook.conftest import SAMPLE, Write, told

REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


def test_the_same_facts_and_time_always_give_the_same_answers(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    again = load_rulebook(shipped=SAMPLE)
    assert sample.judge(facts, as_of=at) == again.judge(facts, as_of=at)
    assert sample.hash == again.hash == fingerprint(again.definitions)


def test_another_number_gives_another_hash(write: Write, sample: Rulebook) -> None:
    assert write("params: {taobao.late_cap: {values: {2024-05-06: {value: 1}}}}").hash != sample.hash


def test_a_time_without_zone_and_a_decision_nobody_takes_are_refused(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    with pytest.raises(NaiveTime):
        sample.judge(facts, as_of=at.replace(tzinfo=None))
    with pytest.raises(NoSuch, match="Did you mean 'liability'"):
        sample.explain(facts, as_of=at, decision="liabilty")
    with pytest.raises(NoSuch, match="parameter"):
        sample.parameter("taobao.nothing", on=date(2026, 1, 1))


def test_a_number_past_its_review_still_answers_and_the_answer_is_marked_stale(sample: Rulebook) -> None:
    facts, _ = told(sample, "four days after")
    answers = [
        sample.judge(facts, as_of=datetime(year, 6, 1, tzinfo=UTC))["liability"] for year in (2026, 2027)
    ]
    assert [(answer.outcome, answer.stale) for answer in answers] == [("seller", False), ("seller", True)]


def test_what_was_known_then_can_be_asked(write: Write) -> None:
    book = write(
        "params: {taobao.late_cap: {values: {2025-01-01: {value: 9999, source: taobao.handbook.2024, recorded: 2026-02-01}}}}\n"
        f"rules: [{{id: new, decides: refusable, gives: no, when: always, {REST}, effective: {{recorded: 2026-02-01}}}}]"
    )
    facts, at = told(book, "four days after")
    now, then = book.judge(facts, as_of=at), book.judge(facts, as_of=at, known_as_of=date(2026, 1, 31))
    assert (now["penalty"].amount, then["penalty"].amount) == (5000, 3000)
    assert (now["refusable"].outcome, then["refusable"].outcome) == ("no", None)
    assert book.known_on(date(2026, 1, 31)) is book.known_on(date(2026, 1, 31))


@pytest.mark.shows("P3")
def test_the_shipped_rules_load_and_their_worked_cases_come_out(shipped: Rulebook) -> None:
    assert len(shipped.read) >= 60
    assert len(shipped.definitions.facts) >= 30
    assert shipped.cases
    assert {"taobao", "pinduoduo", "aliexpress", "mercadolibre", "17zwd"} <= set(shipped.platforms)


def test_an_empty_overlay_changes_nothing(tmp_path: Path, sample: Rulebook) -> None:
    assert load_rulebook(tmp_path, shipped=SAMPLE).hash == sample.hash
