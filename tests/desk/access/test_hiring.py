"""May an administrator let people in and out, and can nobody lock the door from inside?"""

import pytest
from django.contrib.auth.models import User

from hejie.casefile.parties import Role
from hejie.desk.access import hiring, noting, people, tokens
from hejie.desk.models import Membership
from tests.desk.api.office import Caller
from tests.desk.team import LAMPS, SHOES, hire, signed_in, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_new_person_has_no_password_that_anybody_knows() -> None:
    two_shops()
    root = hire("root", "admin")
    dana = hiring.hire("dana", "agent", [LAMPS], by=root, address="192.0.2.1")
    assert not dana.has_usable_password()
    assert [shop.key for shop in people.shops_of(dana)] == [LAMPS]
    assert noting.lines(what="person made")[0].who == "root"
    with pytest.raises(people.NotAName):
        hiring.hire("two words", "agent", [], by=root, address="")


def test_a_changed_role_is_signed_in_anew_and_changed_shops_are_not() -> None:
    two_shops()
    root, ana = hire("root", "admin"), hire("ana", "agent", LAMPS)
    client, _ = signed_in("ana")
    hiring.change(ana, "agent", [LAMPS, SHOES], by=root, address="")
    assert client.get("/queue").status_code == 200
    hiring.change(User.objects.get(pk=ana.pk), "supervisor", [SHOES], by=root, address="")
    assert client.get("/queue").status_code == 302
    fresh = User.objects.get(pk=ana.pk)
    assert people.role_of(fresh) is Role.SUPERVISOR
    assert list(Membership.objects.values_list("shop_id", flat=True)) == [SHOES]
    with pytest.raises(people.NoSuchShop):
        hiring.change(fresh, "agent", ["taobao:nowhere"], by=root, address="")
    with pytest.raises(people.NoSuchRole):
        hiring.change(fresh, "king", [], by=root, address="")


def test_whoever_is_let_out_is_out_at_once_with_their_tokens() -> None:
    root, ana = hire("root", "admin"), hire("ana", "agent")
    token = Caller(tokens.make("erp", ana, ["read"], by="root"))
    client, _ = signed_in("ana")
    hiring.let_out(ana, by=root, address="")
    assert client.get("/queue").status_code == 302
    assert token.get("/cases").status_code == 401
    assert signed_in("ana")[1].status_code == 200
    hiring.let_in(ana, by=root, address="")
    assert signed_in("ana")[1].status_code == 200


def test_nobody_changes_themselves_and_the_last_administrator_stays() -> None:
    root, other = hire("root", "admin"), hire("other", "admin")
    with pytest.raises(hiring.OwnAccount):
        hiring.change(root, "agent", [], by=root, address="")
    with pytest.raises(hiring.OwnAccount):
        hiring.let_out(root, by=root, address="")
    with pytest.raises(hiring.OwnAccount):
        hiring.forget_codes(root, by=root, address="")
    hiring.let_out(other, by=root, address="")
    with pytest.raises(hiring.LastAdministrator):
        hiring.let_out(root, by=other, address="")
    assert [person.username for person in hiring.administrators()] == ["root"]
