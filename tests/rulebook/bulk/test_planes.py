"""Are planes reckoned chunk by chunk, and choices kept in numbers wide enough?"""

from random import Random

import numpy as np

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.bulk.circuits import ONE, Comparison, Gaps, Node
from hejie.rulebook.bulk.planes import Runner, gaps_in, laid_out, layout
from hejie.rulebook.bulk.tables import Column, Table, table_of, unpack
from hejie.rulebook.schema import Decision
from hejie.rulebook.values import ABSENT
from tests.rulebook.conftest import NOW

NO_GAPS = Gaps(frozenset(), frozenset(), frozenset())


def test_a_plane_has_a_bit_for_every_row(sample: Rulebook) -> None:
    table = table_of([{"w_item": row} for row in range(100)], sample.definitions.facts)
    wiring = Comparison(gaps_in(table, ["w_item"]))
    node = wiring.rails(t.Compare(">", t.FactValue("w_item"), t.Const(41)))[0]
    plane = Runner(laid_out(wiring, {node}), table, NOW).planes(0, 2)[node]
    assert unpack(plane, 100).tolist() == [row > 41 for row in range(100)]


def test_gaps_tell_what_is_unknown_absent_or_without_a_column(sample: Rulebook) -> None:
    table = table_of([{"w_item": 1, "cod": True}, {"w_item": ABSENT}], sample.definitions.facts)
    gaps = gaps_in(table, ["cod", "shipped"])
    assert gaps.unknown == {"cod", "shipped"}
    assert gaps.missing == {"shipped"}


def test_a_choice_gets_the_narrowest_number_with_room_for_its_outcomes_and_three_marks(
    sample: Rulebook,
) -> None:
    few = sample.definitions.decisions["liability"]
    for outcomes, kind in ((5, np.uint8), (6, np.uint16), (13, np.uint16), (14, np.uint32), (40, np.uint64)):
        labels = {f"o{number}": few.label for number in range(outcomes)}
        found, conflict, stale = layout(Decision("many", "first", few.label, few.place, labels))
        assert found is kind
        assert outcomes < conflict < stale == np.dtype(kind).itemsize * 8 - 1


def test_planes_laid_out_over_few_slots_come_out_as_reckoned_one_by_one() -> None:
    chance = Random(2)
    for _ in range(30):
        wiring = Comparison(NO_GAPS)
        made = [wiring.add(Node("known", atom=f"f{number}")) for number in range(5)]
        for _ in range(40):
            join = chance.choice([wiring.both, wiring.either, wiring.andnot])
            made.append(join(chance.choice([ONE, *made[-12:]]), chance.choice(made[-12:])))
        columns = {f"f{number}": _column(chance.getrandbits(64)) for number in range(5)}
        wanted = set(chance.sample(made, 4))
        planes = Runner(laid_out(wiring, wanted), Table(64, columns), NOW).planes(0, 1)
        for node in wanted:
            assert int(planes[node][0]) == _plainly(wiring.nodes, node, columns)


def _column(bits: int) -> Column:
    word = np.array([bits], np.uint64)
    return Column("bool", word, known=word)


def _plainly(nodes: list[Node], place: int, columns: dict[str, Column]) -> int:
    op, left, right, atom = nodes[place]
    if op in ("never", "always"):
        return 2**64 - 1 if op == "always" else 0
    if op == "known":
        return int(columns[str(atom)].data[0])
    one, other = _plainly(nodes, left, columns), _plainly(nodes, right, columns)
    return one & other if op == "and" else one | other if op == "or" else one & ~other & (2**64 - 1)
