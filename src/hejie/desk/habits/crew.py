"""Who of the team speaks what, works where, knows what and when, and how does a form write that down?

Only what differs is written, as rows of the team's own file. Who has no row can do everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hejie.casefile.vocabulary import CLAIMS
from hejie.desk.habits.mistakes import NotANumber, NotASkill
from hejie.desk.habits.numbers import as_yaml, plain
from hejie.desk.habits.orders import ORDERS, Form, read_hour
from hejie.rulebook import Rulebook
from hejie.rulebook.duty import Shift
from hejie.rulebook.reading import read_text

_SKILL = re.compile(r"[\w-]{1,30}\Z")
_PARTED = re.compile(r"[\s,，、;；]+")
LISTS = ("languages", "platforms", "skills")
WEEK = range(1, 8)
Edits = dict[str, str]


class Member(NamedTuple):
    """Somebody's row as a form shows it; `days` count Monday as 1, none of them means all."""

    name: str
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    most: str = ""
    begins: str = ""
    ends: str = ""
    days: tuple[int, ...] = ()


def members(rules: Rulebook, names: Iterable[str]) -> list[Member]:
    """Return the row of everybody named, and of whoever else has one."""
    known = rules.dispatching.duty.people
    return [_member(rules, name) for name in sorted({*names, *known})]


def skills_known(rules: Rulebook) -> list[str]:
    """Return every skill that somebody has or a claim needs."""
    needed = {skill for listed in rules.dispatching.skills.values() for skill in listed}
    return sorted(needed | {skill for one in rules.dispatching.duty.people.values() for skill in one.skills})


def edits(rules: Rulebook, files: Mapping[str, str], form: Form) -> Edits:
    """Return what the form of people and skills writes. Raises NotANumber or NotASkill."""
    top = plain(read_text(files.get(ORDERS, ""), ORDERS))
    sections: dict[str, dict[str, Any]] = {
        "people": dict(_people(rules, form)),
        "skills": dict(_needed(rules, form)),
    }
    usual, wanted = rules.dispatching.duty.shift, _shift(form, "usual")
    if wanted and wanted != _as_row(usual):
        sections["shift"] = wanted
    for name, changed in sections.items():
        if changed:
            top[name] = {**top.get(name, {}), **changed}
    return {ORDERS: as_yaml(top)} if any(sections.values()) else {}


def _people(rules: Rulebook, form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    for member in members(rules, form.get("person", [])):
        if member.name not in form.get("person", []):
            continue
        row: dict[str, Any] = {part: _listed(form, member.name, part) for part in LISTS}
        row["most"] = _count(form.one(f"{member.name}.most"))
        if shift := _shift(form, member.name):
            row["shift"] = shift
        if row != _member_row(rules, member):
            yield member.name, row


def _member_row(rules: Rulebook, member: Member) -> dict[str, Any]:
    row: dict[str, Any] = {part: sorted(getattr(member, part)) for part in LISTS}
    row["most"] = int(member.most or 0)
    person = rules.dispatching.duty.people.get(member.name)
    return row | ({"shift": _as_row(person.shift)} if person and person.shift else {})


def _needed(rules: Rulebook, form: Form) -> Iterator[tuple[str, list[str]]]:
    for claim in sorted(CLAIMS):
        said = form.get(f"claim.{claim}")
        if said is not None and (wanted := _skills(said)) != sorted(rules.dispatching.skills.get(claim, ())):
            yield claim, wanted


def _listed(form: Form, name: str, part: str) -> list[str]:
    said = form.get(f"{name}.{part}", [])
    return _skills(said) if part == "skills" else sorted({one for one in said if one})


def _skills(said: Iterable[str]) -> list[str]:
    found = {word for words in said for word in _PARTED.split(words) if word}
    for word in found:
        if not _SKILL.match(word):
            raise NotASkill(word)
    return sorted(found)


def _shift(form: Form, name: str) -> dict[str, Any]:
    begins, ends = (read_hour(form.one(f"{name}.{end}")) for end in ("from", "to"))
    if begins is None or ends is None:
        return {}
    days = sorted({int(day) for day in form.get(f"{name}.day", []) if day in map(str, WEEK)})
    return {"from": begins, "to": ends} | ({"weekdays": days} if days and len(days) < len(WEEK) else {})


def _as_row(shift: Shift) -> dict[str, Any]:
    days = [day + 1 for day in shift.weekdays]
    return {"from": shift.begins, "to": shift.ends} | ({"weekdays": sorted(days)} if days else {})


def _count(said: str) -> int:
    if not said:
        return 0
    if not (said.isascii() and said.isdecimal() and len(said) <= 4):
        raise NotANumber(said[:20])
    return int(said)


def _member(rules: Rulebook, name: str) -> Member:
    row = rules.dispatching.duty.people.get(name)
    if row is None:
        return Member(name)
    begins, ends = (str(row.shift.begins), str(row.shift.ends)) if row.shift else ("", "")
    days = tuple(day + 1 for day in row.shift.weekdays) if row.shift else ()
    return Member(
        name, row.languages, row.platforms, row.skills, str(row.most) if row.most else "", begins, ends, days
    )
