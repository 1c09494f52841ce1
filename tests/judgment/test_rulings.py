"""What the rules say besides the judgment is told too: violation, penalty, defence, settlement, the right request."""

import pytest

from hejie.casefile.entries import StageMoved
from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn
from hejie.judgment import rulings
from tests.cast import NOON, hours, opened, then, yuan


def said(file, rules, at=NOON):
    return {one.decision: one.outcome for one in rulings(file, rules=rules, at=at)}


@pytest.mark.shows("T10", "M4")
def test_a_late_parcel_comes_with_its_penalty_its_defence_its_settlement_and_its_prevention(rules):
    file = opened(
        known("paid_at", Moment(NOON - hours(120))),
        known("scanned", True),
        known("ship_scan_at", Moment(NOON - hours(24))),
        known("paid_amount", yuan("200")),
        known("presale", False),
        known("custom_made", False),
        claim="late_shipment",
    )
    found = said(file, rules)
    assert (found["violation"], found["penalty"], found["points"]) == ("yes", 1000, 3)
    assert (found["defence"], found["settlement"], found["prevention"]) == (
        "none",
        "pay_and_apologise",
        "no_rush_promise",
    )


@pytest.mark.shows("T9")
def test_a_refused_parcel_filed_as_a_return_is_told_with_the_request_that_fits_and_why(rules):
    file = opened(known("order_state", "shipped"), known("parcel_state", "refused"), claim="return_refund")
    found = {one.decision: one for one in rulings(file, rules=rules, at=NOON)}
    assert found["right_request"].outcome == "withdraw_and_refile"
    assert [ground.rule for ground in found["right_request"].grounds] == ["taobao.request.refused_wrong"]
    assert found["right_request"].grounds[0].source


@pytest.mark.shows("P3")
def test_what_is_open_or_usual_is_not_told(rules):
    found = said(opened(claim="late_shipment"), rules)
    assert not {"violation", "penalty", "points", "small_sum", "liability", "handling", "authority"} & set(
        found
    )


def test_of_a_closed_case_it_is_told_what_held_when_it_ended(rules):
    file = opened(
        known("paid_at", Moment(NOON - hours(71))),
        known("scanned", False),
        known("presale", False),
        known("custom_made", False),
        claim="late_shipment",
    )
    ended = then(file, StageMoved(Stage.CLOSED, Turn.NOBODY))
    assert said(file, rules)["violation"] == "no"
    assert said(file, rules, NOON + hours(48))["violation"] == "yes"
    assert said(ended, rules, NOON + hours(48))["violation"] == "no"
