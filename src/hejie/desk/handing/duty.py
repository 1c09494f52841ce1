"""Who is on duty now, and what may each of them work on?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import Count
from django.utils import timezone

from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.models import CaseIndex, Duty, Membership
from hejie.dispatch.assigning import Agent
from hejie.dispatch.escalating import LEVELS

AWAY, LOAD = "team.dispatch.away", "team.dispatch.load"
TOLD_AGAIN = timedelta(minutes=3)  # of the page alone: no row is written more often than this


def listen() -> None:
    """Let whoever signs in come on duty, and whoever signs out leave."""
    user_logged_in.connect(_came, dispatch_uid="duty")
    user_logged_out.connect(_went, dispatch_uid="duty")


def come(person: str, now: datetime) -> None:
    """Note that somebody is there from now on."""
    Duty.objects.update_or_create(person=person, defaults={"since": now, "seen_at": now})


def go(person: str) -> None:
    """Note that somebody is there no more."""
    Duty.objects.filter(person=person).delete()


def stirs(person: str, now: datetime) -> bool:
    """Note that somebody who is on duty works, and tell whether they are; who was away too long is not any more."""
    row = Duty.objects.filter(person=person).first()
    if row is None or row.seen_at <= now - _away(now):
        return False
    if row.seen_at < now - TOLD_AGAIN:
        Duty.objects.filter(person=person).update(seen_at=now)
    return True


def here(now: datetime) -> list[str]:
    """Return who is on duty and was seen lately, by name."""
    rows = Duty.objects.filter(seen_at__gt=now - _away(now)).order_by("person")
    return list(rows.values_list("person", flat=True))


def team(names: Iterable[str], now: datetime) -> tuple[Agent, ...]:
    """Return what these people may work on, and how many open cases each has that wait for us."""
    listed = list(names)
    known = {user.get_username(): user for user in User.objects.filter(username__in=listed, is_active=True)}
    loads = CaseIndex.objects.filter(is_open=True, assignee__in=listed).order_by().values("assignee")
    load = dict(loads.annotate(many=Count("id")).values_list("assignee", "many"))
    shops: dict[Any, list[str]] = defaultdict(list)
    for person, shop in Membership.objects.filter(person__in=known.values()).values_list(
        "person_id", "shop_id"
    ):
        shops[person].append(shop)
    return tuple(
        agent(known[name], shops[known[name].pk], load.get(name, 0), now) for name in listed if name in known
    )


def agent(person: User, shops: Iterable[str], load: int, now: datetime) -> Agent:
    """Return what somebody may work on, by their shops and role and by the row that the team wrote about them."""
    rules, name, role = house.rules(), person.get_username(), people.role_of(person)
    row = rules.dispatching.duty.people.get(name)
    most = (row.most if row else 0) or rules.parameter(LOAD, on=now.date()) or 1
    return Agent(
        name,
        languages=row.languages if row else (),
        platforms=row.platforms if row else (),
        skills=row.skills if row else (),
        load=load,
        most=most,
        # Nobody of no shop sees anything; an empty list would mean all.
        shops=() if role is Role.ADMIN else tuple(shops) or ("-",),
        level=LEVELS.index(role),
    )


def _away(now: datetime) -> timedelta:
    return timedelta(minutes=house.rules().parameter(AWAY, on=now.date()) or 1)


def _came(sender: object, user: User, **_more: object) -> None:
    come(user.get_username(), timezone.now())


def _went(sender: object, user: User | None, **_more: object) -> None:
    if user is not None:
        go(user.get_username())
