"""How long a parcel may be silent is a row of data, by lane and by where the parcel is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hejie.verification.silence import is_silent, normal_silence, span
from tests.verification.reading import MAPS

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.shows("P9", "B6")
def test_exactly_the_normal_silence_is_normal_and_a_minute_more_is_not() -> None:
    normal = normal_silence(MAPS, "cn_domestic", "in_transit", at=NOW)
    assert normal is not None
    assert not is_silent(NOW - span(normal), normal, at=NOW)
    assert is_silent(NOW - span(normal) - timedelta(minutes=1), normal, at=NOW)


@pytest.mark.parametrize("state", ["delivered", "returned", "destroyed", "refused", "unknown", "intercepted"])
def test_a_parcel_at_rest_is_never_silent_too_long(state: str) -> None:
    assert normal_silence(MAPS, "cn_domestic", state, at=NOW) is None


def test_a_lane_nobody_wrote_has_no_normal_and_so_no_stalled_parcels() -> None:
    assert normal_silence(MAPS, "", "in_transit", at=NOW) is None
    assert normal_silence(MAPS, "moon", "in_transit", at=NOW) is None
    assert not is_silent(NOW - timedelta(days=999), None, at=NOW)


def test_every_platform_has_a_lane_and_every_lane_every_phase() -> None:
    for lane in set(MAPS.lanes.values()):
        for state in ("info_received", "in_transit", "attempt_absent", "waiting_pickup", "customs_hold"):
            assert normal_silence(MAPS, lane, state, at=NOW) is not None, (lane, state)
    assert {"taobao", "pinduoduo", "aliexpress", "mercadolibre", "17zwd"} <= MAPS.lanes.keys()
