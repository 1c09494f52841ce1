"""Counts of parcels on a lane, as the tests of carriers tell them."""

from hejie.prevention.carriers import MEASURES, Counts, Lane

LANE: Lane = ("Zhejiang", "Sao Paulo")


def counts(carrier: str, parcels: int, late: int, lane: Lane = LANE) -> Counts:
    """Return what was counted of a carrier: so many parcels, so many of them late, nothing else amiss."""
    hits = dict.fromkeys(MEASURES, 0) | {"late": late}
    return Counts(carrier, lane, parcels, hits, dict.fromkeys(MEASURES, parcels))
