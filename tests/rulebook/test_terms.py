"""Can conditions be taken apart and put together without changing what they say?"""

from hejie.rulebook import terms as t

A, B = t.Flag("a"), t.Flag("b")


def test_joining_leaves_out_what_is_plain() -> None:
    assert t.both(A, t.TRUE, A) == A
    assert t.both(A, t.FALSE) == t.FALSE
    assert t.either(A, t.FALSE) == A
    assert t.either(A, t.TRUE) == t.TRUE
    assert t.both(t.All((A, B)), B) == t.All((A, B))
    assert t.opposite(t.opposite(A)) == A


def test_facts_and_parameters_are_listed_once_in_reading_order() -> None:
    atom = t.Compare(">", t.Sum(t.FactValue("x"), t.FactValue("y"), -1), t.Const(5, "p"))
    node = t.All((A, atom, t.Opposite(t.Compare("<", t.FactValue("x"), t.Param("q")))))
    assert t.facts_of(node) == ("a", "x", "y")
    assert t.params_of(node) == ("p", "q")


def test_rebuilding_replaces_atoms_and_simplifies() -> None:
    node = t.Some((t.All((A, B)), t.Opposite(A)))
    assert t.rebuild(node, lambda atom: t.TRUE if atom == A else atom) == B


def test_leaves_of_an_amount_can_be_replaced() -> None:
    node = t.Extreme("min", t.Product(t.FactValue("x"), t.Param("p")), t.Quotient(t.Param("p"), t.Const(2)))
    bound = t.renumber(node, lambda leaf: t.Const(7, "p") if leaf == t.Param("p") else leaf)
    assert t.Param("p") not in list(t.leaves(bound))
    assert list(t.divisors(bound)) == [t.Const(2)]


def test_equal_comparisons_are_equal_however_they_were_written() -> None:
    left, right = (t.Compare("<", t.Now(), t.Const(1), text) for text in ("now < p", "now < q"))
    assert t.plain_atom(left) == t.plain_atom(right)
