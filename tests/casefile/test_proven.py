"""Which facts follow from what happened?"""

from typing import Any

import pytest
from hypothesis import given

from hejie.casefile.entries import (
    AnyHappening,
    CaseOpened,
    Entry,
    EvidenceSubmitted,
    FactStated,
    MessageSent,
    NoteWritten,
    OfferMade,
    PlatformReported,
    PlatformSteppedIn,
    RulingGiven,
    SettlementAgreed,
)
from hejie.casefile.facts import FactState, known
from hejie.casefile.proven import stated
from hejie.casefile.quantities import Moment
from tests.casefile.strategies import entries
from tests.cast import ANA, NOON, opened, then


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
