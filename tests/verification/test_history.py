"""Which scans count: once each, in the order they happened, without what was voided."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import ParcelScanned
from hejie.verification.history import tidy
from tests.verification.reading import MAPS

START = datetime(2026, 11, 1, tzinfo=UTC)
STATES = ["picked_up", "in_transit", "out_for_delivery", "attempt_absent", "refused", "delivered", "unknown"]


def scan(hours: float, state: str, provider: str = "correios", text: str = "") -> ParcelScanned:
    """Return a scan some hours after the start."""
    return ParcelScanned("P1", START + timedelta(hours=hours), state, provider, raw_text=text)


HISTORIES = st.lists(
    st.tuples(st.integers(min_value=0, max_value=200), st.sampled_from(STATES)),
    min_size=1,
    max_size=8,
    unique=True,
).map(lambda rows: [scan(hours, state) for hours, state in rows])


def states(*scans: ParcelScanned) -> list[str]:
    """Return the states that count, in order."""
    return [step.state for step in tidy(scans, MAPS).steps]


def test_the_same_thing_told_by_two_services_is_one_step_and_keeps_both_words() -> None:
    history = tidy(
        [scan(1, "delivered", "kuaidi100", "已签收"), scan(1, "delivered", "17track", "Delivered")], MAPS
    )
    assert len(history.steps) == 1
    assert {one.provider for one in history.steps[0].scans} == {"kuaidi100", "17track"}


def test_what_one_service_knows_of_the_signer_completes_the_other() -> None:
    told = [
        scan(1, "delivered_proxy", "17track", "Delivered"),
        scan(1, "delivered_proxy", "kuaidi100", "签收人：门卫 已签收"),
    ]
    assert tidy(told, MAPS).steps[0].meaning.signed_by == "proxy"


def test_a_void_of_one_service_leaves_the_scan_of_another_alone() -> None:
    told = [scan(1, "in_transit"), scan(2, "out_for_delivery", "17track"), scan(3, "voided")]
    assert states(*told) == ["out_for_delivery"]


def test_a_void_at_the_very_second_of_a_scan_speaks_of_that_scan() -> None:
    assert states(scan(1, "in_transit"), scan(2, "delivered"), scan(2, "voided")) == ["in_transit"]
    assert states(scan(1, "in_transit"), scan(2, "unknown"), scan(2, "voided")) == ["in_transit"]


def test_a_void_with_nothing_before_it_voids_nothing() -> None:
    assert states(scan(1, "voided"), scan(2, "in_transit")) == ["in_transit"]


def test_two_voids_take_out_the_last_two() -> None:
    told = [
        scan(1, "picked_up"),
        scan(2, "in_transit"),
        scan(3, "delivered"),
        scan(4, "voided"),
        scan(5, "voided"),
    ]
    assert states(*told) == ["picked_up"]


@given(told=HISTORIES)
def test_a_void_after_a_history_takes_out_exactly_its_last_step(told: list[ParcelScanned]) -> None:
    before = tidy(told, MAPS).steps
    after = tidy([*told, scan(999, "voided")], MAPS)
    assert after.steps == before[:-1]
    assert after.voided == before[-1:]


@given(told=HISTORIES, data=st.data())
def test_order_of_arrival_and_repeats_change_nothing(told: list[ParcelScanned], data: st.DataObject) -> None:
    again = data.draw(st.permutations([*told, *told]))
    assert tidy(again, MAPS) == tidy(told, MAPS)


@given(told=HISTORIES)
def test_steps_are_in_the_order_of_time_and_none_is_lost(told: list[ParcelScanned]) -> None:
    steps = tidy(told, MAPS).steps
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert {(one.happened_at, one.state) for one in told} == {(step.at, step.state) for step in steps}


def test_a_recorded_state_stands_even_if_the_maps_now_read_the_words_otherwise() -> None:
    step = tidy([scan(1, "lost", "kuaidi100", "已签收")], MAPS).steps[0]
    assert (step.state, step.meaning.state) == ("lost", "lost")
