"""Is a case told whole, in the form in which its entries are kept?"""

import pytest

from tests.desk.api.office import system_of
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_case_is_told_with_its_facts_verdict_offers_clocks_and_evidence() -> None:
    lamps, _ = two_shops()
    caller = system_of(hire("ana", "agent", LAMPS))
    assert [one["clock"] for one in caller.get(f"/cases/{lamps.pk}").json()["clocks"]] == ["reply"]
    caller.post(f"/cases/{lamps.pk}/facts", {"name": "pkg_intact", "value": False})
    told = caller.get(f"/cases/{lamps.pk}").json()
    facts = {fact["name"]: fact.get("value") for fact in told["facts"]}
    assert facts["pkg_intact"] is False
    assert facts["amount"] == {"type": "money", "minor": 12900, "currency": "CNY"}
    assert told["verdict"]["status"] in ("decided", "pending", "conflict")
    assert told["offers"]["offers"]
    assert told["evidence"]
    assert told["case"]["number"] == lamps.pk
