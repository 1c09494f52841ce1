"""Does another program find the script that answers a buyer?"""

import pytest

from tests.desk.api.office import system_of
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.mark.shows("C8")
def test_a_buyers_words_find_the_script_in_the_language_asked_for() -> None:
    caller = system_of(hire("ana", "agent"), "read")
    found = caller.get("/scripts", q="包裹五天没动了", situation="first_reply", language="es").json()
    assert "stalled.first_reply" in [script["id"] for script in found[:3]]
    assert {script["language"] for script in found} == {"es"}
    assert caller.get("/scripts", tone="warm").status_code == 422
