"""Is what a person says about a fact read as that kind of fact, and never as something else?"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from hejie.casefile.facts import Fact, FactState, Value
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from hejie.desk.acts import stating
from tests.desk.cast import NOON


def said(name: str, value: str = "", **more: str) -> Fact:
    return stating.fact_from(
        {"name": name, "value": value, **more}, at=NOON, zone="America/Sao_Paulo", currency="BRL"
    )


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("pkg_intact", "true", True),
        ("pkg_intact", "false", False),
        ("amount", "1,234.5", Money(123450, "BRL")),
        ("amount", "26,70", Money(2670, "BRL")),
        ("w_carrier", "620", Weight(620)),
        ("signed_by", "proxy", "proxy"),
        (
            "signed_at",
            "2026-11-11T10:00",
            Moment(datetime(2026, 11, 11, 10, tzinfo=ZoneInfo("America/Sao_Paulo"))),
        ),
    ],
)
def test_words_become_a_value_of_the_fact_s_kind(name: str, words: str, value: Value) -> None:
    assert said(name, words).value == value


def test_a_time_is_read_on_the_clock_of_the_shop() -> None:
    value = said("signed_at", "2026-11-11T10:00").value
    assert isinstance(value, Moment)
    assert value.at.astimezone(UTC).hour == 13


@pytest.mark.parametrize(
    ("name", "words"),
    [("pkg_intact", "maybe"), ("amount", "a lot"), ("amount", "1.005"), ("signed_by", "dog"), ("signed_at", "soon"),
     ("w_carrier", "1,240"), ("w_carrier", ""), ("pkg_intact", "")],
)  # fmt: skip
def test_words_that_are_no_value_are_refused(name: str, words: str) -> None:
    with pytest.raises(stating.NotReadable, match="Give"):
        said(name, words)


@pytest.mark.parametrize("state", ["unobtainable", "absent", "unknown"])
def test_a_fact_that_cannot_be_had_carries_no_value(state: str) -> None:
    fact = said("pkg_intact", "true", state=state)
    assert (fact.state, fact.value) == (FactState(state), None)


def test_a_fact_remembers_who_said_it_and_where_it_can_be_looked_up() -> None:
    fact = said("pkg_intact", "false", said_by="carrier", source="录音 3")
    assert (fact.said_by, fact.source, fact.at) == ("carrier", "录音 3", NOON)


def test_a_fact_that_no_rule_reads_is_not_recorded() -> None:
    with pytest.raises(stating.NoSuchFact):
        said("weather", "rain")
