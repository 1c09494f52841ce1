"""Whom does the API let in, how far, and how often?"""

import pytest
from django.conf import settings

from tests.desk.api.office import Caller, system_of
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_without_a_token_that_holds_nothing_is_told_but_how_to_get_one() -> None:
    for caller in (Caller(), Caller("hejie_ab_cd"), Caller("x")):
        answer = caller.get("/cases")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert "hejie token add" in answer.json()["do"]


def test_a_token_reads_or_writes_as_its_scopes_say() -> None:
    lamps, _ = two_shops()
    ana = hire("ana", "agent", LAMPS)
    reads, writes = system_of(ana, "read"), system_of(ana, "write")
    assert reads.post(f"/cases/{lamps.pk}/notes", {"text": "x"}).status_code == 403
    assert writes.get("/cases").json()["code"] == "OutOfScope"
    assert writes.post(f"/cases/{lamps.pk}/notes", {"text": "x"}).status_code == 201


def test_who_calls_too_often_is_told_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CALLS_A_MINUTE", 2)
    monkeypatch.setattr("hejie.desk.access.limits.MINUTE", 10**9)  # one window for the whole test
    caller, other = system_of(hire("ana", "agent")), system_of(hire("bo", "agent"))
    assert [caller.get("/cases").status_code for _ in range(3)] == [200, 200, 429]
    refused = caller.get("/cases")
    assert int(refused.headers["Retry-After"]) > 0
    assert "Wait" in refused.json()["do"]
    assert other.get("/cases").status_code == 200
