"""Are conditions laid out so that equal parts are reckoned once and plain ones not at all?"""

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.bulk.circuits import ONE, ZERO, Circuit, Comparison, Gaps
from tests.rulebook.conftest import NOW

NO_GAPS = Gaps(frozenset(), frozenset(), frozenset())


def test_equal_comparisons_are_one_node_and_both_rails_are_one_where_nothing_is_missing() -> None:
    wiring = Comparison(NO_GAPS)
    first, again = (
        wiring.rails(t.Compare("<", t.FactValue("x"), t.Const(1), text)) for text in ("x < p", "x < q")
    )
    assert first == again
    assert first[0] == first[1]


def test_an_unknown_fact_opens_the_second_rail_and_an_absent_one_closes_both() -> None:
    wiring = Comparison(Gaps(frozenset({"x"}), frozenset({"x"}), frozenset()))
    sure, possible = wiring.rails(t.Flag("x"))
    assert sure != possible


def test_a_fact_without_a_column_is_unknown_everywhere() -> None:
    wiring = Comparison(Gaps(frozenset({"x"}), frozenset(), frozenset({"x"})))
    assert wiring.rails(t.Flag("x")) == (ZERO, ONE)
    assert wiring.rails(t.Opposite(t.Flag("x"))) == (ZERO, ONE)
    assert wiring.rails(t.KnownFact("x")) == (ZERO, ZERO)


def test_a_condition_does_not_differ_from_itself() -> None:
    wiring = Comparison(NO_GAPS)
    assert wiring.may_differ(t.Flag("x"), t.Flag("x")) == ZERO
    assert wiring.may_differ(t.Flag("x"), t.Flag("y")) != ZERO


def test_nodes_only_use_earlier_nodes(sample: Rulebook) -> None:
    circuit = Circuit(sample.edition(NOW), sample.definitions.decisions, NO_GAPS)
    assert all(
        max(node.left, node.right) < place
        for place, node in enumerate(circuit.nodes)
        if node.op in ("and", "or", "andnot")
    )
