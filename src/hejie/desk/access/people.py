"""Who is signed in, in which role, and which shops may this person see?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from hejie.casefile.parties import Actor, Role
from hejie.desk.models import CaseIndex, Membership, Shop

ROLES = (Role.ADMIN, Role.SUPERVISOR, Role.AGENT)  # the strongest first: it is the one a person acts in
DEMO = {"ana": Role.AGENT, "bo": Role.SUPERVISOR, "admin": Role.ADMIN}
DEMO_PASSWORD = "hejie-demo"  # noqa: S105  printed on the sign-in page of the demo, which holds invented cases only
APPROVERS = frozenset({Role.SUPERVISOR, Role.ADMIN})
Person = AbstractBaseUser | AnonymousUser
# Every page asks these: Django takes five times as long to write such a query as a data base to answer it.
_GROUPS = "SELECT g.name FROM auth_group g JOIN auth_user_groups mine ON mine.group_id = g.id WHERE mine.user_id = %s"
_SHOPS = "SELECT s.key, s.platform, s.name, s.zone, s.currency FROM shop s ORDER BY s.platform, s.name"
_SHOPS_OF = _SHOPS.replace(" ORDER", " JOIN membership m ON m.shop_id = s.key WHERE m.person_id = %s ORDER")


class NoSuchRole(ValueError):
    """A role that the desk does not know."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"{role!r} is not a role of the desk, so nobody knows what this person may do. "
            f"Use one of: {', '.join(ROLES)}."
        )


class NotAName(ValueError):
    """A name that nobody can sign in with."""

    def __init__(self) -> None:
        super().__init__(
            "This is no name to sign in with, so no account was made. "
            "Use at most 150 letters, digits and @ . + - _ without spaces."
        )


class NameTaken(ValueError):
    """An account that is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is an account {name!r} already, and it was left as it is. Choose another name."
        )


class NoSuchShop(ValueError):
    """A shop that no case and no import has named."""

    def __init__(self, unknown: Iterable[str], known: Iterable[str]) -> None:
        super().__init__(
            f"There is no shop {', '.join(sorted(unknown))} here, so this person would see nothing of it. "
            f"Shops: {', '.join(sorted(known)) or 'none yet; bring in an export first'}."
        )


class WeakPassword(ValueError):
    """A password that would be guessed."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(
            f"This password would not protect buyers' data: {' '.join(self.reasons)} Choose a longer one."
        )


def add(name: str, password: str, role: str, shops: Iterable[str] = ()) -> User:
    """Make an account; raise NoSuchRole, NoSuchShop, NotAName, NameTaken or WeakPassword."""
    shops, known = set(shops), set(Shop.objects.values_list("key", flat=True))
    if role not in ROLES:
        raise NoSuchRole(role)
    if shops - known:
        raise NoSuchShop(shops - known, known)
    _check_name(name)
    if User.objects.filter(username=name).exists():
        raise NameTaken(name)
    try:
        validate_password(password, User(username=name))
    except ValidationError as error:
        raise WeakPassword(error.messages) from error
    person = User.objects.create_user(name, password=password)
    person.groups.add(Group.objects.get_or_create(name=str(role))[0])
    Membership.objects.bulk_create(Membership(person=person, shop_id=shop) for shop in sorted(shops))
    return person


def demo_accounts() -> dict[str, str]:
    """Return the names and roles one may look around with, if this desk holds the demo and nothing else."""
    known = set(User.objects.filter(username__in=DEMO, last_name="demo").values_list("username", flat=True))
    return {name: str(role) for name, role in DEMO.items() if name in known}


def signed_in(request: HttpRequest) -> User:
    """Return the account of a request that passed the sign-in."""
    return cast(User, request.user)


def role_of(person: User) -> Role:
    """Return the strongest role of a person; an account without one acts as an agent."""
    if not hasattr(person, "_role"):
        groups = {name for (name,) in _asked(_GROUPS, person.pk)}
        person._role = next((role for role in ROLES if role in groups), Role.AGENT)  # type: ignore[attr-defined]
    return cast(Role, person._role)  # type: ignore[attr-defined]


def actor(person: User) -> Actor:
    """Return the person as the case file names whoever did a thing."""
    return Actor(role_of(person), person.get_username())


def may_approve(person: User, of: str) -> bool:
    """Tell whether a person may answer an approval that was asked of a role."""
    role = role_of(person)
    return role in APPROVERS and (of != Role.ADMIN or role is Role.ADMIN)


def shops_of(person: User) -> list[Shop]:
    """Return the shops a person works for: all of them for an administrator."""
    mine = () if role_of(person) is Role.ADMIN else (person.pk,)
    columns = [field.attname for field in Shop._meta.concrete_fields]
    return [
        Shop.from_db(connection.alias, columns, row) for row in _asked(_SHOPS_OF if mine else _SHOPS, *mine)
    ]


def visible_to(person: User, shops: list[Shop]) -> QuerySet[CaseIndex]:
    """Return the cases of the shops a person works for; for an administrator all cases there are."""
    cases = CaseIndex.objects.all()
    if role_of(person) is Role.ADMIN:
        return cases
    # SQLite would take the index of shops for this, and then read and sort every case of theirs that there ever was.
    # Hidden behind a function the shop is only looked at on the way along the index of what is asked for; lists that
    # have an index for one shop ask for it themselves.
    return cases.annotate(of_shop=Coalesce("shop_key", Value(""))).filter(
        of_shop__in=[shop.key for shop in shops]
    )


def _check_name(name: str) -> None:
    try:
        User._meta.get_field("username").run_validators(name)
        User.username_validator(name)  # also an empty one
    except ValidationError as error:
        raise NotAName from error


def _asked(sql: str, *values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
