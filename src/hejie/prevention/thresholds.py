"""Which dispute rates are over the line the team drew for them?"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hejie.rulebook import Rulebook
from hejie.rulebook.lines import Line

_THOUSAND = 1000  # not a rule: a rate per mille is a rate per thousand


class Exposure(Struct, frozen=True):
    """How many cases of a claim met how many orders, in one slice (a product, a region, a lane)."""

    slice: str
    claim: str
    cases: int
    orders: int


class Passed(Struct, frozen=True):
    """A slice over its line, with both numbers, so that the reader can check it."""

    exposure: Exposure
    line: Line


def passed(exposures: Iterable[Exposure], *, rules: Rulebook) -> tuple[Passed, ...]:
    """Return the slices over their line, worst rate first. A slice without orders is never over a rate."""
    drawn = [Passed(exposure, rules.lines.line(exposure.claim)) for exposure in exposures]
    over = [one for one in drawn if is_over(one.exposure, one.line)]
    return tuple(
        sorted(over, key=lambda found: (-found.exposure.cases / found.exposure.orders, found.exposure.slice))
    )


def is_over(exposure: Exposure, line: Line) -> bool:
    """Tell whether enough cases have come, and more of them than the line allows."""
    enough = exposure.cases >= line.least_cases and exposure.orders > 0
    return enough and exposure.cases * _THOUSAND > line.per_mille * exposure.orders
