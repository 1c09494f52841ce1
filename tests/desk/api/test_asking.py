"""What do the rules say to facts that a system sends?"""

import pytest

from tests.desk.api.office import system_of
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_the_rules_answer_facts_without_any_case() -> None:
    caller = system_of(hire("ana", "agent"), "read")
    facts = [{"name": "platform", "value": "taobao"}, {"name": "claim", "value": "missing_item"}]
    facts += [{"name": "amount", "value": "129.00"}, {"name": "signed_at", "value": "2026-11-20T10:00:00Z"}]
    told = caller.post("/judge", {"facts": facts, "as_of": "2026-11-24T04:00:00Z", "language": "en"}).json()
    assert told["answers"]["liability"]["status"] in ("decided", "pending", "conflict")
    assert told["because"]
    assert len(told["rulebook"]) > 6


@pytest.mark.parametrize(
    ("name", "value"),
    [("no_such_fact", "x"), ("amount", "a lot"), ("w_carrier", "1e999999999"), ("pkg_intact", "maybe")],
)
def test_a_fact_that_cannot_be_read_is_named_with_what_to_give(name: str, value: str) -> None:
    answer = system_of(hire("ana", "agent"), "read").post(
        "/judge", {"facts": [{"name": name, "value": value}]}
    )
    assert answer.status_code == 422
    assert answer.json()["do"].startswith(("Give", "Choose"))


def test_a_zone_that_is_nowhere_is_refused() -> None:
    answer = system_of(hire("ana", "agent")).post("/judge", {"facts": [], "zone": "Mars/Olympus"})
    assert (answer.status_code, answer.json()["fields"]) == (422, ["zone"])
