"""What does the API tell of cases, entries, platforms and rules?"""

import pytest

from hejie.desk.cases import store
from hejie.desk.finding import queue
from tests.desk.api.office import system_of
from tests.desk.cast import opened
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_pages_of_a_list_follow_one_another_and_hold_each_case_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    store.open_many([opened(number) for number in range(8)])
    caller = system_of(hire("root", "admin"), "read")
    seen, after = [], ""
    while True:
        page = caller.get("/cases", after=after).json()
        seen += [case["after_sales_id"] for case in page["cases"]]
        after = page["next"]
        if not after:
            break
    assert sorted(seen) == [f"RF{number:06d}" for number in range(8)]


@pytest.mark.parametrize(
    "mark", ["x", "2026-11-24T10:00:00~7", "2026-13-01T10:00:00+00:00~7", f"2026-11-24T10:00Z~{2**63}"]
)
def test_a_mark_that_no_page_gave_does_not_begin_at_the_top_again(mark: str) -> None:
    answer = system_of(hire("root", "admin"), "read").get("/cases", after=mark)
    assert (answer.status_code, answer.json()["code"]) == (422, "NotAMark")


def test_a_list_takes_the_filters_of_the_queue() -> None:
    store.open_many([opened(1), opened(2, claim="damaged"), opened(3, shop="shoes")])
    caller = system_of(hire("root", "admin"), "read")
    found = {
        word: len(caller.get("/cases", **{key: word}).json()["cases"])
        for key, word in (("claim", "damaged"), ("shop", LAMPS), ("q", "RF000003"), ("view", "closed"))
    }
    assert found == {"damaged": 1, LAMPS: 2, "RF000003": 1, "closed": 0}
    assert caller.get("/cases", view="everything").status_code == 422


def test_entries_are_told_in_their_order_with_their_sentences() -> None:
    lamps, _ = two_shops()
    caller = system_of(hire("ana", "agent", LAMPS), "read")
    first = caller.get(f"/cases/{lamps.pk}/entries", most=2, language="en").json()
    assert [entry["seq"] for entry in first["entries"]] == [1, 2]
    assert first["entries"][0]["says"].startswith("Opened case RF000001")
    rest = caller.get(f"/cases/{lamps.pk}/entries", after=first["next"]).json()
    assert [entry["seq"] for entry in rest["entries"]] == [3]
    assert rest["next"] == 0


def test_the_platforms_say_how_far_their_rules_can_be_trusted() -> None:
    told = system_of(hire("ana", "agent"), "read").get("/platforms").json()
    assert {"taobao", "pinduoduo", "aliexpress", "mercadolibre", "17zwd"} <= {one["id"] for one in told}
    assert all(one["maturity"] and one["rules"] for one in told if one["id"] == "taobao")


def test_a_number_that_nobody_could_store_is_nothing_here() -> None:
    caller = system_of(hire("ana", "agent"), "read")
    assert caller.get(f"/cases/{2**63 - 1}").status_code == 404
    assert caller.get(f"/cases/{2**70}").status_code == 422
