"""Has a parcel been silent for longer than is normal on its lane?"""

from __future__ import annotations

from datetime import datetime, timedelta

from hejie.rulebook.mistakes import NoSuch
from hejie.rulebook.spans import MINUTES
from hejie.rulebook.tracking_maps import Measure, TrackingMaps

_PHASES = {
    "info_received": "before_pickup",
    "out_for_delivery": "delivery",
    "attempt_absent": "delivery",
    "attempt_closed": "delivery",
    "attempt_other": "delivery",
    "unsafe_area": "delivery",
    "waiting_pickup": "pickup",
    "customs_hold": "customs",
    "fee_due": "customs",
}
AT_REST = frozenset(
    {
        *("delivered", "delivered_proxy", "returned", "destroyed", "cancelled", "lost", "stolen"),
        *("customs_seized", "intercepted", "refused", "unknown", "voided"),
    }
)


def normal_silence(maps: TrackingMaps, lane: str, state: str, *, at: datetime) -> Measure | None:
    """Return how long a parcel in a state may be silent on a lane; None where it is at rest or nobody knows."""
    if not lane or state in AT_REST:
        return None
    try:
        return maps.measure(f"{lane}.{_PHASES.get(state, 'moving')}", at.date())
    except NoSuch:
        return None


def span(measure: Measure) -> timedelta:
    """Return a measure of time as a length."""
    return timedelta(minutes=measure.value * MINUTES[measure.unit])


def is_silent(last: datetime, normal: Measure | None, *, at: datetime) -> bool:
    """Tell whether nothing was heard since `last` for longer than normal."""
    return normal is not None and at - last > span(normal)
