"""Which dispute rates are over the line the team drew for them?"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Threshold(Struct, frozen=True):
    """A line the team drew: at most `per_mille` cases in a thousand orders, once `least_cases` have happened.

    `owner` is who must act when it is passed; both numbers are rows of the team folder, never code.
    """

    claim: str
    per_mille: int
    least_cases: int
    owner: str


class Exposure(Struct, frozen=True):
    """How many cases of a claim met how many orders, in one slice (a product, a region, a lane)."""

    slice: str
    claim: str
    cases: int
    orders: int


class Passed(Struct, frozen=True):
    """A slice over its line, with both numbers, so that the reader can check it."""

    exposure: Exposure
    threshold: Threshold


def passed(exposures: Iterable[Exposure], thresholds: Iterable[Threshold]) -> tuple[Passed, ...]:
    """Return the slices over their line, worst rate first. A slice without orders is never over a rate."""
    lines = {threshold.claim: threshold for threshold in thresholds}
    over = [
        Passed(exposure, lines[exposure.claim])
        for exposure in exposures
        if exposure.claim in lines and _is_over(exposure, lines[exposure.claim])
    ]
    return tuple(
        sorted(over, key=lambda found: (-found.exposure.cases / found.exposure.orders, found.exposure.slice))
    )


# not a rule: a rate per mille is a rate per thousand
def _is_over(exposure: Exposure, line: Threshold) -> bool:
    enough = exposure.cases >= line.least_cases and exposure.orders > 0
    return enough and exposure.cases * 1000 > line.per_mille * exposure.orders
