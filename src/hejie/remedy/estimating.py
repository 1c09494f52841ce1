"""Would another law of acceptance have cost less in the cases that are over, as far as they can tell?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from hejie.rulebook.settlement import Tried

_INTERVAL = 1.96  # not a rule: 95 % of a normal distribution lie within so many standard errors
_HEAVIEST = 20.0  # not a rule: one case may not speak for more than so many


class Decision(Struct, frozen=True):
    """One offer that was made, and what the case then cost, in minor units.

    `propensity` is the probability with which it was proposed, kept when it was; `expected` what each offer was
    expected to cost then; `proposes` how likely the other law would have proposed each.
    """

    offered: str
    propensity: float
    cost: float
    expected: Mapping[str, float]
    proposes: Mapping[str, float]
    currency: str = ""


class Estimate(Struct, frozen=True):
    """What the other law saves by the case (negative: it costs more), within what interval, and on how many cases.

    `spoken_for` is how many cases, in effect, were proposed what the other law proposes too; all else is expectation.
    """

    saves: float
    half_interval: float
    cases: int
    spoken_for: float

    @property
    def kept(self) -> Tried | None:
        """What a learned law keeps of it; None where too few cases tell how much it may be off."""
        if not np.isfinite(self.half_interval):
            return None
        return Tried(self.cases, round(self.saves), round(self.half_interval))


def tried(decisions: Iterable[Decision]) -> Mapping[str, Tried]:
    """Return what the other law would have saved, by currency; one that too few cases tell of is left out."""
    by_currency: dict[str, list[Decision]] = {}
    for one in decisions:
        by_currency.setdefault(one.currency, []).append(one)
    found = {currency: estimate(mine).kept for currency, mine in sorted(by_currency.items())}
    return {currency: kept for currency, kept in found.items() if kept}


def is_no_worse(found: Mapping[str, Tried], least_cases: int) -> bool:
    """Tell whether a law is surely no worse in each currency with enough cases, of which there must be one.

    A person decides; this only stands in the way.
    """
    telling = [one for one in found.values() if one.cases >= least_cases]
    return bool(telling) and all(one.saves >= one.within for one in telling)


def estimate(decisions: Sequence[Decision]) -> Estimate:
    """Return the doubly robust estimate (Dudik, Langford and Li 2011) of what the other law would have saved.

    What a law expects is corrected by what really happened, wherever it would have proposed what was offered: it is
    right if either the expectations or the kept probabilities are.
    """
    usable = [one for one in decisions if one.propensity > 0 and one.offered in one.expected]
    if not usable:
        return Estimate(0.0, float("inf"), 0, 0.0)
    values, weights = zip(*(_value(one) for one in usable), strict=True)
    saved = np.array([one.cost for one in usable]) - np.array(values)
    heavy = np.array(weights)
    spread = float(saved.std(ddof=1)) if len(saved) > 1 else float("inf")
    square = float((heavy**2).sum())
    return Estimate(
        saves=float(saved.mean()),
        half_interval=_INTERVAL * spread / float(np.sqrt(len(saved))),
        cases=len(usable),
        spoken_for=float(heavy.sum() ** 2 / square) if square else 0.0,
    )


def _value(one: Decision) -> tuple[float, float]:
    """Return what the other law would have cost in this case, and the weight with which the case itself speaks."""
    model = sum(chance * one.expected.get(remedy, one.cost) for remedy, chance in one.proposes.items())
    weight = min(one.proposes.get(one.offered, 0.0) / one.propensity, _HEAVIEST)
    return model + weight * (one.cost - one.expected[one.offered]), weight
