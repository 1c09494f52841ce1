"""When does an answer change next if no fact does, and because of what?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.editions import Edition
from hejie.rulebook.linear import turning_point
from hejie.rulebook.spans import moment
from hejie.rulebook.values import Plain

ANOTHER_VERSION = "another version of the rules"
FARTHEST = 24  # moments looked at; beyond them a new look is due anyway


class Flip(Struct, frozen=True):
    """The next change: when, why (a comparison, a clause or a new version), and the answer then."""

    at: datetime
    why: str
    status: str
    to: tuple[Any, ...]


def next_flip(
    moments: Iterable[tuple[int, str]], answer: Answer, judge_at: Callable[[int], Answer]
) -> Flip | None:
    """Return the first of the moments at which the answer differs from today's."""
    for at, why in sorted(set(moments))[:FARTHEST]:
        then = judge_at(at)
        if (then.status, then.values, then.stale) != (answer.status, answer.values, answer.stale):
            return Flip(moment(at), why, then.status, then.values)
    return None


def turning_moments(edition: Edition, facts: Plain, now: int) -> list[tuple[int, str]]:
    """Return the future minutes at which a comparison with now may change its truth."""
    found: list[tuple[int, str]] = []
    for rule in edition.rules:
        for atom in t.atoms(rule.condition):
            if isinstance(atom, t.Compare):
                turn = turning_point(atom, t.Now(), facts, now)
                found += [(at, atom.text) for at in (turn, turn + 1) if at > now] if turn is not None else []
    return found
