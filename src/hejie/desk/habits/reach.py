"""Whose work would a change of people and skills be: how many open cases may each take, and which can nobody?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import User

from hejie.desk.models import CaseIndex
from hejie.dispatch.assigning import Agent, Needs, fits
from hejie.rulebook import Rulebook

MOST_KINDS = 500  # of language, platform and claim together


class _Kind(NamedTuple):
    """Cases that ask the same of whoever works on them."""

    language: str
    platform: str
    claim: str


class Shifted(NamedTuple):
    """How many open cases somebody may take before and after; of `who` empty how many nobody skilled may."""

    who: str
    before: int
    after: int


def shifted(old: Rulebook, new: Rulebook) -> Iterator[Shifted]:
    """Yield for everybody whose reach changes how far it was and is; limits by shop and role are not looked at."""
    if (old.dispatching.duty.people, old.dispatching.skills) == (
        new.dispatching.duty.people,
        new.dispatching.skills,
    ):
        return
    kinds = _kinds()
    names = set(User.objects.filter(is_active=True).values_list("username", flat=True))
    names |= {*old.dispatching.duty.people, *new.dispatching.duty.people}
    for name in sorted(names):
        before, after = (_may_take(book, [name], kinds) for book in (old, new))
        if before != after:
            yield Shifted(name, before, after)
    open_cases = sum(kinds.values())
    before, after = (open_cases - _may_take(book, names, kinds) for book in (old, new))
    if before != after:
        yield Shifted("", before, after)


def _kinds() -> Counter[_Kind]:
    rows = CaseIndex.objects.filter(is_open=True).order_by().values_list("language", "platform", "claim")
    return Counter(dict(Counter(_Kind(*row) for row in rows.iterator()).most_common(MOST_KINDS)))


def _may_take(book: Rulebook, names: set[str] | list[str], kinds: Counter[_Kind]) -> int:
    agents = [_agent(book, name) for name in names]
    return sum(count for kind, count in kinds.items() if any(_able(book, kind, agent) for agent in agents))


def _able(book: Rulebook, kind: _Kind, agent: Agent) -> bool:
    needs = book.dispatching.skills.get(kind.claim, ())
    # Who has no row can do everything.
    skilled = agent.name not in book.dispatching.duty.people or set(needs) <= set(agent.skills)
    return skilled and fits(Needs(kind.language, kind.platform, needs), agent)


def _agent(book: Rulebook, name: str) -> Agent:
    row = book.dispatching.duty.people.get(name)
    return Agent(name, row.languages, row.platforms, row.skills) if row else Agent(name)
