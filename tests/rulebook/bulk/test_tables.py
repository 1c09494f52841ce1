"""Are cases laid side by side without losing what is unknown or absent?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hejie.rulebook import Rulebook
from hejie.rulebook.bulk.tables import bits_at, only, pack, pick_bits, set_rows, table_of, take, unpack, words
from hejie.rulebook.values import ABSENT


@given(st.lists(st.booleans(), max_size=200))
def test_packing_and_unpacking_bring_back_the_same(flags: list[bool]) -> None:
    bits = pack(np.array(flags, bool))
    assert len(bits) == words(len(flags))
    assert unpack(bits, len(flags)).astype(bool).tolist() == flags
    assert set_rows(bits, len(flags)).tolist() == [row for row, flag in enumerate(flags) if flag]


def test_a_column_knows_its_gaps_and_narrows_its_numbers(sample: Rulebook) -> None:
    table = table_of([{"w_item": 5, "shipped": True}, {"w_item": ABSENT}, {}], sample.definitions.facts)
    item = table.columns["w_item"]
    assert item.data.dtype == np.int32
    assert item.known is not None
    assert item.absent is not None
    assert unpack(item.known, 3).tolist() == [1, 0, 0]
    assert unpack(item.absent, 3).tolist() == [0, 1, 0]
    assert (
        table_of([{"order_amount": 2**40}], sample.definitions.facts).columns["order_amount"].data.dtype
        == np.int64
    )


def test_some_rows_can_be_taken_out(sample: Rulebook) -> None:
    table = table_of(
        [{"w_item": row, "shipped": row % 2 == 0, "claim": "quality"} for row in range(70)],
        sample.definitions.facts,
    )
    rows = np.array([1, 2, 69])
    some = take(only(table, ["w_item", "shipped", "nothing"]), rows)
    assert some.rows == 3
    assert some.columns["w_item"].data.tolist() == [1, 2, 69]
    assert unpack(some.columns["shipped"].data, 3).tolist() == [0, 1, 0]
    assert (
        unpack(pick_bits([table.columns["shipped"].data], rows)[0], 3).tolist()
        == bits_at(table.columns["shipped"].data, rows).astype(int).tolist()
    )
