"""Is the law of acceptance a law: monotone, whole, and the same each time?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hejie.remedy.acceptance import as_rows, gist, guess, heard, law_of, segment, wishing, worth_in_cells
from hejie.rulebook.settlement import Learned, Worth

SEGMENTS = [f"{reason}.{band}" for reason in ("missing", "late", "faulty") for band in range(3)]


def accepts(law, cells):
    return sum(float(law.mass[wish, :cell].sum()) for wish, cell in enumerate(cells))


@pytest.mark.parametrize("name", SEGMENTS)
def test_the_buyers_of_a_segment_are_all_the_buyers_there_are(rules, name):
    law = law_of(rules.acceptance, name)
    assert law.mass.sum() == pytest.approx(1)
    assert (law.mass > 0).all()


@given(
    st.sampled_from(SEGMENTS), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["partial_refund", "coupon"])
)
def test_whoever_is_offered_more_never_refuses_more_often(rules, name, one, other, remedy):
    table = rules.acceptance
    less, more = sorted([one, other])
    small, large = (worth_in_cells(table.worth[remedy], share, table) for share in (less, more))
    law = law_of(table, name)
    assert accepts(law, small) <= accepts(law, large) + 1e-12


def test_the_whole_price_satisfies_everybody_who_wants_money(rules):
    table = rules.acceptance
    assert worth_in_cells(Worth(money=(100, 100)), 1.0, table) == (21, 21)
    assert worth_in_cells(Worth(money=(100, 70)), 0.0, table) == (1, 1)
    assert worth_in_cells(Worth(rest=(40, 100)), 0.0, table) == (9, 21)


def test_small_sums_are_settled_with_a_larger_share(rules):
    low, high = (law_of(rules.acceptance, f"missing.{band}").mass.sum(axis=0) for band in (0, 2))
    shares = np.arange(21)
    assert low @ shares > high @ shares


def test_a_case_falls_into_the_segment_of_its_claim_and_its_price(rules):
    table = rules.acceptance
    assert segment(table, "missing_item", 4999, "CNY") == "missing.0"
    assert segment(table, "missing_item", 5000, "CNY") == "missing.1"
    assert segment(table, "cod_refused", 10**9, "BRL") == "regret.2"
    assert segment(table, "missing_item", 100, "KRW") == "missing.1"


def test_a_buyer_who_named_a_sum_needs_no_more_than_that(rules):
    table = rules.acceptance
    law = heard(law_of(table, "missing.1"), "money", 0.4, table)
    wants_money = law.mass[0] / law.mass[0].sum()
    assert wants_money[:9].sum() == pytest.approx(1)
    assert law.mass.sum() == pytest.approx(1)


def test_a_stated_wish_is_believed_as_far_as_it_is_told(rules):
    law = wishing(law_of(rules.acceptance, "missing.1"), 0.85)
    assert law.mass[1].sum() == pytest.approx(0.85)


def test_what_was_learned_and_switched_on_is_the_law_and_other_segments_keep_the_guess(rules):
    table = rules.acceptance
    other = guess(table, "missing.1", shift=30)
    rows = as_rows(other)
    learned = Learned(
        "spring", *({"missing.1": tuple(rows[part])} for part in ("cells", "escalate", "give_up", "firm"))
    )
    table = structs.replace(table, learned=learned)
    assert np.allclose(law_of(table, "missing.1").mass, other.mass, atol=1e-5)
    assert np.array_equal(law_of(table, "late.1").mass, guess(table, "late.1").mass)


def test_a_law_is_told_in_a_few_numbers_and_a_dearer_one_shows_in_them(rules):
    table = rules.acceptance
    told = gist(law_of(table, "missing.1"), table)
    assert (told.goods, told.escalate) == (55, 16)
    assert told.half == pytest.approx(table.reasons["missing"].fair, abs=table.step)
    assert gist(guess(table, "missing.1", shift=20), table).half > told.half
