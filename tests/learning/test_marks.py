"""Is the share of the points that was got a share?"""

from hejie.learning.marks import Mark, Point


def test_the_share_is_that_of_all_points_and_nothing_where_there_were_none():
    points = (Point("liable", 2, 2, {}), Point("ask", 0, 2, {}))
    assert Mark(points, ()).share == 0.5
    assert Mark((), ()).share == 0
