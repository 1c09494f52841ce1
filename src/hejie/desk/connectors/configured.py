"""Which connectors did somebody configure, and how is one of them held by a single process while it works?"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, cast

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from hejie.desk import connectors, house
from hejie.desk.access import noting
from hejie.desk.connectors import Account, Connector, Kind, keys
from hejie.desk.connectors.calling import Caller, Wait
from hejie.desk.connectors.mistakes import ConnectorTrouble
from hejie.desk.models import Connector as Row
from hejie.desk.webhooks import addresses

LEASE = timedelta(
    minutes=3
)  # longer than a call and the pause before the next; who died is followed after it
RENEWED = timedelta(seconds=20)
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


class BadConnector(ValueError):
    """Something said about a connector that cannot be."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The connector was not added: {why}. See docs/connectors.md.")


class NoSuchKind(LookupError):
    """A kind of connector that is not there."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"There is no kind of connector {kind!r}, so nothing was done. Use one of: {', '.join(sorted(kinds()))}."
        )


class NoSuchConnector(LookupError):
    """A name that no connector has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no connector {name!r}, so nothing was done. Look at: hejie connector list"
        )


class Held(ConnectorTrouble):
    """Another process works with this connector now, or took it over."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Another process works with the connector {name!r} now. Try again in some minutes.")


class Wanted(NamedTuple):
    """What somebody says about a new connector."""

    kind: str
    name: str
    shop: str = ""
    account: str = ""
    variant: str = ""
    keys: str = ""
    address: str = ""
    acts: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of connectors that there are: every module of this folder that offers `connect`."""
    names = [one.name for one in iter_modules(connectors.__path__)]
    found = {name: import_module(f"{connectors.__name__}.{name}") for name in names}
    return {name: cast(Kind, module) for name, module in found.items() if hasattr(module, "connect")}


def add(wanted: Wanted, *, by: str) -> Row:
    """Configure a connector, which begins to work at once; raise NoSuchKind, BadConnector, ConnectorTrouble or
    NotAnAddress.
    """
    kind = kinds().get(wanted.kind)
    if kind is None:
        raise NoSuchKind(wanted.kind)
    if not NAME.fullmatch(wanted.name) or Row.objects.filter(name=wanted.name).exists():
        raise BadConnector(f"{wanted.name!r} is taken, or not made of small letters, digits and hyphens")
    if kind.VARIANTS and (wanted.variant not in kind.VARIANTS or not wanted.account or not wanted.shop):
        raise BadConnector(f"it needs a shop, an account, and one of the variants {', '.join(kind.VARIANTS)}")
    if wanted.shop and ":" not in wanted.shop:
        raise BadConnector(f"{wanted.shop!r} is no shop; write platform:shop")
    if wanted.address:
        addresses.check(wanted.address)
    keys.found(wanted.name, kind.KEYS, wanted.keys)
    told = wanted._asdict()
    shop = told.pop("shop")
    with transaction.atomic():
        row = Row.objects.create(**told, shop_key=shop, made_by=by)
        noting.note("connector linked", by, _called(row))
    return row


def remove(name: str, *, by: str) -> None:
    """Remove a connector with its note of how far it was, and the token that was kept; raise NoSuchConnector."""
    row = named(name)
    keys.Keys(name, {}).forget()
    with transaction.atomic():
        noting.note("connector unlinked", by, _called(row))
        row.delete()


def named(name: str) -> Row:
    """Return a connector by its name; raise NoSuchConnector."""
    found = Row.objects.filter(name=name).first()
    if found is None:
        raise NoSuchConnector(name)
    return found


def doing(shop: str, action: str) -> Row | None:
    """Return the connector that may do such a thing in a shop; None where nobody added one that does."""
    able = (row for row in Row.objects.filter(shop_key=shop, acts=True).order_by("id") if row.kind in kinds())
    return next((row for row in able if action in kinds()[row.kind].DOES), None)


def hasten(row: Row) -> None:
    """Let a connector come at once, unless it waits because its last round failed."""
    Row.objects.filter(pk=row.pk, tries=0).update(next_at=timezone.now())


def take_due(now: datetime) -> Row | None:
    """Claim the connector that waits longest; no two processes get the same one."""
    return _claimed(Q(next_at__lte=now), now)


@contextmanager
def held(name: str) -> Iterator[Row]:
    """Claim one connector whenever it is due; raise NoSuchConnector or Held."""
    named(name)
    row = _claimed(Q(name=name), timezone.now())
    if row is None:
        raise Held(name)
    try:
        yield row
    finally:
        let_go(row)


def let_go(row: Row) -> None:
    """Let others have the connector again."""
    Row.objects.filter(pk=row.pk, held_by=row.held_by).update(held_by="", held_until=None)


def still_held(row: Row) -> Callable[[], None]:
    """Return what a connector calls before each step: it holds on, or raises Held where another process has it."""

    def hold_on() -> None:
        now = timezone.now()
        if row.held_until is not None and row.held_until - now > LEASE - RENEWED:
            return
        row.held_until = now + LEASE
        if not Row.objects.filter(pk=row.pk, held_by=row.held_by).update(held_until=row.held_until):
            raise Held(row.name)

    return hold_on


def connected(row: Row, wait: Wait) -> Connector:
    """Return the connector of a row, ready to speak; raise KeysMissing or KeysOpen."""
    kind = kinds()[row.kind]
    mine = keys.found(row.name, kind.KEYS, row.keys)
    mine.renewed = lambda: noting.note("connector token renewed", row.name, _called(row))
    account = Account(
        Caller(row.address or kind.ADDRESS, wait, still_held(row), mine.hide),
        mine,
        house.rules(),
        row.shop_key.partition(":")[2],
        row.account,
        row.variant,
    )
    return kind.connect(account)


def _called(row: Row) -> str:
    """How the audit names a connector: never with anything of its keys."""
    does = "acts" if row.acts else "reads"
    return " ".join(part for part in (row.name, row.kind, row.shop_key, row.account, does) if part)


def _claimed(which: Q, now: datetime) -> Row | None:
    free = Q(held_by="") | Q(held_until__lt=now)
    with transaction.atomic():
        row = (
            Row.objects.filter(which, free)
            .order_by("next_at", "id")
            .select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
            .first()
        )
        if row:
            row.held_by, row.held_until = secrets.token_hex(8), now + LEASE
            row.save(update_fields=["held_by", "held_until"])
    return row
