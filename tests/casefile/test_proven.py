"""Which facts follow from what happened?"""

from typing import Any

import pytest
from hypothesis import given

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    CaseOpened,
    Entry,
    EntryCorrected,
    EvidenceSubmitted,
    FactStated,
    MessageSent,
    NoteWritten,
    OfferAnswered,
    OfferMade,
    PlatformReported,
    PlatformSteppedIn,
    RulingGiven,
    SettlementAgreed,
)
from hejie.casefile.facts import FactState, known
from hejie.casefile.proven import stated
from hejie.casefile.quantities import Moment
from tests.casefile.strategies import entries, files
from tests.cast import ANA, NOON, opened, then, yuan


@pytest.mark.parametrize(
    ("what", "name", "value"),
    [
        (MessageSent("sorry", "en"), "seller_replied", True),
        (MessageSent("sorry", "en"), "replied_at", Moment(NOON)),
        (OfferMade("coupon"), "last_offer", "coupon"),
        (SettlementAgreed("coupon"), "settled", True),
        (PlatformSteppedIn(), "platform_stepped_in", True),
        (EvidenceSubmitted(("photo",)), "evidence_submitted", True),
        (RulingGiven("seller"), "ruled_for", "seller"),
        (CarrierClaimFiled("yto", yuan("60")), "carrier_claimed_at", Moment(NOON)),
        (CarrierClaimAnswered("yto", yuan("0")), "carrier_answered", True),
        (CaseClosed("withdrawn", "misread", "say it on the page"), "stage", "closed"),
    ],
)
def test_what_happened_proves_a_fact(what: AnyHappening, name: str, value: Any) -> None:
    fact = then(opened(), what).facts[name]

    assert (fact.value, fact.state, fact.at) == (value, FactState.KNOWN, NOON)
    assert fact.source == type(what).__name__


def test_ana_is_named_as_the_one_who_said_so() -> None:
    assert then(opened(), MessageSent("sorry", "en"), by=ANA).facts["replied_at"].said_by == "agent"


def test_an_opening_states_what_it_says_and_nothing_it_leaves_empty() -> None:
    facts = {fact.name: fact.value for fact in stated(opened(order_id="", amount=None).lines[0].entry)}

    assert facts["claim"] == "missing_item"
    assert facts["opened_at"] == Moment(NOON)
    assert not {"order_id", "amount"} & set(facts)


def test_the_row_of_an_export_has_the_last_word_in_its_opening() -> None:
    assert opened(known("claim", "quality")).claim == "quality"


@given(entries(NoteWritten))
def test_a_note_proves_nothing(note: Entry) -> None:
    assert list(stated(note)) == []


@given(entries(FactStated, PlatformReported, CaseOpened))
def test_what_was_said_is_told_as_it_was_said(entry: Entry) -> None:
    said = (entry.what.fact,) if isinstance(entry.what, FactStated) else entry.what.facts  # type: ignore[union-attr]

    assert list(stated(entry))[-len(said) :] == list(said) or not said


@given(files())
def test_the_facts_and_the_file_agree_on_where_the_case_stands(file: CaseFile) -> None:
    assert (file.facts["stage"].value, file.facts["turn"].value) == (file.stage, file.turn)


def test_refused_offers_are_counted_and_a_correction_counts_too() -> None:
    file = then(
        opened(), *(OfferAnswered(answer) for answer in ("refused", "countered", "refused", "accepted"))
    )

    assert file.facts["offers_refused"].value == 2
    assert then(file, EntryCorrected(2, "another buyer")).facts["offers_refused"].value == 1
    assert "offers_refused" not in opened().facts
