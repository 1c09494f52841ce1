"""To whom is a case told: in which language, in which zone, at what time, to a person in which role?"""

from __future__ import annotations

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
from hejie.rulebook.grounds import seen_in
from hejie.rulebook.saying import Saying


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
    rules = house.rules()
    say = Saying(rules.definitions, rules.wordbook, reader.language, reader.zone, currency)
    seen, others = seen_in(ground.because, rules.definitions)
    yield from say.seen(seen)
    yield from filter(None, (reader.teller.names.get(one, "") for one in others))
