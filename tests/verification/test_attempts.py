"""How often the carrier really tried."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hejie.verification.attempts import attempts_of, runs_of
from hejie.verification.history import tidy
from tests.verification.reading import MAPS
from tests.verification.test_history import START, scan

SAME = timedelta(hours=6)


def attempts(*rows: tuple[float, str]) -> list[float]:
    """Return the hours at which attempts were made."""
    steps = tidy([scan(hours, state) for hours, state in rows], MAPS).steps
    return [(at - START) / timedelta(hours=1) for at in attempts_of(runs_of(steps), SAME)]


@pytest.mark.shows("C1")
@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([(1, "out_for_delivery"), (3, "attempt_absent")], [3]),
        ([(1, "out_for_delivery"), (2, "out_for_delivery"), (3, "attempt_absent")], [3]),
        ([(1, "out_for_delivery"), (3, "attempt_absent"), (4, "attempt_absent")], [3]),
        ([(1, "attempt_absent"), (7, "attempt_absent")], [1]),
        ([(1, "attempt_absent"), (7.5, "attempt_absent")], [1, 7.5]),
        ([(1, "out_for_delivery"), (3, "attempt_absent"), (4, "out_for_delivery"), (5, "delivered")], [3, 5]),
        ([(1, "out_for_delivery"), (30, "out_for_delivery")], []),
        ([(1, "out_of_area")], []),
        ([(1, "address_problem")], []),
        ([(1, "out_for_delivery"), (2, "address_problem")], [2]),
        ([(1, "waiting_pickup"), (2, "delivered")], []),
        ([(1, "out_for_delivery"), (2, "waiting_pickup"), (40, "delivered_proxy")], [2]),
        ([], []),
    ],
)
def test_what_counts_as_an_attempt(rows: list[tuple[float, str]], at: list[float]) -> None:
    assert attempts(*rows) == at
