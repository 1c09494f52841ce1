"""Which promotions does the shop promise, and how does a form write one down, change it and end it?

A promotion that ran is never taken out: agents are asked about orders of that time. It ends, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hejie.casefile.money import Money
from hejie.desk.habits.mistakes import (
    NoCurrency,
    NoName,
    NoSuchPromotion,
    NotANumber,
    NotATime,
    NotOnTheList,
    WrittenByHand,
)
from hejie.desk.habits.numbers import as_yaml, plain, read_sum
from hejie.desk.habits.orders import Form
from hejie.rulebook import Rulebook
from hejie.rulebook.promotions import FILE, KINDS, Promotion
from hejie.rulebook.reading import read_text

SUMS = ("was", "price", "off", "least_spend", "cost", "prize")
COUNTS = ("per_buyer", "protect")
LISTS = ("platforms", "shops", "goods", "stacks_with")
WORDS = ("name", "gift", "conditions")
SAYS = {  # what a promotion of each kind says; of what was typed before another kind was chosen nothing is kept
    "price": ("was", "price", "cost"),
    "coupon": ("off", "least_spend"),
    "reduction": ("off", "least_spend"),
    "gift": ("gift", "least_spend"),
    "lottery": ("prize", "least_spend"),
}
SECOND = "en"  # the language that every rule file has beside Chinese
_PARTED = re.compile(r"[,，、;；\r\n]+")
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")
MOST_DAYS, MOST_LETTERS, MOST_GOODS = 3650, 300, 500
Edits = dict[str, str]
Changed = tuple[Promotion | None, Promotion | None]  # as it was and as it will be


class Bar(NamedTuple):
    """One promotion as a list shows it: whether it runs, is to come or is over, and whether a page wrote it."""

    promotion: Promotion
    state: str
    ours: bool


def bars(rules: Rulebook, files: Mapping[str, str], *, at: datetime) -> list[Bar]:
    """Return all promotions: those that run, those to come, then those that are over, the newest first."""
    mine = _mine(files)
    told = [Bar(one, _state(one, at), one.id in mine) for one in rules.promotions]
    order = ("runs", "to_come", "over")
    told.sort(key=lambda bar: bar.promotion.starts_at, reverse=True)
    return sorted(told, key=lambda bar: order.index(bar.state))


def as_form(one: Promotion, zone: str) -> dict[str, list[str]]:
    """Return a promotion as a form shows it, its times on the clock of a zone."""
    told: dict[str, list[str]] = {"id": [one.id], "gives": [one.kind], "zone": [zone]}
    sums = {name: getattr(one, name) for name in SUMS}
    told["currency"] = [next((sum_.currency for sum_ in sums.values() if sum_), "")]
    told |= {name: [str(sum_.amount)] for name, sum_ in sums.items() if sum_}
    told |= {"starts": [_local(one.starts_at, zone)], "ends": [_local(one.ends_at, zone)]}
    for name in WORDS:
        said = getattr(one, name)
        told |= {name: [said.get("zh-CN", "")], f"{name}.{SECOND}": [said.get(SECOND, "")]} if said else {}
    told |= {name: list(getattr(one, name)) for name in LISTS}
    told["goods"] = ["\n".join(one.goods)]
    told["per_buyer"] = [str(one.per_buyer or "")]
    told["protect"] = ["" if one.protect is None else str(one.protect)]
    return told | ({"stacks": ["yes"]} if one.stacks else {})


def drafted(rules: Rulebook, form: Form) -> Promotion:
    """Return the promotion that a form says. Raises what is wrong with it, as `mistakes` says."""
    row = _row(form)
    if strange := set(row.get("platforms", ())) - set(rules.platforms):
        raise NotOnTheList(min(strange))
    currency = row.get("currency", "")
    lists: dict[str, Any] = {name: tuple(row.get(name, ())) for name in LISTS}
    sums: dict[str, Any] = {name: Money(row[name], currency) for name in SUMS if name in row}
    return Promotion(
        id=form.one("id") or _fresh(rules, row["starts"]),
        name=row["name"],
        kind=row["kind"],
        starts_at=row["starts"],
        ends_at=row["ends"],
        **lists,
        **sums,
        per_buyer=row.get("per_buyer", 0),
        protect=row.get("protect"),
        stacks=row["stacks"],
        gift=row.get("gift", {}),
        conditions=row.get("conditions", {}),
    )


def edits(rules: Rulebook, files: Mapping[str, str], form: Form) -> Edits:
    """Return what a form writes into the team's file. Raises also WrittenByHand."""
    one = drafted(rules, form)
    _check_ours(rules, files, one.id)
    row = _row(form)
    written = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
    return _with(files, {one.id: written})


