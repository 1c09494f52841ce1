"""Does a form write dated rows with their source, only for what differs, and refuse what is no number?"""

from datetime import date

import pytest
from django.utils import translation

from hejie.desk.habits import folder, numbers
from hejie.desk.habits.mistakes import NotANumber
from hejie.rulebook import Rulebook

TODAY = date(2026, 11, 25)
AGENT = "team.refund.agent.cny"


def test_the_form_shows_limits_by_role_in_one_currency(rules: Rulebook) -> None:
    assert numbers.currencies(rules)[0] == "CNY"
    shown = numbers.limits(rules, "CNY", on=TODAY)
    assert set(shown) == set(numbers.LIMITS)
    assert shown["refund"]["agent"].value == "100.00"
    assert "admin" not in shown["refund"]
    others = {one.row: one for one in numbers.others(rules, "USD", on=TODAY)}
    assert others["team.small_sum.usd"].unit == "USD"
    assert others["team.escalate_age"].value == "7"


def test_only_what_differs_is_written_with_its_day_and_source(rules: Rulebook) -> None:
    form = {
        AGENT: "66.50",
        "team.escalate_age": "7",
        "team.first_response": "45",
        "kind": "numbers",
        "x": "1",
    }
    edits = numbers.edits(rules, {}, form, on=TODAY)
    assert set(edits) == {numbers.FILE}
    book = folder.book_of(edits)
    assert book.parameter(AGENT, on=TODAY) == 6650
    assert book.parameter(AGENT, on=date(2026, 11, 24)) == 10_000
    assert book.parameter("team.first_response", on=TODAY) == 45
    value = book.definitions.params[AGENT].values[-1]
    assert (value.source, value.recorded) == (numbers.SOURCE, TODAY)
    assert "escalate_age" not in edits[numbers.FILE]
    assert numbers.edits(rules, {}, {"team.escalate_age": "7"}, on=TODAY) == {}


def test_a_second_change_keeps_the_first(rules: Rulebook) -> None:
    first = numbers.edits(rules, {}, {AGENT: "66.50"}, on=date(2026, 11, 20))
    second = numbers.edits(folder.book_of(first), first, {AGENT: "70", "team.refused_offers": "4"}, on=TODAY)
    book = folder.book_of(second)
    assert [value.value for value in book.definitions.params[AGENT].values] == [10_000, 6650, 7000]
    assert book.parameter("team.refused_offers", on=TODAY) == 4
    assert numbers.limits(book, "CNY", on=TODAY)["refund"]["agent"].own


@pytest.mark.parametrize(
    "said", ["-1", "ten", "1e99", "12.345", "NaN", "Infinity", "９９", "1" * 30, "0x10", "1/0"]
)
def test_what_is_no_sum_is_refused(rules: Rulebook, said: str) -> None:
    if said == "９９":  # full-width digits are digits to whoever types them
        assert numbers.read_sum(said, "CNY") == 9900
        return
    with pytest.raises(NotANumber):
        numbers.edits(rules, {}, {AGENT: said}, on=TODAY)


def test_a_limit_typed_with_a_comma_before_the_cents_is_no_hundred_times_it() -> None:
    with translation.override("pt-br"):
        assert numbers.read_sum("26,70", "BRL") == 2670


@pytest.mark.parametrize("said", ["-1", "1.5", "many", "９", "1e3", "9" * 20])
def test_what_is_no_whole_number_is_refused(rules: Rulebook, said: str) -> None:
    with pytest.raises(NotANumber):
        numbers.edits(rules, {}, {"team.escalate_age": said}, on=TODAY)
