"""Do the weighings of a parcel speak for a missing item, against it, or can they not tell?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from hejie.casefile.facts import Fact
from hejie.casefile.quantities import Weight
from hejie.rulebook.tracking_maps import TrackingMaps

SHORT, EQUAL, CARRIER_ONLY, UNDECIDED = "short", "equal", "carrier_only", "undecided"
WEIGHTS = ("w_repacked", "w_warehouse", "w_carrier", "w_item")
NAMES = (
    "packing_sd",
    "scale_sd",
    "carrier_sd",
    "carrier_step",
    "refuse_below_tenths",
    "error_permille",
    "misfit_permille",
)


class Scatter(Struct, frozen=True):
    """How far weighings scatter, in grams, and how sure a verdict must be, in the units the names end in."""

    packing_sd: int
    scale_sd: int
    carrier_sd: int
    carrier_step: int
    refuse_below_tenths: int
    error_permille: int
    misfit_permille: int


class Weighed(Struct, frozen=True):
    """The verdict and why. `missing` names the weights that would help; `separation` is the item in deviations."""

    verdict: str
    finding: str
    missing: tuple[str, ...] = ()
    separation: float = 0.0


def scatter(maps: TrackingMaps, *, at: datetime) -> Scatter:
    """Return the shop's scatter of weighings as it holds at a time."""
    return Scatter(*(maps.measure(name, at.date()).value for name in NAMES))


def compare(facts: Mapping[str, Fact], own: Scatter) -> Weighed:
    """Compare what the parcel weighed with what the same goods weigh packed again.

    Warehouse and carrier weighed the same packing, so that error is shared between the two and counted once: each
    gap to the re-packed weight is the item (or nothing), plus one common packing error, plus its own scale. Nothing
    is concluded from an item lighter than the scatter can show, nor from weights that fit no story at all.
    """
    grams = {name: _grams(facts.get(name)) for name in WEIGHTS}
    missing = tuple(name for name, value in grams.items() if value is None)
    repacked, item = grams["w_repacked"], grams["w_item"]
    if repacked is None or not item or len({"w_warehouse", "w_carrier"} & set(missing)) == 2:
        return Weighed(UNDECIDED, "weights_missing", missing)
    gaps = [repacked - value for name in ("w_warehouse", "w_carrier") if (value := grams[name]) is not None]
    alone = [_alone(name, own) for name in ("w_warehouse", "w_carrier") if grams[name] is not None]
    return _decide(_Gaps(gaps, alone, own), item, own, missing)


class _Gaps:
    """One or two gaps in grams with their joint scatter: a shared variance and one of each scale."""

    def __init__(self, gaps: list[int], alone: list[float], own: Scatter) -> None:
        self.gaps, self.alone = gaps, alone
        self.shared = float(own.packing_sd**2 + own.scale_sd**2)

    def distance(self, means: list[float]) -> float:
        """Return the squared distance of the gaps from what a story expects (Mahalanobis).

        The inverse of `shared * ones + diagonal` in closed form (Sherman and Morrison).
        """
        off = [gap - mean for gap, mean in zip(self.gaps, means, strict=True)]
        plain = sum(part * part / own for part, own in zip(off, self.alone, strict=True))
        pulled = sum(part / own for part, own in zip(off, self.alone, strict=True))
        return plain - self.shared * pulled * pulled / (1 + self.shared * sum(1 / own for own in self.alone))

    def deviation(self) -> float:
        """Return the standard deviation of the best estimate of a weight that is missing from all weighings."""
        return math.sqrt(self.shared + 1 / sum(1 / own for own in self.alone))


def _alone(name: str, own: Scatter) -> float:
    if name == "w_warehouse":
        return float(max(own.scale_sd, 1) ** 2)
    # not a rule: a value rounded to a step scatters evenly over it, with a variance of a twelfth of its square
    rounding = own.carrier_step**2 / 12
    return own.carrier_sd**2 + rounding + 1


def _decide(gaps: _Gaps, item: int, own: Scatter, missing: tuple[str, ...]) -> Weighed:
    separation = item / gaps.deviation()
    if separation * 10 < own.refuse_below_tenths:  # not a rule: the parameter is in tenths
        return Weighed(UNDECIDED, "weights_item_too_light", missing, separation)
    count = len(gaps.gaps)
    stories = {EQUAL: [0.0] * count, SHORT: [float(item)] * count}
    if count == 2:
        stories[CARRIER_ONLY] = [0.0, float(item)]
    distances = {story: gaps.distance(means) for story, means in stories.items()}
    best = min(distances, key=lambda story: distances[story])
    if _chance_of(distances[best], count) * 1000 < own.misfit_permille:  # not a rule: a share of a thousand
        return Weighed(UNDECIDED, "weights_fit_nothing", missing, separation)
    odds = sum(math.exp((distances[best] - other) / 2) for other in distances.values())
    if (1 - 1 / odds) * 1000 > own.error_permille:  # not a rule: a share of a thousand
        return Weighed(UNDECIDED, "weights_undecided", missing, separation)
    return Weighed(best, f"weights_{best}", missing, separation)


def _chance_of(distance: float, count: int) -> float:
    """Return how often a true story lies at least so far off (chi-square with one or two degrees of freedom)."""
    far = max(distance, 0.0)
    return math.exp(-far / 2) if count == 2 else math.erfc(math.sqrt(far / 2))


def _grams(fact: Fact | None) -> int | None:
    value = fact.value if fact else None
    if isinstance(value, Weight):
        return value.grams
    return value if isinstance(value, int) and not isinstance(value, bool) else None
