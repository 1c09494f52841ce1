"""Is the right fact asked for, of the right person, with where each answer leads?"""

import pytest

from hejie.casefile.facts import Fact, FactState
from hejie.rulebook import Rulebook
from hejie.rulebook.questions import candidates, open_facts
from tests.rulebook.conftest import NOW, told


@pytest.mark.shows("P3")
def test_the_open_fact_is_asked_of_who_has_it_with_both_sides_of_the_threshold(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    (question,) = sample.questions(facts, as_of=at)
    assert (question.fact, question.who, question.cost, question.sla, question.settles) == (
        "ship_scan_at",
        "carrier",
        1,
        240,
        True,
    )
    assert [(leaf.status, leaf.values) for leaf in question.leaves] == [
        ("pending", ()),
        ("pending", ()),
        ("decided", ("seller",)),
    ]
    assert question.leaves[2].value == "2026-01-04T00:01:00+00:00"


def test_what_was_asked_and_will_not_come_is_not_asked_again(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    facts["ship_scan_at"] = Fact("ship_scan_at", FactState.UNOBTAINABLE)
    assert sample.questions(facts, as_of=at) == ()


def test_a_decided_case_asks_nothing(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    assert sample.questions(facts, as_of=at) == ()


def test_a_later_decision_asks_for_what_an_earlier_one_lacks(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    assert [question.fact for question in sample.questions(facts, as_of=at, decision="penalty")] == [
        "ship_scan_at"
    ]


def test_while_nobody_knows_what_the_complaint_is_about_only_that_is_asked(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    del facts["claim"]
    (question,) = sample.questions(facts, as_of=at)
    assert question.fact == "claim"
    assert {leaf.value for leaf in question.leaves} >= {"late_shipment", "customs"}
    facts["claim"] = Fact("claim", FactState.UNOBTAINABLE)
    assert {question.fact for question in sample.questions(facts, as_of=at)} >= {"ship_scan_at"}


def test_cheap_questions_come_first_among_those_that_move_the_answer(sample: Rulebook) -> None:
    case = {"platform": "taobao", "claim": "customs"}
    plan = sample.plan(case, NOW)
    assert set(open_facts(plan, sample.definitions, plan.look(case, NOW), "liability")) == {
        "customs_reason",
        "carrier_certificate",
    }


def test_answers_worth_telling_apart_are_codes_or_sides_of_thresholds(sample: Rulebook) -> None:
    kinds = sample.definitions.facts
    assert candidates(kinds["shipped"], [], {}, NOW) == [True, False]
    assert candidates(kinds["w_item"], [], {}, NOW) == []
    assert len(candidates(kinds["customs_reason"], [], {}, NOW)) == 1
