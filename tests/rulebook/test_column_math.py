"""Are comparisons over columns exact, also at the ends of the numbers?"""

import numpy as np
import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.column_math import TooLarge, against, bounds, check, comparison
from hejie.rulebook.tables import Table, table_of


def truth_of(atom: t.Compare, table: Table, now: int = 0) -> list[bool]:
    out = np.zeros(table.rows, bool)
    comparison(atom, table.columns, now)(slice(0, table.rows), out)
    return out.tolist()


def test_one_column_against_now_and_a_constant_needs_no_arithmetic_over_rows(sample: Rulebook) -> None:
    table = table_of([{"w_item": value} for value in (9, 10, 11)], sample.definitions.facts)
    late = t.Compare(">", t.Sum(t.Now(), t.FactValue("w_item"), -1), t.Const(90))
    assert truth_of(late, table, now=100) == [True, False, False]


def test_differences_that_pass_32_bits_are_still_right(sample: Rulebook) -> None:
    table = table_of([{"w_item": 2**31 - 5, "w_carrier": -(2**31) + 5}], sample.definitions.facts)
    assert table.columns["w_item"].data.dtype == np.int32
    assert truth_of(
        t.Compare(">", t.Sum(t.FactValue("w_item"), t.FactValue("w_carrier"), -1), t.Const(0)), table
    ) == [True]


def test_a_product_that_could_pass_64_bits_is_refused(sample: Rulebook) -> None:
    table = table_of([{"order_amount": 2**40, "refund_amount": 2**40}], sample.definitions.facts)
    product = t.Product(t.FactValue("order_amount"), t.FactValue("refund_amount"))
    with pytest.raises(TooLarge, match="64 bits"):
        check(product, table.columns, 0)
    assert bounds(t.FactValue("order_amount"), table.columns, 0, 2**63) == (2**40, 2**40)


def test_a_limit_outside_the_column_is_always_or_never_met() -> None:
    out = np.zeros(2, bool)
    data = np.array([1, 2], np.int32)
    against(data, "<", 2**40)(slice(0, 2), out)
    assert out.tolist() == [True, True]
    against(data, "==", 2**40)(slice(0, 2), out)
    assert out.tolist() == [False, False]
