"""Are planes reckoned chunk by chunk, and choices kept in numbers wide enough?"""

import numpy as np

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.circuits import Comparison
from hejie.rulebook.planes import Runner, gaps_in, laid_out, layout
from hejie.rulebook.schema import Decision
from hejie.rulebook.tables import table_of, unpack
from hejie.rulebook.values import ABSENT
from tests.rulebook.conftest import NOW


def test_a_plane_has_a_bit_for_every_row(sample: Rulebook) -> None:
    table = table_of([{"w_item": row} for row in range(100)], sample.definitions.facts)
    wiring = Comparison(gaps_in(table, ["w_item"]))
    node = wiring.rails(t.Compare(">", t.FactValue("w_item"), t.Const(41)))[0]
    plane = Runner(wiring, laid_out(wiring, {node}), table, NOW).planes(0, 2)[node]
    assert unpack(plane, 100).tolist() == [row > 41 for row in range(100)]


def test_gaps_tell_what_is_unknown_absent_or_without_a_column(sample: Rulebook) -> None:
    table = table_of([{"w_item": 1, "cod": True}, {"w_item": ABSENT}], sample.definitions.facts)
    gaps = gaps_in(table, ["cod", "shipped"])
    assert gaps.unknown == {"cod", "shipped"}
    assert gaps.missing == {"shipped"}


def test_a_choice_with_many_outcomes_gets_a_wider_number(sample: Rulebook) -> None:
    few = sample.definitions.decisions["liability"]
    many = Decision("many", "first", few.label, few.place, {f"o{number}": few.label for number in range(40)})
    assert layout(few)[0] is np.uint32
    assert layout(many)[0] is np.uint64
