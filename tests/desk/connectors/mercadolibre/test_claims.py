"""Is every claim read as far as it can be, whatever it holds, and nothing guessed?"""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM
from hejie.desk.connectors.mercadolibre import claims
from hejie.desk.connectors.mercadolibre.claims import (
    Beside,
    claim_of,
    moment,
    notices,
    read_claim,
    status_of,
    sum_of,
)
from hejie.desk.connectors.mistakes import Unreadable
from hejie.intake import merge, open_case
from hejie.rulebook import load_rulebook
from tests.desk.connectors.double import a_claim, a_message, an_action

RULES = load_rulebook()
ML = RULES.platform("mercadolibre")
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
WHOLE = a_claim(
    players=[{"type": "seller", "role": "respondent", "available_actions": [an_action("refund")]}]
)


def spoiled(whole: Any) -> st.SearchStrategy[Any]:
    """Objects of the documented shape in which anything may stand in any place."""
    if isinstance(whole, dict):
        return st.fixed_dictionaries({name: spoiled(value) | ANYTHING for name, value in whole.items()})
    if isinstance(whole, list):
        return (
            st.lists(st.one_of(*(spoiled(one) for one in whole), ANYTHING), max_size=3) if whole else ANYTHING
        )
    return st.just(whole)


BESIDE = {
    "detail": {
        "due_date": "2026-11-27T22:39:00.000-04:00",
        "action_responsible": "seller",
        "title": "x",
        "problem": "y",
    },
    "order": {
        "paid_amount": 12,
        "currency_id": "BRL",
        "order_items": [{"item": {"title": "x"}}],
        "buyer": {"nickname": "c"},
    },
    "shipment": {"tracking_number": "RB1", "tracking_method": "PAC"},
    "returned": {
        "status": "shipped",
        "shipping": {"status_history": [{"status": "shipped", "date": "2026-11-27"}]},
    },
}


@given(told=spoiled(WHOLE) | ANYTHING, beside=spoiled(BESIDE), message=spoiled(a_message("Oi")))
@settings(max_examples=120, deadline=None)
def test_whatever_a_claim_holds_it_becomes_a_case_or_is_called_unreadable(
    told: Any, beside: Any, message: Any
) -> None:
    try:
        claim = read_claim(told)
    except Unreadable:
        return
    parts = {name: value if isinstance(value, dict) else {} for name, value in beside.items()}
    told_of = Beside(**parts, messages=claims.rows([message]), wishes=claims.rows([message]))
    for notice in notices(claim, told_of, shop="lamps", variant="local", platform=ML):
        at = datetime(2026, 11, 25, tzinfo=UTC)
        file = open_case(notice, rules=RULES, at=at, by=SYSTEM)
        assert merge(file, notice, rules=RULES, at=at, by=SYSTEM) == ()


@given(st.text() | st.none() | st.integers())
@settings(max_examples=60)
def test_a_time_has_a_zone_or_is_none(told: Any) -> None:
    at = moment(told)
    assert at is None or at.utcoffset() is not None


@pytest.mark.parametrize("told", ["2018-05-01T00:00:00.000-0400", "2018-05-01T00:00:00.000-04:00"])
def test_both_ways_of_writing_a_zone_are_read(told: str) -> None:
    at = moment(told)
    assert at is not None
    assert at.utcoffset() == timedelta(hours=-4)


def test_money_is_whole_minor_units_or_unknown() -> None:
    assert sum_of(Decimal("128.5"), "BRL") == Money(12850, "BRL")
    assert sum_of(Decimal("128.555"), "BRL") is None
    assert sum_of(128, "XXXX") is None
    assert sum_of("128", "BRL") is None
    assert sum_of(True, "BRL") is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason_id": "PNR9502"}, "not_received"),
        ({"reason_id": "PDD2"}, "damaged"),
        ({"reason_id": "PDD9949"}, "not_as_described"),
        ({"reason_id": "CS1", "type": "ml_case"}, "late_shipment"),
        ({"reason_id": "CS1", "type": "cancel_sale"}, "stock_out"),
        ({"reason_id": "", "fulfilled": False}, "not_received"),
        ({"reason_id": "", "fulfilled": None}, "other"),
    ],
)
def test_a_claim_is_about_what_its_reason_else_its_type_says(changed: dict[str, Any], code: str) -> None:
    assert claim_of(read_claim(a_claim(**changed)), ML.claims) == code


@pytest.mark.parametrize(
    ("changed", "responsible", "status"),
    [
        ({}, "seller", "opened.claim"),
        ({}, "buyer", "opened.claim.buyer"),
        ({"stage": "dispute"}, "mediator", "opened.dispute"),
        ({"stage": "dispute"}, "seller", "opened.dispute.seller"),
        ({"status": "closed", "resolution": {"reason": "item_returned"}}, "", "closed.item_returned"),
        ({"status": "closed", "resolution": None}, "", "closed.unsaid"),
        ({"stage": "recontact"}, "", "opened.recontact"),
    ],
)
def test_the_status_is_a_word_of_the_platforms_folder(
    changed: dict[str, Any], responsible: str, status: str
) -> None:
    claim = read_claim(a_claim(**changed))
    assert status_of(claim, Beside(detail={"action_responsible": responsible}), ML) == status


def test_the_deadline_is_that_of_the_action_that_must_be_done_else_that_of_the_detail() -> None:
    detail = {"due_date": "2026-11-28T10:00:00.000-04:00", "action_responsible": "seller"}
    claim = a_claim()

    def due(beside: Beside) -> str:
        (notice,) = notices(read_claim(claim), beside, shop="s", variant="local", platform=ML)
        found = {fact.name: fact.value for fact in notice.facts}.get("platform_due_at")
        return str(found.at) if found else ""  # type: ignore[union-attr]

    assert due(Beside()) == ""
    assert due(Beside(detail=detail)) == "2026-11-28 14:00:00+00:00"
    assert due(Beside(detail=detail | {"action_responsible": "mediator"})) == ""
    claim["players"][1]["available_actions"].append(an_action("refund", "2026-11-26T10:00:00.000-04:00"))
    assert due(Beside(detail=detail)) == "2026-11-26 14:00:00+00:00"


def test_what_the_platform_held_back_was_not_heard_and_the_oldest_words_come_first() -> None:
    told = [
        a_message("later", at="2026-11-23T10:00:00.000-04:00"),
        a_message("first", at="2026-11-22T10:00:00.000-04:00"),
        a_message("rude") | {"status": "rejected"},
        a_message("ours", "respondent"),
    ]
    assert claims.written(told, by="complainant") == ["first", "later"]


def test_the_answer_of_the_documentation_is_read_to_the_letter() -> None:
    claim = read_claim(json.loads(json.dumps(a_claim())))
    assert (claim.id, claim.order_id, claim.site, claim.buyer) == (
        "5294629673",
        "2000009106165734",
        "MLB",
        "1517482146",
    )
    assert set(claim.actions) == {
        "send_message_to_complainant",
        "refund",
        "allow_partial_refund",
        "allow_return",
    }
