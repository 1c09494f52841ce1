"""Is a token kept by its digest alone, ended when it should, and never stronger than its person?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.access import tokens
from hejie.desk.models import Noted, Token
from tests.desk.api.office import Caller, system_of
from tests.desk.team import LAMPS, SHOES, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_token_is_shown_once_and_only_its_digest_is_kept() -> None:
    whole = tokens.make("erp", hire("root", "admin"), ["read"], by="root")
    kept = Token.objects.values().get()
    assert whole.split("_", 2)[2] not in str(kept)
    assert len(kept["digest"]) == 64
    assert whole not in str(list(Noted.objects.values()))
    assert Caller(whole).get("/cases").status_code == 200


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
