"""Do definitions know what kind of answer they lead to?"""

from hejie.rulebook import Rulebook


def test_a_decision_that_chooses_is_not_numeric(sample: Rulebook) -> None:
    assert not sample.definitions.decisions["liability"].is_numeric
    assert sample.definitions.decisions["penalty"].is_numeric
