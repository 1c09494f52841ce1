"""Whom does the API let in, how far, and how often?"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from hejie.desk import tokens
from hejie.desk.models import Noted, Token
from tests.desk.api.office import Caller, system_of
from tests.desk.team import LAMPS, SHOES, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_without_a_token_that_holds_nothing_is_told_but_how_to_get_one() -> None:
    for caller in (Caller(), Caller("hejie_ab_cd"), Caller("x")):
        answer = caller.get("/cases")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert "hejie token add" in answer.json()["do"]


def test_a_token_is_shown_once_and_only_its_digest_is_kept() -> None:
    whole = tokens.make("erp", hire("root", "admin"), ["read"], by="root")
    kept = Token.objects.values().get()
    assert whole.split("_", 2)[2] not in str(kept)
    assert len(kept["digest"]) == 64
    assert whole not in str(list(Noted.objects.values()))
    assert Caller(whole).get("/cases").status_code == 200


def test_a_token_reads_or_writes_as_its_scopes_say() -> None:
    lamps, _ = two_shops()
    ana = hire("ana", "agent", LAMPS)
    reads, writes = system_of(ana, "read"), system_of(ana, "write")
    assert reads.post(f"/cases/{lamps.pk}/notes", {"text": "x"}).status_code == 403
    assert writes.get("/cases").json()["code"] == "OutOfScope"
    assert writes.post(f"/cases/{lamps.pk}/notes", {"text": "x"}).status_code == 201


def test_a_token_ends_when_it_is_revoked_or_its_day_is_over_or_its_person_has_left() -> None:
    ana = hire("ana", "agent")
    revoked, over, left = (system_of(ana) for _ in range(3))
    marks = list(Token.objects.order_by("id").values_list("mark", flat=True))
    assert [one.get("/cases").status_code for one in (revoked, over, left)] == [200, 200, 200]
    tokens.revoke(marks[0], by="root")
    Token.objects.filter(mark=marks[1]).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert [one.get("/cases").status_code for one in (revoked, over, left)] == [401, 401, 200]
    ana.is_active = False
    ana.save()
    assert left.get("/cases").status_code == 401


def test_revoking_what_is_no_token_says_so() -> None:
    with pytest.raises(tokens.NoSuchToken, match="token list"):
        tokens.revoke("nobody", by="root")


def test_a_token_never_does_more_than_its_person_may() -> None:
    two_shops()
    ana = hire("ana", "agent", LAMPS)
    for scopes, shops in ((["admin"], []), (["read"], [SHOES]), ([], []), (["all"], [])):
        with pytest.raises(tokens.TooMuch, match="never do more"):
            tokens.make("erp", ana, scopes, shops, by="root")
    with pytest.raises(tokens.NoSuchPerson, match="user add"):
        tokens.person_named("nobody")


def test_a_token_of_one_shop_sees_that_shop_alone_even_an_administrator_s() -> None:
    lamps, shoes = two_shops()
    one_shop = system_of(hire("root", "admin"), "read", "write", "admin", shops=(LAMPS,))
    assert [case["number"] for case in one_shop.get("/cases").json()["cases"]] == [lamps.pk]
    assert one_shop.get(f"/cases/{shoes.pk}").status_code == 404
    assert shoes.case_id not in b"".join(one_shop.get("/export").streaming_content).decode()
    assert one_shop.get("/cases", q=shoes.case_id).json()["cases"] == []


def test_a_token_loses_a_shop_with_its_person() -> None:
    lamps, _ = two_shops()
    ana = hire("ana", "agent", LAMPS)
    caller = system_of(ana, "read", shops=(LAMPS,))
    ana.memberships.all().delete()  # type: ignore[attr-defined]
    assert caller.get(f"/cases/{lamps.pk}").status_code == 404


def test_who_calls_too_often_is_told_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CALLS_A_MINUTE", 2)
    monkeypatch.setattr("hejie.desk.limits.MINUTE", 10**9)  # one window for the whole test
    caller, other = system_of(hire("ana", "agent")), system_of(hire("bo", "agent"))
    assert [caller.get("/cases").status_code for _ in range(3)] == [200, 200, 429]
    refused = caller.get("/cases")
    assert int(refused.headers["Retry-After"]) > 0
    assert "Wait" in refused.json()["do"]
    assert other.get("/cases").status_code == 200


def test_the_description_is_behind_the_same_door() -> None:
    assert Caller().get("/openapi.json").status_code == 401
    told = system_of(hire("ana", "agent"), "read").get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/api/v1/cases/{number}/facts" in told["paths"]
