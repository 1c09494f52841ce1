"""Weights speak only when they can."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.facts import Fact, absent, known
from hejie.casefile.quantities import Weight
from hejie.verification.weights import Scatter, compare, scatter
from tests.verification.reading import MAPS

OWN = scatter(MAPS, at=datetime(2026, 11, 20, tzinfo=UTC))


def weights(**grams: int) -> dict[str, Fact]:
    """Return weights as facts of a case."""
    return {f"w_{name}": known(f"w_{name}", Weight(value)) for name, value in grams.items()}


@pytest.mark.shows("T5", "B9")
@pytest.mark.parametrize(
    ("grams", "verdict"),
    [
        ({"repacked": 2267, "warehouse": 1957, "carrier": 1950, "item": 312}, "short"),
        ({"repacked": 2267, "warehouse": 2262, "carrier": 2270, "item": 312}, "equal"),
        ({"repacked": 2267, "warehouse": 2262, "carrier": 1950, "item": 312}, "carrier_only"),
        ({"repacked": 2267, "carrier": 1950, "item": 312}, "short"),
        ({"repacked": 2267, "warehouse": 2262, "item": 312}, "equal"),
        ({"repacked": 2267, "warehouse": 2110, "carrier": 2110, "item": 312}, "undecided"),
        ({"repacked": 2267, "warehouse": 1100, "carrier": 1100, "item": 312}, "undecided"),
        ({"repacked": 2267, "warehouse": 2247, "carrier": 2240, "item": 20}, "undecided"),
        ({"repacked": 2267, "item": 312}, "undecided"),
        ({"warehouse": 2262, "carrier": 2270, "item": 312}, "undecided"),
        ({"repacked": 2267, "warehouse": 2262}, "undecided"),
        ({"repacked": 2267, "warehouse": 2262, "item": 0}, "undecided"),
        ({}, "undecided"),
    ],
)
def test_the_verdict_of_the_scales(grams: dict[str, int], verdict: str) -> None:
    assert compare(weights(**grams), OWN).verdict == verdict


def test_what_is_missing_is_named() -> None:
    weighed = compare(weights(repacked=2267, item=312) | {"w_carrier": absent("w_carrier")}, OWN)
    assert weighed.finding == "weights_missing"
    assert set(weighed.missing) == {"w_warehouse", "w_carrier"}


def test_an_item_lighter_than_the_scales_can_tell_decides_nothing_however_the_weights_fall() -> None:
    weighed = compare(weights(repacked=500, warehouse=400, carrier=400, item=30), OWN)
    assert weighed.finding == "weights_item_too_light"
    assert weighed.separation < OWN.refuse_below_tenths / 10


def test_weights_that_fit_no_story_ask_for_another_weighing() -> None:
    assert (
        compare(weights(repacked=2000, warehouse=500, carrier=2000, item=100), OWN).finding
        == "weights_fit_nothing"
    )


def test_a_shop_that_weighs_badly_needs_heavier_items() -> None:
    sloppy = Scatter(60, 10, 20, 100, OWN.refuse_below_tenths, OWN.error_permille, OWN.misfit_permille)
    told = weights(repacked=2267, warehouse=2187, carrier=2180, item=80)
    assert compare(told, OWN).verdict == "short"
    assert compare(told, sloppy).verdict == "undecided"


def test_a_second_scale_does_not_double_the_certainty_because_the_packing_is_the_same() -> None:
    one = compare(weights(repacked=1000, warehouse=940, item=60), OWN).separation
    two = compare(weights(repacked=1000, warehouse=940, carrier=940, item=60), OWN).separation
    assert one <= two < one * 1.05


@given(
    repacked=st.integers(0, 10**8),
    warehouse=st.integers(0, 10**8),
    carrier=st.integers(0, 10**8),
    item=st.integers(1, 10**8),
)
def test_no_weights_break_the_comparison(repacked: int, warehouse: int, carrier: int, item: int) -> None:
    told = compare(weights(repacked=repacked, warehouse=warehouse, carrier=carrier, item=item), OWN)
    assert told.verdict in ("short", "equal", "carrier_only", "undecided")
    assert told.finding in MAPS.findings


def test_simulated_parcels_are_judged_wrongly_less_often_than_allowed() -> None:
    chance = random.Random(7)
    wrong = decided = 0
    for _ in range(3000):
        item, missing = chance.randint(30, 200), chance.random() < 0.5
        packing = chance.gauss(0, OWN.packing_sd)
        real = 1500 - (item if missing else 0) + packing
        told = weights(
            repacked=round(1500 + chance.gauss(0, OWN.scale_sd)),
            warehouse=round(real + chance.gauss(0, OWN.scale_sd)),
            carrier=round((real + chance.gauss(0, OWN.carrier_sd)) / OWN.carrier_step) * OWN.carrier_step,
            item=item,
        )
        verdict = compare(told, OWN).verdict
        if verdict in ("short", "equal"):
            decided += 1
            wrong += (verdict == "short") != missing
    assert decided > 1500
    assert wrong / decided <= OWN.error_permille / 1000
