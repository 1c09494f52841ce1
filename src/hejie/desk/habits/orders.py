"""Which standing orders are on, for which platforms and up to which sum, and when may buyers be reached?

What a form says becomes rows in the team's own files; whoever switches an order on stands in it with name and day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from hejie.casefile.money import Money
from hejie.desk.habits.mistakes import NotANumber
from hejie.desk.habits.numbers import as_yaml, plain, read_sum
from hejie.rulebook import Rulebook
from hejie.rulebook.dispatching import StandingOrder
from hejie.rulebook.reading import read_text

ORDERS, HOURS = "team/dispatch.yaml", "team/contact.yaml"
WAYS = ("write", "call")
LAST_HOUR = 24


class Form(dict[str, list[str]]):
    """What was posted, each name with all its values."""

    @classmethod
    def of(cls, posted: QueryDict) -> Form:
        """Return what a page posted."""
        return cls({key: [str(value) for value in values] for key, values in posted.lists()})

    def one(self, name: str) -> str:
        """Return the value of a name, empty where it was not posted."""
        return (self.get(name) or [""])[-1].strip()


def order_edits(
    rules: Rulebook, files: Mapping[str, str], form: Form, *, by: str, on: date
) -> dict[str, str]:
    """Return what the form of standing orders writes. Raises NotANumber."""
    changed = {}
    for order in rules.dispatching.orders:
        wanted = _wanted(order, form)
        if wanted != _as_it_is(order):
            changed[order.id] = wanted | ({"by": by, "since": on} if wanted["on"] else {})
    return written(files, ORDERS, "standing_orders", changed)


def hour_edits(rules: Rulebook, files: Mapping[str, str], form: Form) -> dict[str, str]:
    """Return what the form of hours writes. Raises NotANumber."""
    changed: dict[str, dict[str, Any]] = {}
    for country, decency in rules.contact.hours.items():
        for way in WAYS:
            wanted = [read_hour(form.one(f"{country}.{way}.{end}")) for end in ("from", "to")]
            if None in wanted or tuple(wanted) == tuple(decency.workday[way]):
                continue
            changed.setdefault(country, {})[way] = wanted
    return written(files, HOURS, "hours", changed)


def most_of(order: StandingOrder) -> dict[str, str]:
    """Return up to which sums an order goes, as a person types them."""
    return {currency: str(Money(minor, currency).amount) for currency, minor in order.most.items()}


def _wanted(order: StandingOrder, form: Form) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "on": form.one(f"{order.id}.on") == "yes",
        "platforms": sorted(form.get(f"{order.id}.platform", [])),
        "hours_before": _hours(form.one(f"{order.id}.hours_before"), order.hours_before),
    }
    if order.most:
        wanted["most"] = {
            currency: read_sum(form.one(f"{order.id}.most.{currency}") or text, currency)
            for currency, text in most_of(order).items()
        }
    return wanted


def _as_it_is(order: StandingOrder) -> dict[str, Any]:
    now: dict[str, Any] = {
        "on": order.on,
        "platforms": sorted(order.platforms),
        "hours_before": order.hours_before,
    }
    return now | ({"most": dict(order.most)} if order.most else {})


def written(files: Mapping[str, str], name: str, section: str, changed: Mapping[str, Any]) -> dict[str, str]:
    """Return the team's file of that name with some rows of a section changed; nothing where no row is."""
    if not changed:
        return {}
    top = plain(read_text(files.get(name, ""), name))
    rows = top.setdefault(section, {})
    for key, fields in changed.items():
        rows[key] = {**rows.get(key, {}), **fields}
    return {name: as_yaml(top)}


def read_hour(said: str) -> int | None:
    """Return an hour of the day, None where none is said; raise NotANumber."""
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and int(said[:3]) <= LAST_HOUR and len(said) <= 2):
        raise NotANumber(said[:20])
    return int(said)


def _hours(said: str, else_: int) -> int:
    if not said:
        return else_
    if not (said.isascii() and said.isdecimal() and len(said) <= 3):
        raise NotANumber(said[:20])
    return int(said)
