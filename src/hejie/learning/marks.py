"""How is the answer to an exercise marked: which parts, how many points, and why?"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

BEST, GOOD, POOR = 2, 1, 0  # points


class Point(Struct, frozen=True):
    """One part of the mark: points got, points there were, and why."""

    about: str
    got: int
    of: int
    says: Mapping[str, str]


class Mark(Struct, frozen=True):
    """How an answer was marked, part by part, and how the case really went on."""

    points: tuple[Point, ...]
    happened: tuple[Mapping[str, str], ...]

    @property
    def share(self) -> float:
        """The part of all points that was got."""
        whole = sum(point.of for point in self.points)
        return sum(point.got for point in self.points) / whole if whole else 0.0
