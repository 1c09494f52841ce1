"""Is a legal entitlement a floor under every offer?"""

import pytest

from hejie.remedy.floor import below_floor
from hejie.rulebook import Answer
from hejie.rulebook.handbook import Remedy


def remedy(*wants: str) -> Remedy:
    return Remedy("any", {}, {}, wants, (), ())


def due(outcome: str, status: str = "decided") -> Answer:
    return Answer("entitlement", status, (outcome,) if status == "decided" else (outcome, "none"))


@pytest.mark.parametrize(
    ("entitled_to", "wants", "falls_short"),
    [
        ("full_refund", "refund_only", False),
        ("full_refund", "return_refund", True),
        ("full_refund", "partial_refund", True),
        ("return_refund", "return_refund", False),
        ("return_refund", "refund_only", False),
        ("return_refund", "compensation", True),
        ("replacement", "reship", False),
        ("replacement", "explanation", True),
        ("compensation", "partial_refund", False),
        ("none", "explanation", False),
    ],
)
@pytest.mark.shows("T9")
def test_an_offer_below_a_certain_entitlement_says_which(entitled_to, wants, falls_short):
    assert below_floor(remedy(wants), due(entitled_to)) == (entitled_to if falls_short else "")


def test_an_entitlement_that_is_still_open_is_no_floor_yet():
    assert below_floor(remedy("explanation"), due("full_refund", "pending")) == ""
    assert below_floor(remedy("explanation"), None) == ""
