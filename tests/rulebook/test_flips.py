# ruff: noqa: E501 - a row of YAML is kept on one line
"""When does an answer change by itself?"""

from datetime import timedelta

import pytest

from hejie.casefile.facts import known, unknown
from hejie.casefile.quantities import Moment
from hejie.rulebook import Rulebook
from hejie.rulebook.answers import Answer
from hejie.rulebook.flips import next_flip, turning_moments
from hejie.rulebook.spans import moment
from tests.cast import NOON
from tests.rulebook.conftest import NOW


def test_the_first_moment_that_changes_the_answer_is_the_next_flip() -> None:
    before, after = Answer("d", "pending", ("x",)), Answer("d", "decided", ("x",))
    flip = next_flip(
        [(30, "late"), (10, "early"), (20, "in between")], before, lambda at: after if at >= 20 else before
    )
    assert flip is not None
    assert (flip.at, flip.why, flip.status) == (moment(20), "in between", "decided")
    assert next_flip([(10, "early")], before, lambda at: before) is None


@pytest.mark.shows("T10")
def test_an_unscanned_parcel_becomes_the_sellers_fault_at_a_known_minute(sample: Rulebook) -> None:
    facts = {fact.name: fact for fact in (known("platform", "taobao"), known("claim", "late_shipment"), known("shipped", True),
                                          known("paid_at", Moment(NOON)), unknown("ship_scan_at"))}  # fmt: skip
    explanation = sample.explain(facts, as_of=NOON + timedelta(hours=1))
    assert explanation.answer.values == ("seller",)
    flip = explanation.next_flip
    assert flip is not None
    assert flip.at == NOON + timedelta(hours=72, minutes=1)
    assert (flip.status, flip.to) == ("decided", ("seller",))


def test_only_moments_to_come_are_looked_at(sample: Rulebook) -> None:
    plan = sample.plan({"platform": "taobao", "claim": "late_shipment"}, NOW)
    assert turning_moments(plan.edition, {"paid_at": NOW - 9000}, NOW) == []
    assert {at for at, _ in turning_moments(plan.edition, {"paid_at": NOW}, NOW)} == {NOW + 4320, NOW + 4321}
