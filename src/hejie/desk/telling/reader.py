"""To whom is a case told: in which language, in which zone, at what time, to a person in which role?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile.entries import Ground
from hejie.casefile.parties import Role
from hejie.casefile.sentences import Teller
from hejie.desk import house, languages
from hejie.desk.access import people
from hejie.desk.telling import naming
from hejie.rulebook.saying import Saying, Seen

_SEEN = re.compile(r"\[(.*)\]$", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,15}")


class Reader(NamedTuple):
    """Everything the parts of the page need to know of the person in front of it."""

    person: User
    role: Role
    language: str
    zone: str
    now: datetime
    teller: Teller

    @classmethod
    def of(cls, person: User, zone: str = "Asia/Shanghai") -> Reader:
        """Return the reader of this request; times are told in the zone of the shop."""
        language = languages.current()
        teller = naming.teller(language, zone)
        return cls(person, people.role_of(person), language, zone, timezone.now(), teller)


class Reason(NamedTuple):
    """A ground as the page shows it: the clause in our words, and how far its source can be trusted."""

    says: str
    rule: str
    source: str
    dated: str
    grade: str
    because: tuple[str, ...]


def reason(ground: Ground, reader: Reader, currency: str = "") -> Reason:
    """Return a ground for this reader; its amounts of money are in the currency of the case."""
    return Reason(
        naming.said(ground.says, reader.language),
        ground.rule,
        house.rules().sources_named(ground.source).get(reader.language, ground.source),
        ground.dated,
        ground.grade,
        tuple(_because(ground, reader, currency)),
    )


def _because(ground: Ground, reader: Reader, currency: str) -> Iterator[str]:
    """Tell as sentences what the conditions of a rule saw; they are kept as `condition [fact value, fact ?]`."""
    rules = house.rules()
    say = Saying(rules.definitions, rules.wordbook, reader.language, reader.zone, currency)
    facts: dict[str, bool | int | str] = {}
    missing: dict[str, None] = {}
    others: list[str] = []
    for atom in ground.because:
        seen = _SEEN.search(atom)
        for part in seen[1].split(", ") if seen else [atom]:
            name, _, value = part.partition(" ")
            if name not in rules.definitions.facts or not value:
                others += [] if seen else [reader.teller.names.get(atom, "")]
            elif value == "?":
                missing[name] = None
            else:
                facts[name] = _plain(value)
    yield from say.seen(Seen(facts, tuple(missing)))
    yield from dict.fromkeys(filter(None, others))


def _plain(value: str) -> bool | int | str:
    if value in ("True", "False"):
        return value == "True"
    return int(value) if _NUMBER.fullmatch(value) else value
