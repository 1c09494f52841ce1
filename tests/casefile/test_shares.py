"""How large may a share be, of which only few were counted?"""

from math import comb, exp, factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.shares import (
    FLAT,
    Rate,
    Share,
    at_least,
    beta_below,
    certainty,
    discoveries,
    gamma_below,
    pooled_rates,
    pooled_shares,
)

counts = st.integers(1, 60)
shares = st.floats(0.01, 0.99)


@given(counts, counts, shares)
@settings(max_examples=60)
def test_a_beta_is_the_tail_of_as_many_tosses(hits: int, misses: int, share: float) -> None:
    tosses = hits + misses - 1
    tail = sum(
        comb(tosses, heads) * share**heads * (1 - share) ** (tosses - heads)
        for heads in range(hits, tosses + 1)
    )
    assert beta_below(share, hits, misses) == pytest.approx(tail, abs=1e-9)


@given(st.integers(1, 40), st.floats(0.05, 60))
@settings(max_examples=60)
def test_a_gamma_is_the_tail_of_as_many_arrivals(count: int, expected: float) -> None:
    tail = 1 - sum(exp(-expected) * expected**few / factorial(few) for few in range(count))
    assert gamma_below(expected, count) == pytest.approx(tail, abs=1e-9)
    assert at_least(count, expected) == pytest.approx(tail, abs=1e-9)


def test_few_parcels_leave_a_wide_span_and_many_a_narrow_one() -> None:
    few, many = FLAT.seen(1, 10).between(0.9), FLAT.seen(1000, 10_000).between(0.9)
    assert few[0] < 0.03
    assert few[1] > 0.3
    assert many == pytest.approx((0.095, 0.105), abs=0.001)


@given(st.integers(0, 50), st.integers(1, 2000))
@settings(max_examples=30)
def test_the_span_holds_what_it_says(hits: int, misses: int) -> None:
    believed = FLAT.seen(hits, hits + misses)
    low, high = believed.between(0.9)
    assert believed.below(high) - believed.below(low) == pytest.approx(0.9, abs=0.002)


def test_a_rate_above_one_is_sure_only_with_enough_cases() -> None:
    assert Rate(1, 1).seen(4, 2).between(0.95)[0] < 1
    assert Rate(1, 1).seen(40, 20).between(0.95)[0] > 1
    assert Rate(3, 2).mean == 1.5


def test_groups_that_scatter_no_more_than_chance_are_pulled_together_and_others_are_not() -> None:
    alike = pooled_shares([(100, 1000), (90, 1000), (110, 1000)] * 4, [0.1] * 12, 5, 5000)
    apart = pooled_shares([(10, 1000), (100, 1000), (400, 1000)] * 4, [0.1] * 12, 5, 5000)
    assert max(share.mean for share in alike) < 0.106
    assert apart[2].mean == pytest.approx(0.4, abs=0.01)


def test_two_small_groups_cannot_tell_how_alike_all_are() -> None:
    one, other = pooled_shares([(4, 60), (7, 60)], [0.09, 0.09], 20, 2000)
    assert one.mean < other.mean
    assert one.variance**0.5 > 0.015


def test_a_rate_of_few_cases_is_pulled_to_what_was_expected() -> None:
    few, many = pooled_rates([(3, 1.0), (300, 100.0)], 1, 100)
    assert few.mean < many.mean < 3.01
    assert few.between(0.9)[0] < 1 < many.between(0.9)[0]


def test_clumps_make_the_same_count_less_surprising() -> None:
    assert at_least(9, 3.0) < at_least(9, 3.0, size=2.0)
    assert at_least(9, 3.0, size=1e7) == pytest.approx(at_least(9, 3.0), rel=1e-3)
    assert (at_least(0, 3.0), at_least(1, 0.0)) == (1.0, 0.0)


def test_of_many_findings_only_those_stand_that_bear_the_number_of_looks() -> None:
    assert discoveries([0.04], 0.05) == {0}
    assert discoveries([0.04] + [0.5] * 19, 0.05) == frozenset()
    assert discoveries([0.001, 0.2, 0.012, 0.9], 0.05) == {0, 2}  # the example of the step-up rule
    assert discoveries([], 0.05) == frozenset()


def test_nothing_that_was_counted_is_wholly_sure() -> None:
    assert [certainty(chance) for chance in (0.905, 0.99, 0.9999, 1.0)] == ["90%", "99%", ">99%", ">99%"]


def test_the_ends_of_a_share_are_nothing_and_all() -> None:
    assert (beta_below(0, 2, 3), beta_below(1, 2, 3), gamma_below(0, 2)) == (0.0, 1.0, 0.0)
    assert Share(3, 1).mean == 0.75
