"""Does a trace give back every bit it was given, from less room than the bits take?"""

import numpy as np

from hejie.rulebook.bulk.circuits import ONE, ZERO
from hejie.rulebook.bulk.traces import Trace

WORDS = 40


def test_every_plane_comes_back_as_it_was_whatever_the_order_of_the_chunks() -> None:
    chance = np.random.default_rng(3)
    planes = {}
    for node, share in ((2, 0.0), (3, 0.02), (4, 0.5), (5, 1.0)):
        words = chance.integers(1, 2**63, WORDS, dtype=np.uint64)
        planes[node] = np.where(chance.random(WORDS) < share, words, np.uint64(0))
    trace = Trace([2, 3, 4, ZERO, ONE], [3, 4, 5, ONE, ONE], WORDS * 64)
    for first, last in ((17, 40), (0, 17)):
        trace.keep(first, {node: plane[first:last] for node, plane in planes.items()})
    planes |= {ZERO: np.zeros(WORDS, np.uint64), ONE: np.full(WORDS, 2**64 - 1, np.uint64)}
    for rule, (sure, possible) in enumerate(zip([2, 3, 4, ZERO, ONE], [3, 4, 5, ONE, ONE], strict=True)):
        assert np.array_equal(trace.plane(rule, surely=True), planes[sure])
        assert np.array_equal(trace.plane(rule, surely=False), planes[possible])


def test_rules_that_share_a_condition_share_its_plane_and_silent_ones_take_next_to_nothing() -> None:
    quiet, loud = np.zeros(WORDS, np.uint64), np.full(WORDS, 7, np.uint64)
    shared = Trace([2, 2, 2], [2, 2, 2], WORDS * 64)
    shared.keep(0, {2: loud})
    assert shared.nbytes == loud.nbytes + WORDS // 8
    silent = Trace([2, 3, 4], [5, 6, 7], WORDS * 64)
    silent.keep(0, dict.fromkeys(range(2, 8), quiet))
    assert silent.nbytes == 6 * WORDS // 8


def test_a_rule_stands_is_open_or_is_out() -> None:
    trace = Trace([2], [3], 64)
    trace.keep(0, {2: np.array([0b001], np.uint64), 3: np.array([0b011], np.uint64)})
    assert [trace.state(0, row) for row in range(3)] == [True, None, False]
