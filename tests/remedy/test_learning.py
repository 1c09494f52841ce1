"""Do outcomes teach where buyers really are, slowly, and never in a promotion?"""

from datetime import date, timedelta

import numpy as np
import pytest

from hejie.remedy.acceptance import guess
from hejie.remedy.learning import Outcome, Pace, fit

PACE = Pace(30, 90)
TODAY = date(2027, 3, 1)


def outcomes(count, *, refused=(5, 4), taken=(7, 5), on=TODAY, **more):
    return [Outcome("missing.1", on, refused, taken, ("stayed",), **more) for _ in range(count)]


def between(law, low, high):
    return float(law.mass[:, low:high].sum())


def test_refused_twenty_and_took_thirty_says_that_the_buyer_is_between(rules):
    table = rules.acceptance
    law = fit(outcomes(400), table, PACE, as_of=TODAY)["missing.1"]
    assert between(law, 4, 7) > 0.75
    assert between(law, 4, 7) > between(guess(table, "missing.1"), 4, 7)


def test_one_case_moves_the_guess_a_little_and_many_move_it_far(rules):
    table = rules.acceptance
    first = guess(table, "missing.1").mass
    moved = [
        np.abs(fit(outcomes(count), table, PACE, as_of=TODAY)["missing.1"].mass - first).sum()
        for count in (1, 20, 400)
    ]
    assert moved == sorted(moved)
    assert moved[0] < moved[2] / 2


def test_other_price_bands_of_the_family_learn_too_but_less(rules):
    table = rules.acceptance
    laws = fit(outcomes(200), table, PACE, as_of=TODAY)
    own = between(laws["missing.1"], 4, 7) - between(guess(table, "missing.1"), 4, 7)
    sibling = between(laws["missing.2"], 4, 7) - between(guess(table, "missing.2"), 4, 7)
    assert own > sibling > 0
    assert set(laws) == {"missing.0", "missing.1", "missing.2"}


def test_old_outcomes_fade(rules):
    table = rules.acceptance
    fresh = fit(outcomes(60), table, PACE, as_of=TODAY)["missing.1"]
    old = fit(outcomes(60, on=TODAY - timedelta(days=720)), table, PACE, as_of=TODAY)["missing.1"]
    assert between(fresh, 4, 7) > between(old, 4, 7)


def test_the_days_of_a_promotion_and_days_to_come_teach_nothing(rules):
    table = rules.acceptance
    assert fit(outcomes(50, on=date(2026, 11, 11)), table, PACE, as_of=TODAY) == {}
    assert fit(outcomes(50, on=TODAY + timedelta(days=1)), table, PACE, as_of=TODAY) == {}


def test_how_refusals_end_is_learned_by_round(rules):
    ends = [Outcome("late.1", TODAY, (3, 3), None, ("stayed", "escalated")) for _ in range(300)]
    law = fit(ends, rules.acceptance, PACE, as_of=TODAY)["late.1"]
    assert law.escalate[0] < 0.05 < 0.9 < law.escalate[1]
    stood = [Outcome("late.1", TODAY, (1, 1), None, (), "rested") for _ in range(300)]
    assert fit(stood, rules.acceptance, PACE, as_of=TODAY)["late.1"].firm < 0.1


def test_the_same_outcomes_in_another_order_teach_the_same(rules):
    mixed = outcomes(5) + outcomes(5, refused=(9, 7), taken=None)
    one = fit(mixed, rules.acceptance, PACE, as_of=TODAY)["missing.1"]
    other = fit(mixed[::-1], rules.acceptance, PACE, as_of=TODAY)["missing.1"]
    assert one.mass == pytest.approx(other.mass)
    assert one.mass.sum() == pytest.approx(1)
