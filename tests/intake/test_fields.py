"""The fields a row can tell fit what the rules read."""

import pytest

from hejie.intake.fields import FIELDS, Kind
from tests.intake.ledger import rules

AS_THE_RULES_READ_IT = {
    Kind.MONEY: {"money"},
    Kind.TIME: {"time"},
    Kind.FLAG: {"bool"},
    Kind.COUNT: {"int"},
    Kind.WEIGHT: {"int"},
    Kind.CODE: {"enum", "text"},
    Kind.TEXT: {"text"},
    Kind.ID: {"text"},
}


@pytest.mark.parametrize("name", sorted(name for name, field in FIELDS.items() if field.is_fact))
def test_a_fact_of_a_row_is_of_the_kind_that_the_rules_read(name):
    known = rules().definitions.facts
    if name in known:
        assert known[name].type in AS_THE_RULES_READ_IT[FIELDS[name].kind]


def test_coded_fields_carry_their_codes():
    assert "missing_item" in FIELDS["claim"].codes
    assert "closed" in FIELDS["stage"].codes
