"""Can Ana read why?"""

import pytest

from hejie.rulebook import Rulebook
from tests.rulebook.conftest import told


@pytest.mark.shows("C1", "C2")
def test_a_decided_case_is_told_in_both_languages_with_source_and_facts(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    explanation = sample.explain(facts, as_of=at)
    chinese, english = (explanation.sentences(language) for language in ("zh-CN", "en"))
    assert chinese[0] == "责任方：卖家。"
    assert english[0] == "Who is liable: the seller."
    assert "perhaps superseded" in english[1]
    assert "可能已失效" in chinese[1]
    assert "2026-01-05 09:00" in english[2]


def test_an_open_case_is_told_with_what_is_missing_and_whom_to_ask(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    english = sample.explain(facts, as_of=at).sentences("en")
    assert english[0] == "Who is liable: not certain yet; it may be the seller."
    assert any(line.startswith("Missing: first scan by the carrier") for line in english)
    assert any(line.startswith("Ask the carrier") for line in english)


def test_money_is_written_in_its_currency_and_nothing_is_claimed_where_no_rule_speaks(
    sample: Rulebook,
) -> None:
    facts, at = told(sample, "four days after")
    assert (
        sample.explain(facts, as_of=at, decision="penalty").sentences("zh-CN")[0]
        == "平台处罚或赔付金额：¥30.00。"
    )
    assert sample.explain(facts, as_of=at, decision="entitlement").sentences("en") == (
        "What the buyer is due by law or platform rule: no rule speaks to this yet.",
    )


def test_what_only_might_have_applied_does_not_bury_the_reason(shipped: Rulebook) -> None:
    facts, at = told(shipped, "A virtual product that did not come")
    explanation = shipped.explain(facts, as_of=at)

    assert explanation.beaten
    assert len(explanation.sentences("zh-CN")) == 3
    assert "未注明日期" in explanation.sentences("zh-CN")[1]


def test_a_rule_that_would_have_applied_is_told(shipped: Rulebook) -> None:
    facts, at = told(shipped, "A page that promised a day is held")

    assert "时限内已揽收" in shipped.explain(facts, as_of=at).sentences("zh-CN")[-1]


def test_a_fact_that_is_not_there_is_not_named_among_the_known_ones(shipped: Rulebook) -> None:
    facts, at = told(shipped, "A virtual product that did not come")
    for language, known, lacking in (
        ("en", "Known: ", "Not on record: "),
        ("es", "Se sabe: ", "No consta: "),
    ):
        lines = shipped.explain(facts, as_of=at).sentences(language)
        assert not [line for line in lines if line.startswith(known) and "exist" in line]
        assert all(": " in line.removeprefix(known) for line in lines if line.startswith(known))
        assert len([line for line in lines if line.startswith(lacking)]) < 2
