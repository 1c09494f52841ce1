"""How do facts become plain values?"""

import pytest

from hejie.casefile.facts import Fact, FactState, absent, known, unknown
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from hejie.rulebook import Rulebook
from hejie.rulebook.mistakes import CurrenciesMixed, WrongKindOfValue
from hejie.rulebook.spans import minute
from hejie.rulebook.values import ABSENT, plain_values, usually_absent
from tests.cast import NOON


def facts(*given: Fact) -> dict[str, Fact]:
    return {fact.name: fact for fact in given}


def test_money_weight_and_time_become_whole_numbers_in_base_units(sample: Rulebook) -> None:
    plain = plain_values(
        facts(
            known("order_amount", Money(1250, "CNY")),
            known("w_item", Weight(300)),
            known("paid_at", Moment(NOON)),
        ),
        sample.definitions.facts,
    )
    assert (plain["order_amount"], plain["w_item"], plain["paid_at"]) == (1250, 300, minute(NOON))
    assert plain["currency"] == "CNY"


def test_what_usually_does_not_exist_is_absent_unless_somebody_says_it_is_unknown(sample: Rulebook) -> None:
    kinds = sample.definitions.facts
    assert plain_values({}, kinds)["agreed_ship_by"] is ABSENT
    assert "agreed_ship_by" not in plain_values(facts(unknown("agreed_ship_by")), kinds)


def test_what_usually_does_not_exist_may_be_worked_out_once_for_many_cases(sample: Rulebook) -> None:
    kinds = sample.definitions.facts
    usual = usually_absent(kinds)
    case = facts(known("shipped", True), unknown("agreed_ship_by"))
    assert plain_values(case, kinds, usual) == plain_values(case, kinds)
    assert usual == usually_absent(kinds)  # and is not written to


def test_unknown_and_unobtainable_facts_have_no_value_and_absent_ones_are_marked(sample: Rulebook) -> None:
    plain = plain_values(
        facts(unknown("shipped"), Fact("w_item", FactState.UNOBTAINABLE), absent("signed_at")),
        sample.definitions.facts,
    )
    assert "shipped" not in plain
    assert "w_item" not in plain
    assert plain["signed_at"] is ABSENT


def test_amounts_in_two_currencies_are_refused_with_what_to_do(sample: Rulebook) -> None:
    mixed = facts(known("order_amount", Money(1, "CNY")), known("refund_amount", Money(1, "BRL")))
    with pytest.raises(CurrenciesMixed, match="Convert them first"):
        plain_values(mixed, sample.definitions.facts)


@pytest.mark.parametrize(
    "wrong", [known("shipped", "yes"), known("claim", "nonsense"), known("paid_at", True)]
)
def test_a_value_of_another_kind_is_refused_by_name(sample: Rulebook, wrong: Fact) -> None:
    with pytest.raises(WrongKindOfValue, match=wrong.name):
        plain_values(facts(wrong), sample.definitions.facts)
