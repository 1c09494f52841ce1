"""What should Ana practise, and which of her cases show it?"""

import pytest

from hejie.learning.agents import Work, performance
from hejie.learning.coaching import coaching
from hejie.rulebook import load_rulebook
from tests.cast import NOON

RULES = load_rulebook()
KIND = ("taobao", "missing_item")


def points(works):
    told = performance(works, rules=RULES, at=NOON)
    return coaching(told, works, rules=RULES, at=NOON)


def crowd(name="Bo", minutes=10.0, cases=40):
    return [
        Work(f"{name} {number}", name, KIND, first_minutes=minutes + number % 5) for number in range(cases)
    ]


@pytest.mark.shows("V3")
def test_a_point_names_what_to_practise_and_the_cases_that_show_it_most():
    slow = [Work(f"Ana {number:02}", "Ana", KIND, first_minutes=90.0 + number) for number in range(20)]
    practise = [point for point in points(slow + crowd() + crowd("Cai")) if point.kind == "practise"]
    (point,) = practise
    assert (point.agent, point.about, point.cases) == ("Ana", "first_minutes", ("Ana 19", "Ana 18", "Ana 17"))
    assert "看这几起：Ana 19、Ana 18、Ana 17" in point.says["zh-CN"]


@pytest.mark.shows("V3")
def test_what_somebody_does_better_is_to_be_shown_to_the_others():
    found = points(crowd("Ana", 1.0) + crowd() + crowd("Cai"))
    assert ("Ana", "share", "first_minutes") in {(point.agent, point.kind, point.about) for point in found}


@pytest.mark.shows("V3", "M7")
def test_a_habit_that_single_cases_show_needs_no_statistics():
    works = [
        Work("a", "Ana", KIND, unasked=True), Work("b", "Ana", KIND), Work("c", "Ana", KIND, broken=True),
    ]  # fmt: skip
    assert [(point.about, point.cases) for point in points(works)] == [
        ("broken", ("c",)),
        ("unasked", ("a",)),
    ]


def test_who_works_like_the_others_gets_no_point():
    assert points(crowd("Ana") + crowd() + crowd("Cai")) == ()
