"""Can bounds on numbers and differences hold together?"""

from hypothesis import given
from hypothesis import strategies as st

from hejie.rulebook import terms as t
from hejie.rulebook.lint.differences import Bound, bound_of, solve
from hejie.rulebook.reference import truth

NAMES = ("x", "y", "z")
BOUNDS = st.lists(
    st.builds(Bound, st.sampled_from(("", *NAMES)), st.sampled_from(("", *NAMES)), st.integers(-9, 9)),
    max_size=6,
)


@given(BOUNDS)
def test_numbers_that_are_found_keep_every_bound(bounds: list[Bound]) -> None:
    found = solve(dict.fromkeys(NAMES, 0), bounds)
    if found is not None:
        values = {"": 0, **found}
        assert all(values[bound.more] - values[bound.less] <= bound.most for bound in bounds)


def test_a_ring_that_leaves_no_room_has_no_numbers() -> None:
    assert solve({"x": 0, "y": 0}, [Bound("x", "y", -1), Bound("y", "x", 0)]) is None


@given(
    st.sampled_from(["<", "<=", ">", ">=", "=="]),
    st.booleans(),
    st.integers(-3, 3),
    st.integers(-3, 3),
    st.integers(-3, 3),
)
def test_a_comparison_holds_just_where_its_bounds_hold(
    op: str, wanted: bool, x: int, y: int, limit: int
) -> None:
    atom = t.Compare(op, t.Sum(t.FactValue("x"), t.FactValue("y"), -1), t.Const(limit))
    bounds = bound_of(atom, wanted, 0)
    values = {"": 0, "x": x, "y": y}
    if bounds:
        held = all(values[bound.more] - values[bound.less] <= bound.most for bound in bounds)
        assert held == (truth(atom, {"x": x, "y": y}, 0, {}) is wanted)
