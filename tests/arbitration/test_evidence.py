"""Which exhibits are wanted, at hand, and missing?"""

import pytest

from hejie.arbitration import prepare
from hejie.casefile.entries import AttachmentAdded, EvidenceListed, MessageReceived, ParcelScanned
from hejie.casefile.parties import Role
from tests.cast import ANA, CHEN, NOON, happened, opened, then


def listed(file, rules) -> EvidenceListed:
    (evidence,) = happened(prepare(file, rules=rules, at=NOON, by=ANA))
    return evidence


def at_hand(evidence: EvidenceListed) -> set[str]:
    return {exhibit.exhibit for exhibit in evidence.exhibits if exhibit.at_hand}


@pytest.mark.shows("C6", "T8")
def test_the_list_says_what_each_exhibit_shows_who_has_it_and_what_is_missing(rules):
    evidence = listed(opened(claim="missing_item"), rules)
    weights = next(exhibit for exhibit in evidence.exhibits if exhibit.exhibit == "packing_weight")
    assert weights.of is Role.WAREHOUSE
    assert weights.shows["zh-CN"]
    assert weights in evidence.missing


def test_a_photo_that_was_attached_as_an_exhibit_is_at_hand(rules):
    photo = AttachmentAdded("weight.jpg", "ab" * 32, 1000, "image/jpeg", shows="packing_weight")
    evidence = listed(then(opened(claim="missing_item"), photo), rules)
    assert next(e for e in evidence.exhibits if e.exhibit == "packing_weight").at_hand == "ab" * 32


def test_the_conversation_and_the_route_are_printed_by_the_case_itself(rules):
    file = opened(claim="cod_refused", platform="mercadolibre")
    assert not at_hand(listed(file, rules))
    file = then(file, MessageReceived(Role.BUYER, "No lo quiero"), by=CHEN)
    file = then(file, ParcelScanned("RB123456785CN", NOON, "refused"))
    assert at_hand(listed(file, rules)) == {"chat", "route"}


def test_asked_again_with_nothing_new_it_says_nothing(rules):
    file = opened(claim="missing_item")
    file = file.add(*prepare(file, rules=rules, at=NOON, by=ANA))
    assert prepare(file, rules=rules, at=NOON, by=ANA) == ()


def test_a_claim_that_needs_no_evidence_gets_no_list(rules):
    assert prepare(opened(claim="question"), rules=rules, at=NOON, by=ANA) == ()
