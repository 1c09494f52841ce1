"""A true refusal is told from a failed delivery, and never assumed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.verification.attempts import FAILED, REFUSED, runs_of
from hejie.verification.history import tidy
from hejie.verification.refusal import Refusal, tell_refusal
from tests.verification.reading import MAPS
from tests.verification.test_history import scan

EVENTS = [
    "out_for_delivery",
    "attempt_absent",
    "refused",
    "address_problem",
    "in_transit",
    "delivered",
    "unclaimed_pickup",
]


def tell(*states: str) -> Refusal:
    """Return the verdict on states twelve hours apart."""
    steps = tidy([scan(12 * place, state) for place, state in enumerate(states)], MAPS).steps
    return tell_refusal(runs_of(steps), delivered=bool(states) and states[-1].startswith("delivered"))


@pytest.mark.shows("C2")
@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        (["out_for_delivery", "refused"], "true_refusal"),
        (["refused"], "true_refusal"),
        (["out_for_delivery", "attempt_absent"], "failed_delivery"),
        (["address_problem"], "failed_delivery"),
        (["unclaimed_pickup"], "failed_delivery"),
        (["out_for_delivery", "attempt_absent", "refused"], "unclear"),
        (["out_for_delivery", "refused", "attempt_absent"], "unclear"),
        (["out_for_delivery", "attempt_absent", "out_for_delivery", "refused"], "true_refusal"),
        (["out_for_delivery", "refused", "out_for_delivery", "attempt_absent"], "unclear"),
        (["out_for_delivery", "refused", "out_for_delivery", "delivered"], "none"),
        (["out_for_delivery", "attempt_absent", "out_for_delivery", "delivered_proxy"], "none"),
        (["in_transit"], "none"),
        ([], "none"),
    ],
)
def test_states_half_a_day_apart_lead_to_the_verdict(states: list[str], verdict: str) -> None:
    assert tell(*states).verdict == verdict


@given(st.lists(st.sampled_from(EVENTS), max_size=8))
def test_a_refusal_is_never_told_while_the_last_telling_run_says_otherwise(states: list[str]) -> None:
    told = tell(*states)
    signals = [state for state in states if state in REFUSED | FAILED]
    if told.verdict == "true_refusal":
        last_out = max(
            (place for place, state in enumerate(states) if state == "out_for_delivery"), default=0
        )
        last = [state for state in states[last_out:] if state in REFUSED | FAILED] or signals[-1:]
        assert set(last) <= REFUSED
    if told.verdict == "failed_delivery":
        assert not REFUSED & set(states)
    if not signals:
        assert told.verdict == "none"


@given(st.lists(st.sampled_from(EVENTS), max_size=8))
def test_every_verdict_has_grounds_that_people_can_read(states: list[str]) -> None:
    told = tell(*states)
    assert told.grounds
    assert told.grounds[0] in MAPS.findings
    assert told.ask_carrier == (told.verdict == "unclear")


def test_the_grounds_quote_the_carrier_with_time_and_code() -> None:
    steps = tidy([scan(0, "refused", "kuaidi100", "客户拒收")], MAPS).steps
    told = tell_refusal(runs_of(steps), delivered=False)
    assert any("客户拒收" in ground and "2026-11-01 00:00Z" in ground for ground in told.grounds)
