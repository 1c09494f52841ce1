"""Is what the page says of the API what the API does?"""

import re

import pytest

from hejie.desk.access import tokens
from hejie.desk.webhooks.delivering import AGAIN_AFTER
from tests.desk.api.examples import PAGE, page

pytestmark = pytest.mark.usefixtures("store_on")


def test_the_examples_are_what_the_desk_answers() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "stale: run `python -m tests.desk.api.examples` and commit the page"


def test_the_page_tells_every_scope_and_every_wait() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == set(tokens.SCOPES)
    hours = [int(wait.total_seconds()) for wait in AGAIN_AFTER]
    assert hours == [5, 300, 1800, *(3600 * many for many in (2, 5, 10, 14, 20, 24))]
