"""How does an administrator's system ask to be told, and see what became of it?"""

import pytest
from django.utils import timezone

from hejie.desk.cases import store
from hejie.desk.models import Delivery
from hejie.desk.webhooks import noticing
from tests.desk.api.office import system_of
from tests.desk.cast import note
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
URL = "https://shop.example/hejie"


def test_a_webhook_is_made_listed_and_removed_and_its_secret_is_shown_once() -> None:
    root = system_of(hire("root", "admin"), "admin")
    made = root.post("/webhooks", {"url": URL, "kinds": ["CaseClosed"]})
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    listed = root.get("/webhooks").json()
    assert [(one["url"], one["kinds"], "secret" in one) for one in listed] == [(URL, ["CaseClosed"], False)]
    number = made.json()["id"]
    assert root.delete(f"/webhooks/{number}").status_code == 200
    assert root.delete(f"/webhooks/{number}").status_code == 404


def test_its_log_tells_each_message_and_one_can_be_sent_again() -> None:
    lamps, _ = two_shops()
    root = system_of(hire("root", "admin"), "admin")
    number = root.post("/webhooks", {"url": URL}).json()["id"]
    store.change(lamps.case_id, lambda _: [note("x")])
    noticing.notice(timezone.now())
    Delivery.objects.update(state="given_up", tries=10)
    (row,) = root.get(f"/webhooks/{number}/deliveries", state="given_up").json()
    assert (row["kind"], row["case_id"]) == ("NoteWritten", lamps.case_id)
    assert root.post(f"/webhooks/{number}/deliveries/{row['id']}/again").status_code == 201
    assert Delivery.objects.get().state == "waiting"
    assert root.get(f"/webhooks/{number + 1}/deliveries").status_code == 404
    assert root.post(f"/webhooks/{number + 1}/deliveries/{row['id']}/again").status_code == 404


def test_only_an_administrator_of_all_shops_makes_one() -> None:
    two_shops()
    bo, root = hire("bo", "supervisor", LAMPS), hire("root", "admin")
    for caller in (system_of(bo, "read", "write", "import"), system_of(root, "admin", shops=(LAMPS,))):
        assert caller.post("/webhooks", {"url": URL}).status_code == 403
        assert caller.get("/webhooks").status_code == 403


@pytest.mark.parametrize("url", ["http://shop.example/", "https://127.0.0.1:x/", "javascript:alert(1)"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    answer = system_of(hire("root", "admin"), "admin").post("/webhooks", {"url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "NotAnAddress")
