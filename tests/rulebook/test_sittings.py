"""Is a case that is asked about again answered as if it never had been?"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from hejie.casefile.facts import Fact, known, unknown
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.mistakes import RulebookError, WrongKindOfValue
from hejie.rulebook.sittings import MOST, Sitting, Sittings
from hejie.rulebook.worked_cases import facts_of
from tests.cast import NOON
from tests.rulebook.conftest import NOW, SAMPLE, told

Case = tuple[dict[str, Fact], datetime]


def everything(book: Rulebook, case: Case, decision: str) -> Any:
    facts, at = case
    try:
        told_why = book.explain(facts, as_of=at, decision=decision)
        return (
            book.judge(facts, as_of=at),
            book.questions(facts, as_of=at, decision=decision),
            book.deadlines(facts, as_of=at),
            told_why.to_json(),
            told_why.sentences("en"),
        )
    except RulebookError as error:
        return str(error)


def variant(chance: Random, cases: list[Case]) -> Case:
    """Return a worked case with some facts of another, without some of its own, a little later."""
    facts, at = chance.choice(cases)
    other = chance.choice(cases)[0]
    mixed = {name: fact for name, fact in facts.items() if chance.random() < 0.9}
    mixed |= {name: fact for name, fact in other.items() if chance.random() < 0.15}
    return mixed, at + timedelta(hours=chance.choice((0, 0, 0, 1, 80)))


def test_what_is_remembered_and_what_is_worked_out_afresh_are_the_same() -> None:
    chance, remembering, forgetful = Random(4), load_rulebook(shipped=SAMPLE), load_rulebook(shipped=SAMPLE)
    forgetful.sittings = Sittings(0)
    cases = [facts_of(case, remembering.definitions) for case in remembering.cases]
    asked = [variant(chance, cases) for _ in range(12)]  # fewer than are asked, so that most come again
    for _ in range(120):
        facts, at = chance.choice(asked)
        again = (dict(facts), at)  # equal, not the same
        decision = chance.choice(list(remembering.definitions.decisions))
        assert everything(remembering, again, decision) == everything(forgetful, again, decision)


def test_a_case_asked_about_twice_is_worked_out_once(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    assert sample.explain(facts, as_of=at) is sample.explain(dict(facts), as_of=at)
    assert sample.questions(facts, as_of=at) is sample.questions(dict(facts), as_of=at)
    later = sample.explain(facts, as_of=at + timedelta(minutes=1))
    assert later is not sample.explain(facts, as_of=at)


def test_an_owner_who_goes_on_writing_changes_no_earlier_answer(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    before = sample.explain(facts, as_of=at)
    fresh = dict(facts)
    facts["ship_scan_at"] = unknown("ship_scan_at")
    facts.pop("claim")
    assert before.ask == sample.questions(fresh, as_of=at)
    answers = sample.judge(fresh, as_of=at)
    answers.clear()
    assert sample.judge(fresh, as_of=at)


def test_a_yes_is_not_taken_for_a_one(sample: Rulebook) -> None:
    assert sample.judge({"w_item": known("w_item", 1)}, as_of=NOON)
    with pytest.raises(WrongKindOfValue, match="w_item"):
        sample.judge({"w_item": known("w_item", True)}, as_of=NOON)


def test_only_the_last_few_cases_are_kept() -> None:
    kept = Sittings()
    first = kept.keep(Sitting({"shop": known("shop", "first")}, NOW))
    assert kept.find(first.facts, NOW) is first
    for number in range(MOST):
        kept.keep(Sitting({"shop": known("shop", str(number))}, NOW))
    assert kept.find(first.facts, NOW) is None
