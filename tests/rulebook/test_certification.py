# ruff: noqa: E501 - a row of YAML is kept on one line
"""Do the comparing cases come near the thresholds, and would a difference be seen?"""

from random import Random

from hejie.rulebook import Rulebook
from hejie.rulebook.answers import Answer
from hejie.rulebook.certification import boundary_cases, differences, facts_in, random_case
from tests.rulebook.conftest import NOW


def test_boundary_cases_stand_under_on_and_over_every_threshold(sample: Rulebook) -> None:
    lags = {case["ship_scan_at"] - case["paid_at"] for case in boundary_cases(sample.edition(NOW), sample.definitions, NOW, Random(1).randrange)
            if "ship_scan_at" in case and "paid_at" in case}  # fmt: skip
    assert {4319, 4320, 4321} <= lags


def test_random_cases_leave_facts_out_and_repeat_with_the_same_chance(sample: Rulebook) -> None:
    edition = sample.edition(NOW)
    first, again = (
        [random_case(edition, sample.definitions, NOW, chance.randrange) for _ in range(20)]
        for chance in (Random(4), Random(4))
    )
    assert [sorted(case) for case in first] == [sorted(case) for case in again]
    assert any(len(case) < len(facts_in(edition)) for case in first)


def test_a_difference_between_two_answers_is_told() -> None:
    left, right = {"a": Answer("a", "decided", ("x",))}, {"a": Answer("a", "pending", ("x",))}
    assert differences(left, left) == {}
    assert list(differences(left, right)) == ["a"]
