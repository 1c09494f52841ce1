"""Who may sign in, in which role, and with which password?"""

import pytest
from django.contrib.auth.models import User

from hejie.casefile.parties import Actor, Role
from hejie.desk.access import people
from tests.desk.team import LAMPS, PASSWORD, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_person_acts_in_the_strongest_of_their_roles() -> None:
    bo = hire("bo", "supervisor")
    assert people.actor(bo) == Actor(Role.SUPERVISOR, "bo")
    assert people.role_of(User.objects.create_user("new")) is Role.AGENT


@pytest.mark.parametrize(
    ("role", "of", "may"),
    [
        ("agent", "supervisor", False),
        ("supervisor", "supervisor", True),
        ("supervisor", "admin", False),
        ("admin", "admin", True),
        ("admin", "supervisor", True),
    ],
)
def test_approvals_are_given_by_whoever_they_were_asked_of_or_above(role: str, of: str, may: bool) -> None:
    assert people.may_approve(hire("x", role), of) is may


@pytest.mark.parametrize(
    ("name", "password", "role", "shops", "mistake"),
    [
        ("bo", PASSWORD, "agent", (), people.NameTaken),
        ("cy", PASSWORD, "king", (), people.NoSuchRole),
        ("cy", "short", "agent", (), people.WeakPassword),
        ("cy", "password123", "agent", (), people.WeakPassword),
        ("cy", PASSWORD, "agent", ("taobao:nowhere",), people.NoSuchShop),
    ],
)
def test_an_account_that_makes_no_sense_is_not_made(
    name: str, password: str, role: str, shops: tuple[str, ...], mistake: type[Exception]
) -> None:
    hire("bo", "supervisor")
    with pytest.raises(mistake):
        people.add(name, password, role, shops)
    assert set(User.objects.values_list("username", flat=True)) == {"bo"}


def test_an_administrator_sees_shops_without_being_a_member() -> None:
    two_shops()
    assert len(people.shops_of(hire("root", "admin"))) == 2
    assert [shop.key for shop in people.shops_of(hire("ana", "agent", LAMPS))] == [LAMPS]


def test_only_the_demo_shows_its_accounts_on_the_sign_in_page() -> None:
    hire("ana", "agent")
    assert people.demo_accounts() == {}
    User.objects.update(last_name="demo")
    assert people.demo_accounts() == {"ana": "agent"}
