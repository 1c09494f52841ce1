"""How many agents does a peak need, and what is lost with fewer?"""

from itertools import pairwise

import numpy as np
import pytest

from hejie.dispatch.capacity import Expected, ahead_of, enough, in_blocks, staffing
from hejie.dispatch.waiting import Queue

KINDS = Queue(
    stake=np.array([4000.0, 12000.0]),
    minutes=np.array([8.0, 25.0]),
    hours=np.array([12.0, 24.0]),
    hazard=np.array([0.01, 0.0]),
    waiting=np.array([0.0, 0.0]),
)


@pytest.fixture(scope="module")
def rows():
    arrivals = np.zeros((2, 36))
    arrivals[0, :12], arrivals[1, :12] = 40, 5
    return staffing(Expected(arrivals, KINDS), [1.0] * 36, [1, 2, 4, 8, 16])


@pytest.mark.shows("V7")
def test_every_further_agent_saves_more_and_each_less_than_the_one_before(rows):
    saved = [row.saved for row in rows]
    assert saved == sorted(saved)
    by_agent = [(later.saved - row.saved) / (later.agents - row.agents) for row, later in pairwise(rows)]
    assert all(later <= one * 1.02 for one, later in pairwise(by_agent))


@pytest.mark.shows("V7")
def test_what_is_lost_is_told_for_each_number_and_vanishes_with_enough(rows):
    assert rows[0].lost > rows[2].lost > rows[-1].lost
    assert rows[-1].lost < rows[0].lost / 50
    assert (rows[0].busy, rows[-1].busy < 1) == (1.0, True)


def test_the_picture_shows_when_it_hurts(rows):
    few = rows[0].price
    assert len(few) == 36
    assert max(few[:12]) > 0
    assert few[-1] == 0


def test_an_agent_too_many_costs_more_than_she_saves(rows):
    assert enough(rows, 0).agents == 16
    assert enough(rows, 10**9).agents == 1
    costs = 40_000
    assert enough(rows, costs) == max(rows, key=lambda row: row.saved - row.agents * costs)
    assert 1 < enough(rows, costs).agents < 16


def test_a_forecast_goes_to_the_planner_as_it_is():
    arrivals = np.zeros((2, 4))
    arrivals[1, 2] = 3.0
    coming = ahead_of(Expected(arrivals, KINDS), np.full(4, 60.0))
    assert (coming.count.tolist(), coming.start.tolist(), coming.cases.stake.tolist()) == ([3], [2], [12000])


def test_a_forecast_in_wider_blocks_says_nearly_the_same():
    arrivals = np.zeros((2, 36))
    arrivals[0, :12], arrivals[1, :12] = 40, 5
    wide = Expected(in_blocks(arrivals, 3), KINDS, width=3)
    assert wide.arrivals.sum() == arrivals.sum()
    fine, coarse = (
        staffing(one, [1.0] * blocks, [4])[0] for one, blocks in ((Expected(arrivals, KINDS), 36), (wide, 12))
    )
    assert coarse.saved == pytest.approx(fine.saved, rel=0.1)
    assert ahead_of(wide, np.full(12, 180.0)).start.tolist()[:4] == [0, 3, 6, 9]