def ended(rules: Rulebook, files: Mapping[str, str], key: str, *, at: datetime) -> Edits:
    """Return what takes a promotion back: one that ran ends now, one to come is gone. Raises NoSuchPromotion too."""
    one = next((one for one in rules.promotions if one.id == key), None)
    if one is None or _state(one, at) == "over":
        raise NoSuchPromotion
    _check_ours(rules, files, key)
    if one.starts_at > at:
        return _with(files, {key: None})
    row = plain(read_text(files[FILE], FILE))["promotions"][key]
    return _with(files, {key: row | {"ends": at.replace(microsecond=0).isoformat()}})


def changed(old: Rulebook, new: Rulebook) -> list[Changed]:
    """Return each promotion that differs, None where there is none."""
    was, now = ({one.id: one for one in book.promotions} for book in (old, new))
    keys = sorted({*was, *now})
    return [(was.get(key), now.get(key)) for key in keys if was.get(key) != now.get(key)]


def _state(one: Promotion, at: datetime) -> str:
    return "over" if one.ends_at <= at else "runs" if one.starts_at <= at else "to_come"


def _row(form: Form) -> dict[str, Any]:
    """Return the row that a form says, its times still as times."""
    kind, zone = form.one("gives"), _zone(form.one("zone"))
    if kind not in KINDS:
        raise NotOnTheList(kind)
    row: dict[str, Any] = {"name": _words(form, "name"), "kind": kind}
    if not row["name"]:
        raise NoName
    row |= {end: _time(form.one(end), zone) for end in ("starts", "ends")}
    row |= {name: found for name in LISTS if (found := _listed(form, name))}
    if sums := {name: form.one(name) for name in SUMS if name in SAYS[kind] and form.one(name)}:
        row["currency"] = _currency(form.one("currency"))
        row |= {name: read_sum(said, row["currency"]) for name, said in sums.items()}
    row |= {name: _days(form.one(name)) for name in COUNTS if form.one(name)}
    worded = [name for name in ("gift", "conditions") if name in (*SAYS[kind], "conditions")]
    row |= {name: said for name in worded if (said := _words(form, name))}
    return row | {"stacks": form.one("stacks") == "yes"}


def _words(form: Form, name: str) -> dict[str, str]:
    first = form.one(name)[:MOST_LETTERS]
    second = form.one(f"{name}.{SECOND}")[:MOST_LETTERS]
    return {"zh-CN": first or second, SECOND: second or first} if first or second else {}


def _listed(form: Form, name: str) -> list[str]:
    said = form.get(name, [])
    parts = [word.strip() for words in said for word in _PARTED.split(words)] if name == "goods" else said
    found = list(dict.fromkeys(part for part in parts if part))
    if len(found) > MOST_GOODS or any(len(part) > MOST_LETTERS for part in found):
        raise NotOnTheList(max(found, key=len))
    return found


def _time(said: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise NotATime(said[:40]) from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _zone(said: str) -> ZoneInfo:
    try:
        return ZoneInfo(said)
    except (ValueError, KeyError, OSError):  # a name with a slash too many is a path for the library
        raise NotOnTheList(said) from None


def _currency(said: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", said):
        raise NoCurrency(said[:40])
    return said


def _days(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) <= 4 and int(said) <= MOST_DAYS):
        raise NotANumber(said[:20])
    return int(said)


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _fresh(rules: Rulebook, starts: datetime) -> str:
    """Return a name that no promotion has yet: its first day, and a number."""
    known, number = {one.id for one in rules.promotions}, 1
    while (key := f"p{starts:%Y%m%d}_{number}") in known:
        number += 1
    return key


def _mine(files: Mapping[str, str]) -> Iterable[str]:
    return plain(read_text(files.get(FILE, ""), FILE)).get("promotions") or {}


def _check_ours(rules: Rulebook, files: Mapping[str, str], key: str) -> None:
    if not _ID.match(key):
        raise NoSuchPromotion
    if key not in _mine(files) and any(one.id == key for one in rules.promotions):
        raise WrittenByHand(key)


def _with(files: Mapping[str, str], rows: Mapping[str, dict[str, Any] | None]) -> Edits:
    """Return the team's file with rows written whole, or taken out."""
    top = plain(read_text(files.get(FILE, ""), FILE))
    kept = {**(top.get("promotions") or {}), **rows}
    top["promotions"] = {key: row for key, row in kept.items() if row is not None}
    return {FILE: as_yaml(top) if top["promotions"] else ""}
