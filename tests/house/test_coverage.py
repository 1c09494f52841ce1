"""Does docs/coverage.md tell the truth about what is shown?"""

import ast

from tests.house.coverage import PAGE, marks, page, requirements, showings, worked
from tests.house.sources import ALL_ROOMS

MARKED = """
import pytest
pytestmark = [pytest.mark.shows("P2")]
class TestRefusal:
    @pytest.mark.shows("C1", "C2")
    def test_an_absent_buyer_did_not_refuse(self): ...
"""


def test_the_page_is_what_the_tests_and_cases_say_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "stale: run `python -m tests.house.coverage` and commit the page"
    )


def test_nothing_shows_a_requirement_that_nobody_asked_for() -> None:
    unknown = [f"{where} shows {one}" for one, where in showings() if one not in requirements()]
    assert not unknown, "\n".join(unknown)


def test_every_requirement_names_its_room_and_both_languages() -> None:
    for one, row in requirements().items():
        assert set(row) == {"room", "en", "zh"}, one
        assert row["room"] in ALL_ROOMS, one


def test_a_mark_is_read_from_a_function_and_from_a_whole_file() -> None:
    assert sorted(marks(ast.parse(MARKED))) == [
        ("", ["P2"]),
        ("an absent buyer did not refuse", ["C1", "C2"]),
    ]


def test_a_worked_case_is_found_and_the_shows_of_an_exhibit_is_not_one() -> None:
    file = {
        "cases": [
            {"name": "nobody was at home", "facts": {"attempts": 3}, "shows": ["C2"]},
            {"name": "silent"},
        ],
        "evidence": [{"id": "weight_note", "shows": ["packed_grams"]}],
    }
    assert list(worked(file)) == [("nobody was at home", ["C2"])]
