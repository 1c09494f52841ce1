"""Does the picture of a parcel's way tell what an agent must see: what went wrong, the silence, the promised day?"""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactStated, ParcelScanned
from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.desk.telling.reader import Reader
from hejie.desk.telling.route import MARGIN, ROOM, WIDE, routes
from tests.desk.cast import NOON, entry, opened
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture
def reader() -> Reader:
    """Ana, who reads Chinese, at noon."""
    with translation.override("zh-hans"):
        return Reader.of(hire("ana", "agent"))._replace(now=NOON)


def scanned(days_ago: float, state: str, parcel: str = "SF1", direction: str = "forward") -> ParcelScanned:
    return ParcelScanned(parcel, NOON - timedelta(days=days_ago), state, "kd", direction=direction)


def told_by(*scans: ParcelScanned) -> CaseFile:
    return opened().add(*(entry(scan) for scan in scans))


@pytest.mark.shows("C1")
def test_stops_stand_in_the_distance_of_their_times_and_what_went_wrong_is_named(reader: Reader) -> None:
    file = told_by(
        scanned(4, "picked_up"),
        scanned(2, "attempt_absent"),
        scanned(1.99, "in_transit"),
        scanned(0, "refused"),
    )
    (route,) = routes(file, reader)
    assert [stop.tone for stop in route.stops] == ["plain", "bad", "plain", "bad"]
    assert [stop.x for stop in route.stops][::3] == [MARGIN, WIDE - MARGIN]
    assert route.stops[1].x == pytest.approx(WIDE / 2)
    assert [stop.label for stop in route.stops if stop.named] == ["已揽收", "派送未遇收件人", "拒收"]


def test_labels_never_stand_on_each_other(reader: Reader) -> None:
    (route,) = routes(told_by(*(scanned(hours / 24, "in_transit") for hours in range(60))), reader)
    named = sorted(stop.x for stop in route.stops if stop.named)
    assert len(route.stops) == 60
    assert len(named) > 3
    assert min(b - a for a, b in pairwise(named)) >= ROOM


def test_the_longest_silence_reaches_to_now_while_the_parcel_is_under_way(reader: Reader) -> None:
    (route,) = routes(told_by(scanned(7.5, "picked_up"), scanned(6.25, "in_transit")), reader)
    assert route.silence
    assert (route.silence.days, route.silence.hours) == (6, 6)
    assert route.today == route.silence.end == WIDE - MARGIN


def test_a_parcel_that_arrived_waits_no_longer(reader: Reader) -> None:
    (route,) = routes(told_by(scanned(9.5, "picked_up"), scanned(9, "delivered")), reader)
    assert (route.silence, route.today) == (None, None)


def test_the_promised_day_stands_on_the_way_out_and_not_on_the_way_back(reader: Reader) -> None:
    promise = FactStated(known("promised_delivery_by", Moment(NOON - timedelta(days=3)), said_by="platform"))
    scans = (scanned(4, "picked_up"), scanned(1, "picked_up", "SF2", "return"))
    out, back = routes(told_by(*scans).add(entry(promise)), reader)
    assert out.promised
    assert out.stops[0].x < out.promised < (out.today or 0)
    assert back.promised is None


def test_what_two_services_told_is_one_stop_and_an_unknown_state_is_said_so(reader: Reader) -> None:
    again = ParcelScanned("SF1", NOON, "picked_up", "other", raw_text="收件")
    (route,) = routes(told_by(scanned(0, "picked_up"), again, scanned(-0.1, "never heard of")), reader)
    assert [stop.label for stop in route.stops] == ["已揽收", "未识别"]


def test_a_case_without_scans_has_no_picture(reader: Reader) -> None:
    assert routes(opened(), reader) == ()
