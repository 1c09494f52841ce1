"""Which rates are over their line?"""

import pytest

from hejie.prevention import passed
from hejie.prevention.thresholds import Exposure, Threshold

LINE = Threshold("cod_refused", per_mille=80, least_cases=5, owner="operations")


@pytest.mark.parametrize(
    ("cases", "orders", "over"),
    [(8, 100, False), (9, 100, True), (4, 10, False), (5, 10, True), (5, 0, False)],
)
@pytest.mark.shows("C7")
def test_a_region_is_over_its_line_only_with_enough_cases_and_a_higher_rate(cases, orders, over):
    assert bool(passed([Exposure("Sinaloa", "cod_refused", cases, orders)], [LINE])) is over


def test_the_worst_rate_comes_first():
    found = passed(
        [Exposure("Jalisco", "cod_refused", 10, 100), Exposure("Sinaloa", "cod_refused", 30, 100)], [LINE]
    )
    assert [over.exposure.slice for over in found] == ["Sinaloa", "Jalisco"]


def test_a_claim_without_a_line_raises_nothing():
    assert passed([Exposure("Jalisco", "damaged", 99, 100)], [LINE]) == ()
