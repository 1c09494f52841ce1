"""Who may read the description of the API, and what is in it?"""

import pytest

from tests.desk.api.office import Caller, system_of
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_the_description_is_behind_the_same_door() -> None:
    assert Caller().get("/openapi.json").status_code == 401
    told = system_of(hire("ana", "agent"), "read").get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/api/v1/cases/{number}/facts" in told["paths"]
