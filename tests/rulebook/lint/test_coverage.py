"""Are worked cases that show nothing found?"""

from hejie.rulebook.lint.coverage import uncovered
from tests.rulebook.conftest import Write


def test_a_case_that_says_it_shows_a_rule_that_does_not_exist_is_found(write: Write) -> None:
    book = write(
        "cases: [{name: A ghost, shows: [taobao.ghost], at: 2026-01-10 09:00, facts: {claim: quality}}]"
    )
    assert [item.about for item in uncovered(book) if item.check == "shows-nothing"] == ["A ghost"]
