"""Which numbers does a team set for itself most often, what are they now, and how does a form write them down?

They become dated rows in one file of the team's own: the number before keeps its day, so that a case of last month is
still judged by it. A number that a person wrote in another file by hand is changed there, by that person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import yaml

from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.habits.mistakes import NotANumber
from hejie.desk.sums import NotASum, field_text, money_of
from hejie.rulebook import Rulebook
from hejie.rulebook.reading import Block, read_text

FILE = "team/rules/numbers.yaml"
HEAD = "# Numbers of our own, set on the page of the team's rules; who and why stands in its history.\n"
SOURCE = "team.own"
LIMITS = ("coupon", "partial", "refund", "per_case", "daily")
ROLES = (Role.AGENT, Role.SUPERVISOR, Role.ADMIN)
BY_CURRENCY = ("team.small_sum", "team.escalate_above", "team.estimate.freight", "team.estimate.handling")
PLAIN = (
    *("team.escalate_near", "team.escalate_age", "team.escalate_old", "team.escalate_contacts"),
    *("team.escalate_anger", "team.refused_offers", "team.offers_unasked"),
    *("team.first_response", "team.next_news"),
    *("team.coupon_usual", "team.partial_least", "team.partial_usual", "team.partial_most"),
    *("team.estimate.goods", "team.dispatch.load"),
)
MOST = 10**12  # no number of a team is larger


class Number(NamedTuple):
    """A number as it stands in a form: its row, its words, its unit, and its value as a person types it."""

    row: str
    label: Mapping[str, str]
    unit: str
    value: str
    own: bool


def currencies(rules: Rulebook) -> list[str]:
    """Return the currencies in which limits are set."""
    names = (name.split(".") for name in rules.definitions.params)
    found = {parts[3].upper() for parts in names if len(parts) == 4 and parts[:2] == ["team", "refund"]}
    return sorted(found, key=lambda code: (code != "CNY", code))


def limits(rules: Rulebook, currency: str, *, on: date) -> dict[str, dict[str, Number]]:
    """Return the limits of each kind by role, in one currency; a role without such a row has none to set."""
    told: dict[str, dict[str, Number]] = {}
    for kind in LIMITS:
        rows = {str(role): f"team.{kind}.{role}.{currency.lower()}" for role in ROLES}
        told[kind] = {role: _number(rules, row, on) for role, row in rows.items() if _is_there(rules, row)}
    return told


def others(rules: Rulebook, currency: str, *, on: date) -> list[Number]:
    """Return the other numbers that a form shows, those of a currency first."""
    rows = (*(f"{stem}.{currency.lower()}" for stem in BY_CURRENCY), *PLAIN)
    return [_number(rules, row, on) for row in rows if _is_there(rules, row)]


def edits(rules: Rulebook, files: Mapping[str, str], form: Mapping[str, str], *, on: date) -> dict[str, str]:
    """Return what a form writes into the team's files: only what differs. Raises NotANumber."""
    changed = dict(_changed(rules, form, on))
    if not changed:
        return {}
    top = plain(read_text(files.get(FILE, ""), FILE))
    top.setdefault("sources", {})[SOURCE] = _source(on)
    params = top.setdefault("params", {})
    for row, value in changed.items():
        values = params.setdefault(row, {}).setdefault("values", {})
        values[on] = {"value": value, "source": SOURCE, "recorded": on}
    return {FILE: HEAD + as_yaml(top)}


def shown(rules: Rulebook, row: str, value: int | None) -> str:
    """Return a number as a person types it: money with its decimals, all else whole."""
    if value is None:
        return ""
    param = rules.definitions.params.get(row)
    return field_text(Money(value, param.currency)) if param and param.unit == "money" else str(value)


def as_yaml(top: Mapping[str, Any], *, inline: bool = False) -> str:
    """Return a rule file as text; nothing in it points at another part, which no rule file may.

    With `inline` what holds no further part stands in one line: a row of many numbers.
    """
    flow = None if inline else False
    return str(
        yaml.dump(top, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110, default_flow_style=flow)
    )


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _changed(rules: Rulebook, form: Mapping[str, str], on: date) -> Iterator[tuple[str, int]]:
    for row in sorted(form):
        if not row.startswith("team.") or not _is_there(rules, row):
            continue
        value = _read(rules, row, form[row].strip())
        if value is not None and value != rules.parameter(row, on=on):
            yield row, value


def _read(rules: Rulebook, row: str, said: str) -> int | None:
    if not said:
        return None
    param = rules.definitions.params[row]
    if param.unit == "money":
        return read_sum(said, param.currency)
    if not (said.isascii() and said.isdecimal() and int(said[:20]) <= MOST):
        raise NotANumber(said[:40])
    return int(said)


def read_sum(said: str, currency: str) -> int:
    """Return a sum that a person typed, in minor units; raise NotANumber."""
    try:
        minor = money_of(said, currency).minor
    except NotASum as error:
        raise NotANumber(said[:40]) from error
    if not 0 <= minor <= MOST:
        raise NotANumber(said[:40])
    return minor


def _number(rules: Rulebook, row: str, on: date) -> Number:
    param = rules.definitions.params[row]
    unit = param.currency if param.unit == "money" else param.unit
    own = any(value.source == SOURCE for value in param.values)
    return Number(row, param.label, unit, shown(rules, row, rules.parameter(row, on=on)), own)


def _is_there(rules: Rulebook, row: str) -> bool:
    return row in rules.definitions.params


def _source(on: date) -> dict[str, Any]:
    return {
        "title": "The team's own numbers",
        "date": on,
        "kind": "team",
        "grade": "confirmed",
        "checked_on": on,
        "says": {
            "zh-CN": "本团队自己定的数字，谁改、为何改见历史。",
            "en": "Set by this team; who and why is in the history.",
        },
    }


def plain(node: Any) -> Any:
    """Return what was read of a rule file as it can be written again."""
    if isinstance(node, Block | dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node
