"""How does an administrator let a person in, change what they may, and let them out again?"""

from __future__ import annotations

import secrets
from collections.abc import Collection

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet

from hejie.casefile.parties import Role
from hejie.desk.access import codes, noting, people, sittings
from hejie.desk.models import Membership, Shop


class LastAdministrator(PermissionError):
    """A change after which nobody could change anything any more."""

    def __init__(self) -> None:
        super().__init__(
            "This is the only administrator, so the change was not made: nobody could undo it. "
            "Make somebody else an administrator first."
        )


class OwnAccount(PermissionError):
    """A person who changes their own role, or lets themselves out."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody changes their own role or lets themselves out, so nothing was changed. "
            "Ask another administrator."
        )


def hire(name: str, role: str, shops: Collection[str], *, by: User, address: str) -> User:
    """Make an account that has no password yet: its person chooses one.

    Raises what `people.add` raises.
    """
    person = people.add(name, secrets.token_urlsafe(32), role, shops)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    noting.note("person made", by.get_username(), f"{name} ({role})", address)
    return person


def change(person: User, role: str, shops: Collection[str], *, by: User, address: str) -> None:
    """Give a person a role and shops. Raises NoSuchRole, NoSuchShop, OwnAccount or LastAdministrator.

    With another role a person signs in anew: what a role asks for is asked for at the door.
    """
    known = set(Shop.objects.values_list("key", flat=True))
    if role not in people.ROLES:
        raise people.NoSuchRole(role)
    if strange := set(shops) - known:
        raise people.NoSuchShop(strange, known)
    with transaction.atomic():
        before = people.role_of(person)
        if before != role:
            _check(person, by)
            person.groups.set([Group.objects.get_or_create(name=role)[0]])
            sittings.end_all(person)
        Membership.objects.filter(person=person).exclude(shop_id__in=shops).delete()
        here = set(Membership.objects.filter(person=person).values_list("shop_id", flat=True))
        Membership.objects.bulk_create(
            Membership(person=person, shop_id=shop) for shop in sorted(set(shops) - here)
        )
    told = f"{person.get_username()}: {before} -> {role}; {', '.join(sorted(shops))}"
    noting.note("person changed", by.get_username(), told, address)


def let_out(person: User, *, by: User, address: str) -> None:
    """Let a person in no more, from this moment on, their tokens included; what they did stays theirs."""
    with transaction.atomic():
        _check(person, by)
        person.is_active = False
        person.save(update_fields=["is_active"])
        sittings.end_all(person)
    noting.note("person let out", by.get_username(), person.get_username(), address)


def let_in(person: User, *, by: User, address: str) -> None:
    """Let a person in again; they choose a new password first."""
    person.is_active = True
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    noting.note("person changed", by.get_username(), f"{person.get_username()}: let in again", address)


def forget_codes(person: User, *, by: User, address: str) -> None:
    """Remove the time codes of a person who lost their telephone and their recovery codes; raise OwnAccount."""
    if person.pk == by.pk:
        raise OwnAccount
    codes.end(person)
    sittings.end_all(person)
    noting.note("codes ended", by.get_username(), person.get_username(), address)


def administrators() -> QuerySet[User]:
    """Return those who may change people."""
    return User.objects.filter(is_active=True, groups__name=str(Role.ADMIN))


def _check(person: User, by: User) -> None:
    if person.pk == by.pk:
        raise OwnAccount
    # Locked, so that two administrators cannot each take the role from the other at the same moment.
    left = administrators().select_for_update().exclude(pk=person.pk)
    if people.role_of(person) is Role.ADMIN and not left:
        raise LastAdministrator
