"""Is what is prepared for a platform and claim made once, and right?"""

from random import Random

from hejie.rulebook import Rulebook, reference
from hejie.rulebook.certification import random_case
from tests.rulebook.conftest import NOW

CASE = {"platform": "taobao", "claim": "customs", "carrier_certificate": True}


def test_a_plan_is_made_once_for_a_platform_law_and_claim(sample: Rulebook) -> None:
    assert sample.plan(CASE, NOW) is sample.plan({**CASE, "shipped": True}, NOW)
    assert sample.plan(CASE, NOW) is not sample.plan({**CASE, "claim": "quality"}, NOW)


def test_a_plan_answers_as_all_rules_together_do(sample: Rulebook) -> None:
    plan = sample.plan(CASE, NOW)
    sight = plan.look(CASE, NOW)
    whole = reference.judge(sample.edition(NOW), sample.definitions.decisions, CASE, NOW)
    assert plan.judge(CASE, NOW) == sight.answers == whole.answers
    assert plan.sets(sight.masks) == whole.sets


def test_one_decision_asked_alone_comes_out_as_among_all(made_up: tuple[Rulebook, ...]) -> None:
    chance = Random(3)
    for book in made_up:
        for _ in range(10):
            case = random_case(
                book.edition(NOW), book.definitions, NOW, chance.randrange, missing=25, absent=5
            )
            plan = book.plan(case, NOW)
            whole = plan.judge(case, NOW)
            for decision in book.definitions.decisions:
                assert plan.judge_only(decision)(case, NOW)[decision] == whole[decision]


def test_what_others_prepare_is_kept_with_the_plan(sample: Rulebook) -> None:
    made: list[int] = []
    for _ in range(2):
        sample.plan(CASE, NOW).prepared("test", lambda: made.append(1) or made)
    assert made == [1]
