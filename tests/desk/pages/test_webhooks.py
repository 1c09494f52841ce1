"""Can an administrator make an address hear, try it, change its secret, and see what became of each message?"""

import re

import pytest
from django.utils import timezone
from standardwebhooks import Webhook as Checker

from hejie.desk.cases import store
from hejie.desk.models import Delivery, Webhook
from hejie.desk.webhooks import delivering, hooks, noticing
from tests.desk.cast import note
from tests.desk.team import LAMPS, desk_of, hire, two_shops
from tests.desk.webhooks.receiver import Receiver

pytestmark = pytest.mark.usefixtures("store_on")
A_SECRET = re.compile(r'value="(whsec_[^"]+)"')


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> "Receiver":
    from django.conf import settings  # changed for these stories alone

    from tests.desk.webhooks.receiver import listening

    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", True)
    with listening() as heard:
        yield heard  # type: ignore[misc]


def test_an_address_is_made_tried_and_hears_what_happens(receiver: Receiver) -> None:
    row, _ = two_shops()
    root = desk_of(hire("root", "admin"))
    form = {"url": receiver.url, "kind": ["NoteWritten"], "shop": [LAMPS]}
    secret = A_SECRET.search(root.post("/webhooks", form).content.decode())
    assert secret
    assert secret[1] not in root.get("/webhooks").content.decode()
    hook = Webhook.objects.get()
    assert "204" in root.post(f"/webhooks/{hook.pk}/test").content.decode()
    assert receiver.checked(secret[1])[0]["type"] == "Test"
    store.change(row.case_id, lambda _file: [note("看过了", at=timezone.now())])
    receiver.answers = 500
    noticing.notice(timezone.now())
    delivering.deliver(timezone.now())
    page = root.get(f"/webhooks/{hook.pk}").content.decode()
    assert "NoteWritten" in page
    assert "500" in page
    receiver.answers = 204
    root.post(f"/webhooks/{hook.pk}/deliveries/{Delivery.objects.get().pk}/again")
    delivering.deliver(timezone.now())
    assert Delivery.objects.get().state == "sent"
    assert root.post(f"/webhooks/{hook.pk}/deliveries/999/again").status_code == 404
    root.post(f"/webhooks/{hook.pk}/removal")
    assert not Webhook.objects.exists()
    assert root.get(f"/webhooks/{hook.pk}").status_code == 404


def test_after_a_new_secret_both_sign_for_a_day_and_then_the_new_one_alone(receiver: Receiver) -> None:
    root = desk_of(hire("root", "admin"))
    old = A_SECRET.search(root.post("/webhooks", {"url": receiver.url}).content.decode())
    hook = Webhook.objects.get()
    new = A_SECRET.search(root.post(f"/webhooks/{hook.pk}/secret").content.decode())
    assert old
    assert new
    assert new[1] != old[1]
    root.post(f"/webhooks/{hook.pk}/test")
    headers, body = receiver.heard[-1]
    for secret in (old[1], new[1]):
        assert Checker(secret).verify(body, headers)
    hook.refresh_from_db()
    later = timezone.now() + hooks.BOTH_SIGN
    assert hooks.secrets_of(hook, now=later) == [new[1]]


def test_an_address_inside_the_network_is_not_taken_and_one_that_is_away_is_told() -> None:
    root = desk_of(hire("root", "admin"))
    assert root.post("/webhooks", {"url": "http://127.0.0.1:9/"}).status_code == 422
    root.post("/webhooks", {"url": "https://localhost:9/"})
    answer = root.post(f"/webhooks/{Webhook.objects.get().pk}/test").content.decode()
    assert "没有答复" in answer
    for _ in range(12):
        last = root.post(f"/webhooks/{Webhook.objects.get().pk}/test")
    assert last.status_code == 422
