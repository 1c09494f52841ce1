"""Which rates are over their line?"""

import pytest

from hejie.prevention import passed
from hejie.prevention.thresholds import Exposure
from hejie.rulebook import load_rulebook

RULES = load_rulebook()  # it draws the line of refused parcels at 80 in a thousand orders, from 5 cases on


@pytest.mark.parametrize(
    ("cases", "orders", "over"),
    [(8, 100, False), (9, 100, True), (4, 10, False), (5, 10, True), (5, 0, False)],
)
@pytest.mark.shows("C7", "V6")
def test_a_region_is_over_its_line_only_with_enough_cases_and_a_higher_rate(cases, orders, over):
    assert bool(passed([Exposure("Sinaloa", "cod_refused", cases, orders)], rules=RULES)) is over


def test_the_worst_rate_comes_first():
    slices = [Exposure("Jalisco", "cod_refused", 10, 100), Exposure("Sinaloa", "cod_refused", 30, 100)]
    found = passed(slices, rules=RULES)
    assert [over.exposure.slice for over in found] == ["Sinaloa", "Jalisco"]
    assert {over.line.owner for over in found} == {"operations"}


def test_a_claim_without_a_line_of_its_own_is_held_to_the_common_one():
    assert passed([Exposure("Jalisco", "question", 15, 1000)], rules=RULES) == ()
    assert [over.line.claim for over in passed([Exposure("Jalisco", "question", 25, 1000)], rules=RULES)] == [
        "any"
    ]


def test_a_shop_that_draws_its_own_line_is_held_to_that(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "lines.yaml").write_text(
        "lines: {cod_refused: {per_mille: 300}}\n", encoding="utf-8"
    )
    assert passed([Exposure("Sinaloa", "cod_refused", 20, 100)], rules=load_rulebook(tmp_path)) == ()
