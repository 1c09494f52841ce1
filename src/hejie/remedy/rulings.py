"""What does it cost if the buyer goes to the platform, if they let it rest, and if nobody answers at all?"""

from __future__ import annotations

import numpy as np

from hejie.casefile.money import Money
from hejie.remedy.acceptance import Grid
from hejie.remedy.pricing import Price, Prices
from hejie.remedy.stopping import Endings
from hejie.rulebook.settlement import LARGEST

# The parts of an expected cost, in the order in which a page shows them.
SPLIT = ("remedy", "freight", "salvage", "fees", "ruling", "penalty", "custom", "handling")
_GOES_INTO = {
    "refund": "remedy",
    "coupon": "remedy",
    "price_difference": "remedy",
    "goods": "remedy",
    "reship": "remedy",
    "freight_out": "freight",
    "freight_back": "freight",
    "salvage": "salvage",
    "penalty": "penalty",
    "handling": "handling",
    "fees": "fees",
}
OURS = frozenset({"seller", "carrier", "supplier", "platform"})  # towards the buyer the shop stands for them


def still_to_spend(priced: Price) -> Grid:
    """Return what a remedy costs from now on, by the parts of SPLIT, in minor units."""
    found = dict.fromkeys(SPLIT, 0)
    for part, minor in priced.parts.items():
        found[_GOES_INTO[part]] += minor
    return np.array([found[part] for part in SPLIT], dtype=np.float64)


def endings(prices: Prices) -> Endings:
    """Return the cost of a dispute at the platform and of a buyer who lets it rest, by the parts of SPLIT.

    How often the platform rules for the buyer follows from how liability stands: against us, open, or for us.
    """
    against = ruled_for_the_buyer(prices) / LARGEST
    custom = prices.flat("team.settlement.lost_custom").minor
    due = prices.answers.get("penalty")
    fine = (due.values[0] or 0) if due and due.values else 0
    points = prices.answers.get("points")
    taken = (points.values[0] or 0) if points and points.values else 0
    escalated = dict.fromkeys(SPLIT, 0.0) | {
        "ruling": against * (prices.amount.minor + prices.flat("team.settlement.freeze").minor),
        "penalty": against * (fine + taken * prices.flat("team.settlement.point").minor),
        "custom": float(custom),
        "handling": float(prices.flat("team.settlement.dispute").minor),
    }
    rested = dict.fromkeys(SPLIT, 0.0) | {
        "custom": custom * _percent(prices, "team.settlement.quiet") / LARGEST
    }
    return Endings(*(np.array([ending[part] for part in SPLIT]) for ending in (escalated, rested)))


def ruled_for_the_buyer(prices: Prices) -> int:
    """Return how often, in percent, the platform rules for the buyer in a case that stands like this one."""
    liable = prices.answers.get("liability")
    outcome = liable.outcome if liable else None
    if outcome is None:
        return _percent(prices, "team.settlement.open")
    return _percent(prices, f"team.settlement.{'against_us' if outcome in OURS else 'for_us'}")


def lapse(silent: Price | None, prices: Prices) -> Money:
    """Return what it costs if nobody answers: what the platform then takes as agreed, and the custom lost."""
    taken = still_to_spend(silent).sum() if silent else 0
    return Money(round(taken) + prices.flat("team.settlement.lost_custom").minor, prices.amount.currency)


def _percent(prices: Prices, name: str) -> int:
    return prices.rules.parameter(name, on=prices.day) or 0
