"""Whose limits does a change of rules lift, so that somebody else must look at it too?

A number of a role is compared with itself. Any other way to reach a limit, a rule or remedy that is written anew, is
taken to lift everybody's: to prove that it does not would be a second rulebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from hejie.casefile.parties import Role
from hejie.desk.habits.mistakes import NotByYou
from hejie.remedy.authority import RISING
from hejie.rulebook import Rulebook
from hejie.rulebook.difference import text_changes

KINDS = ("coupon", "partial", "refund", "per_case", "daily")
EVERYBODY = "everybody"


class Lift(NamedTuple):
    """One limit that is lifted: of which role, which row, and from what to what; empty where there is no number."""

    role: str
    row: str
    before: str
    after: str


def lifted(old: Rulebook, new: Rulebook, *, on: date) -> list[Lift]:
    """Return the limits that the new rules lift."""
    return [*_numbers(old, new, on), *_rows(old, new), *_remedies(old, new)]


def concerns(lifts: Iterable[Lift | Sequence[str]], role: Role) -> bool:
    """Tell whether a lift is of this role or of one above it."""
    reach = (
        {EVERYBODY, *(str(one) for one in RISING[RISING.index(role) :])} if role in RISING else {EVERYBODY}
    )
    return any(lift[0] in reach for lift in lifts)


def check_orders(old: Rulebook, new: Rulebook, *, by: str) -> None:
    """Raise NotByYou where a standing order is switched on, or changed while it is on, in another person's name."""
    known = {order.id: order for order in old.dispatching.orders}
    for order in new.dispatching.orders:
        if order.on and order != known.get(order.id) and order.by != by:
            raise NotByYou(order.id)


def _numbers(old: Rulebook, new: Rulebook, on: date) -> Iterator[Lift]:
    for name in {**old.definitions.params, **new.definitions.params}:
        parts = name.split(".")
        if len(parts) != 4 or parts[0] != "team" or parts[1] not in KINDS:
            continue
        before, after = _most(old, name, on), _most(new, name, on)
        if before is not None and (after is None or after > before):
            yield Lift(parts[2], name, str(before), "" if after is None else str(after))


def _most(book: Rulebook, name: str, on: date) -> int | None:
    """Return the most that any day from now on allows: a later raise is one too. None is no limit."""
    param = book.definitions.params.get(name)
    if param is None:
        return None
    now = book.parameter(name, on=on)
    later = [value.value for value in param.values if value.since > on]
    known = [value for value in (now, *later) if value is not None]
    return max(known) if len(known) == len(later) + 1 else None


def _rows(old: Rulebook, new: Rulebook) -> Iterator[Lift]:
    limits = _limits(old) | _limits(new)
    for change in text_changes(old, new):
        if change.kind == "rules":
            rules = (old.definitions.rules.get(change.id), new.definitions.rules.get(change.id))
            concerned = any(rule is not None and rule.decides in limits for rule in rules)
        else:
            read = change.kind in ("decisions", "derived") or (change.kind == "facts" and change.id in READ)
            concerned = read and (change.kind != "decisions" or change.id in limits)
        if concerned:
            yield Lift(EVERYBODY, change.id, "", "")


def _remedies(old: Rulebook, new: Rulebook) -> Iterator[Lift]:
    before, after = _limit_of(old), _limit_of(new)
    for remedy in sorted(set(before) | set(after)):
        if before.get(remedy) != after.get(remedy):
            yield Lift(EVERYBODY, remedy, before.get(remedy, ""), after.get(remedy, ""))


READ = frozenset({"role", "currency", "amount"})  # the facts that the limits are reckoned from


def _limits(book: Rulebook) -> set[str]:
    return {limit for limit in _limit_of(book).values() if limit}


def _limit_of(book: Rulebook) -> dict[str, str]:
    return {
        f"{platform}.{claim}.{remedy.id}": remedy.limit
        for platform, folder in book.platforms.items()
        for claim, remedies in folder.remedies.items()
        for remedy in remedies
    }
