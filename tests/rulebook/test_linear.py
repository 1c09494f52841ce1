"""Where does a comparison turn?"""

import pytest

from hejie.rulebook import terms as t
from hejie.rulebook.linear import slope, turning_point

X, Y = t.FactValue("x"), t.FactValue("y")


@pytest.mark.parametrize(
    ("node", "grows"),
    [
        (X, 1),
        (Y, 0),
        (t.Sum(Y, X, -1), -1),
        (t.Product(X, t.Const(3)), 3),
        (t.Product(X, Y), None),
        (t.Extreme("min", X, Y), None),
    ],
)
def test_an_amount_grows_with_a_fact_by_a_whole_number_or_is_not_linear(
    node: t.Number, grows: int | None
) -> None:
    assert slope(node, X) == grows


def test_the_turning_point_is_where_both_sides_are_equal() -> None:
    late = t.Compare(">", t.Sum(X, Y, -1), t.Const(4320))
    assert turning_point(late, X, {"y": 100}, 0) == 4420
    assert turning_point(late, Y, {"x": 5000}, 0) == 680
    assert turning_point(late, X, {}, 0) is None
    assert turning_point(t.Compare(">", t.Now(), X), t.Now(), {"x": 77}, 0) == 77
