"""What else do the rules say of a case: rights, violation, defence, settlement, prevention, the request that fits?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import Ground
from hejie.judgment.liability import ground_of
from hejie.rulebook import Answer, Rulebook
from hejie.rulebook.schema import Decision

# Told elsewhere: the judgment itself, who may grant how much (beside each offer), and who should take the case over.
_TOLD_ELSEWHERE = frozenset(
    {
        "liability",
        "handling",
        "authority",
        "partial_limit",
        "coupon_limit",
        "escalate_to",
        "change_agent",
    }
)


class Ruling(Struct, frozen=True):
    """One more decision that is certain: its outcome, or its amount in its own unit, and the clauses that gave it."""

    decision: str
    outcome: str | int
    grounds: tuple[Ground, ...]


def rulings(file: CaseFile, *, rules: Rulebook, at: datetime) -> tuple[Ruling, ...]:
    """Return what the rules are certain of besides the judgment, in the order of the decisions; no usual answers.

    Of a closed case it is what they said when it ended.
    """
    at = at if file.is_open else file.lines[-1].entry.at
    return tuple(_certain(file, rules, at))


def _certain(file: CaseFile, rules: Rulebook, at: datetime) -> Iterator[Ruling]:
    answers = rules.judge(file.facts, as_of=at)
    for name, decision in rules.definitions.decisions.items():
        found = _found(answers[name], decision) if name not in _TOLD_ELSEWHERE else None
        if found:
            told = rules.explain(file.facts, as_of=at, decision=name)
            yield Ruling(name, found, tuple(ground_of(reason, rules) for reason in told.fired))


def _found(answer: Answer, decision: Decision) -> str | int | None:
    """Return the one outcome or amount; None while it is open, where no rule speaks, and for the usual one."""
    found = answer.amount if decision.is_numeric else answer.outcome
    return None if found == decision.default else found
