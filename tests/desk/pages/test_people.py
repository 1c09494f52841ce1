"""Can an administrator let people in and out on the page, without ever knowing a password?"""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from hejie.desk.access import codes, noting
from tests.desk.team import LAMPS, PASSWORD, SHOES, desk_of, hire, signed_in, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
A_LINK = re.compile(r'value="(http://localhost/welcome/[\w-]+)"')


def test_dana_is_let_in_chooses_a_password_and_works_for_her_shop() -> None:
    lamps, shoes = two_shops()
    root = desk_of(hire("root", "admin"))
    made = root.post("/people", {"name": "dana", "role": "agent", "shop": [LAMPS]}).content.decode()
    link = A_LINK.search(made)
    assert link
    where = link[1].removeprefix("http://localhost")
    assert link[1] not in root.get("/people").content.decode()
    assert where.rpartition("/")[2] not in str([str(line) for line in noting.lines()])
    stranger = Client(SERVER_NAME="localhost")
    assert "dana" in stranger.get(where).content.decode()
    assert stranger.post(where, {"new": "short", "again": "short"}).status_code == 422
    assert stranger.post(where, {"new": PASSWORD, "again": PASSWORD}).headers["Location"] == "/sign-in"
    assert stranger.get(where).status_code == 404
    dana, _ = signed_in("dana")
    assert dana.get(f"/cases/{lamps.pk}").status_code == 200
    assert dana.get(f"/cases/{shoes.pk}").status_code == 404


def test_a_name_that_is_taken_or_none_is_told_and_what_was_typed_stays() -> None:
    root = desk_of(hire("root", "admin"))
    answer = root.post("/people", {"name": "root", "role": "agent"})
    assert answer.status_code == 422
    assert "同名账号" in answer.content.decode()
    answer = root.post("/people", {"name": "two words", "role": "agent"})
    assert 'value="two words"' in answer.content.decode()


def test_role_and_shops_are_changed_on_a_person_s_page() -> None:
    two_shops()
    root, ana = desk_of(hire("root", "admin")), hire("ana", "agent", LAMPS)
    page = root.get(f"/people/{ana.pk}").content.decode()
    assert re.search(rf'value="{LAMPS}" checked', page)
    root.post(f"/people/{ana.pk}", {"role": "supervisor", "shop": [SHOES]})
    page = root.get(f"/people/{ana.pk}").content.decode()
    assert re.search(rf'value="{SHOES}" checked', page)
    assert '<option value="supervisor" selected' in page
    assert root.get("/people/999").status_code == 404


def test_nobody_changes_their_own_role_on_the_page_either() -> None:
    person = hire("root", "admin")
    root = desk_of(person)
    answer = root.post(f"/people/{person.pk}", {"role": "agent"})
    assert answer.status_code == 422
    assert "自己的角色" in answer.content.decode()
    assert root.post(f"/people/{person.pk}/out").status_code == 422


def test_whoever_leaves_is_let_out_and_whoever_returns_chooses_a_new_password() -> None:
    root, ana = desk_of(hire("root", "admin")), hire("ana", "agent")
    client, _ = signed_in("ana")
    root.post(f"/people/{ana.pk}/out")
    assert client.get("/queue").status_code == 302
    assert "已停用" in root.get("/people").content.decode()
    root.post(f"/people/{ana.pk}/out", {"in": "yes"})
    assert not User.objects.get(pk=ana.pk).has_usable_password()
    link = A_LINK.search(root.post(f"/people/{ana.pk}/link").content.decode())
    assert link
    new = "another-lamp-and-shade"
    Client(SERVER_NAME="localhost").post(link[1], {"new": new, "again": new})
    assert signed_in("ana", new)[1].status_code == 302


def test_a_lost_telephone_is_forgotten_by_an_administrator() -> None:
    root, ana = desk_of(hire("root", "admin")), hire("ana", "agent")
    from hejie.desk.models import SecondFactor  # only this story needs the row itself

    SecondFactor.objects.create(person=ana, salt="s")
    assert "已开启" in root.get(f"/people/{ana.pk}").content.decode()
    root.post(f"/people/{ana.pk}/second-factor/removal")
    assert not codes.has(ana)
    assert noting.lines(what="codes ended")[0].who == "root"
