"""What does an answer say of itself?"""

from hejie.rulebook.answers import Answer


def test_only_a_decided_answer_has_an_outcome() -> None:
    assert Answer("liability", "decided", ("seller",)).outcome == "seller"
    assert Answer("liability", "pending", ("seller",)).outcome is None


def test_only_a_decided_amount_is_an_amount() -> None:
    assert Answer("penalty", "decided", (3000, 3000)).amount == 3000
    assert Answer("penalty", "pending", (0, 3000)).amount is None
