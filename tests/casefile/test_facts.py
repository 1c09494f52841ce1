"""Does a fact carry a value exactly when it says that one is known?"""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given

from hejie.casefile.facts import Fact, FactState, ValueAndStateDisagree, absent, known, unknown
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from tests.casefile.strategies import of

VALUELESS = [FactState.UNKNOWN, FactState.ABSENT, FactState.UNOBTAINABLE]


@pytest.mark.parametrize("state", VALUELESS)
def test_a_fact_that_is_not_known_carries_no_value(state: FactState) -> None:
    assert not Fact("signed_by", state).has_value
    with pytest.raises(ValueAndStateDisagree, match="read it two ways"):
        Fact("signed_by", state, "self")


@pytest.mark.parametrize("state", [FactState.KNOWN, FactState.DEEMED])
def test_a_known_or_deemed_fact_carries_one(state: FactState) -> None:
    assert Fact("pkg_intact", state, False).has_value
    with pytest.raises(ValueAndStateDisagree):
        Fact("pkg_intact", state)


@pytest.mark.parametrize("value", [False, 0, "", Money(0, "CNY"), Weight(0)])
def test_no_nought_and_nothing_written_are_values_too(value: Any) -> None:
    assert known("attempts", value).has_value


@given(of(Fact))
def test_a_fact_reads_back_as_it_was_written(fact: Fact) -> None:
    back = msgspec.json.decode(msgspec.json.encode(fact), type=Fact)

    assert back == fact
    assert type(back.value) is type(fact.value)


def test_one_piece_is_not_yes() -> None:
    one = msgspec.json.decode(msgspec.json.encode(known("attempts", 1)), type=Fact)
    yes = msgspec.json.decode(msgspec.json.encode(known("pkg_intact", True)), type=Fact)

    assert type(one.value) is int
    assert type(yes.value) is bool


def test_a_fact_says_who_said_it_and_when() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    fact = absent("promised_ship_by", said_by="platform", source="orders.csv line 3", at=at)

    assert (fact.said_by, fact.source, fact.at, fact.state) == ("platform", "orders.csv line 3", at, "absent")
    assert unknown("signed_by") == Fact("signed_by", FactState.UNKNOWN)
    assert known("signed_at", Moment(at)).value == Moment(at)
