"""What becomes of many cases that are given to one person at once?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import User

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseTaken
from hejie.casefile.parties import Role
from hejie.desk.access import people
from hejie.desk.acts import acting, holding
from hejie.desk.models import CaseIndex, Shop

MOST = 200  # cases in one go: a person looks them through before confirming


class NotTheirsToGive(PermissionError):
    """An agent who would give cases to somebody else, or a person who is not of the team."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The cases were not given to {name!r}: only supervisors give cases to others, and only to people of "
            "their shops. Take them yourself, or ask a supervisor."
        )


class Planned(NamedTuple):
    """One case of a selection; `left_because` says why it stays as it is, and is empty where it changes hands."""

    row: CaseIndex
    left_because: str


def colleagues(person: User, shops: Iterable[Shop]) -> list[str]:
    """Return the names of those to whom a person may give cases, their own first."""
    own = person.get_username()
    if people.role_of(person) not in people.APPROVERS:
        return [own]
    team = User.objects.filter(is_active=True, memberships__shop__in=list(shops)).distinct()
    return [
        own,
        *(name for name in team.order_by("username").values_list("username", flat=True) if name != own),
    ]


def plan(rows: Iterable[CaseIndex], to: User) -> list[Planned]:
    """Return what giving these cases to a person would do."""
    admin = people.role_of(to) is Role.ADMIN
    keys = {shop.key for shop in people.shops_of(to)}
    return [Planned(row, _left(row, to.get_username(), admin or row.shop_key in keys)) for row in rows]


def give(planned: Iterable[Planned], to: User, by: User) -> list[CaseIndex]:
    """Give the cases that change hands, each for itself, and return those; one closed meanwhile is left alone."""
    given = []
    for one in planned:
        if not one.left_because and _took(one.row, to.get_username(), by):
            given.append(one.row)
    return given


def _took(row: CaseIndex, name: str, by: User) -> bool:
    changed: list[bool] = []

    def does(file: CaseFile) -> list[CaseTaken]:
        changed.append(file.is_open and holding.holder(file) != name)
        return [holding.took(file, name)] if changed[-1] else []

    acting.act(row.case_id, by, does)
    return changed[-1]


def _left(row: CaseIndex, name: str, theirs: bool) -> str:
    if not row.is_open:
        return "closed"
    if row.assignee == name:
        return "theirs"
    return "" if theirs else "other_shop"
