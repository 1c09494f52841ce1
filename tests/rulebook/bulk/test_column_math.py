"""Are comparisons over columns exact, also at the ends of the numbers?"""

import numpy as np
import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.bulk.column_math import Limited, TooLarge, beside, bounds, check, limited, numbers_of
from hejie.rulebook.bulk.tables import table_of

X, Y = t.FactValue("w_item"), t.FactValue("w_carrier")


def test_one_column_against_now_and_a_constant_needs_no_arithmetic_over_rows() -> None:
    late = t.Compare(">", t.Sum(t.Now(), X, -1), t.Const(90))
    assert limited(late, 100) == Limited(X, "<", 10)
    assert limited(t.Compare("<=", X, t.Const(5)), 0) == Limited(X, "<", 6)
    assert limited(t.Compare("==", t.Const(5), X), 0) == Limited(X, "==", 5)


def test_an_amount_of_several_columns_may_have_a_limit_on_either_side() -> None:
    gap = t.Sum(X, Y, -1)
    assert limited(t.Compare(">", gap, t.Const(30)), 0) == Limited(gap, ">=", 31)
    assert limited(t.Compare(">", t.Const(30), gap), 0) == Limited(gap, "<", 30)
    assert limited(t.Compare("<=", X, Y), 0) is None
    assert limited(t.Compare("<=", t.Now(), t.Const(3)), 0) is None


def test_differences_that_pass_32_bits_are_still_right(sample: Rulebook) -> None:
    table = table_of([{"w_item": 2**31 - 5, "w_carrier": -(2**31) + 5}], sample.definitions.facts)
    assert table.columns["w_item"].data.dtype == np.int32
    numbers = numbers_of(t.Sum(X, Y, -1), table.columns, 0)
    assert numbers.of(slice(0, 1)).tolist() == [2**32 - 10]
    assert numbers_of(X, table.columns, 0).kind == np.int32


def test_two_sides_that_differ_from_row_to_row_are_compared_in_the_wider_of_their_numbers(
    sample: Rulebook,
) -> None:
    cases = [{"w_item": 2**40, "w_carrier": 5}, {"w_item": 4, "w_carrier": 5}]
    table = table_of(cases, sample.definitions.facts)
    assert beside(t.Compare("<=", X, Y), table.columns, 0)(slice(0, 2)).tolist() == [False, True]


def test_a_product_that_could_pass_64_bits_is_refused(sample: Rulebook) -> None:
    table = table_of([{"order_amount": 2**40, "refund_amount": 2**40}], sample.definitions.facts)
    product = t.Product(t.FactValue("order_amount"), t.FactValue("refund_amount"))
    for refused in (
        lambda: check(product, table.columns, 0),
        lambda: numbers_of(product, table.columns, 0),
        lambda: beside(t.Compare("<", product, t.FactValue("order_amount")), table.columns, 0),
    ):
        with pytest.raises(TooLarge, match="64 bits"):
            refused()
    assert bounds(t.FactValue("order_amount"), table.columns, 0, 2**63) == (2**40, 2**40)
