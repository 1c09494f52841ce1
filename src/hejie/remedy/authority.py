"""Who may grant a remedy alone, who must approve it, and who may answer an approval?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import ApprovalAnswered, ApprovalAsked, OfferAnswered, OfferMade
from hejie.casefile.facts import Fact, known
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor, Role
from hejie.rulebook import Answer, Rulebook
from hejie.rulebook.handbook import Remedy

RISING = (Role.AGENT, Role.SUPERVISOR, Role.ADMIN)  # each is asked where the one before may not
PER_CASE, PER_DAY = "team.per_case", "team.daily"


class OwnRequest(PermissionError):
    """An approval by the person who asked for it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} asked for this approval and so cannot answer it: a limit that one lifts for oneself is none. "
            "Ask a colleague who may grant it."
        )


class BeyondApprover(PermissionError):
    """An approval of more than the approver may grant."""

    def __init__(self, of: Role) -> None:
        super().__init__(
            f"This sum is beyond your own limit too, so your approval would not hold. Hand it on to the {of}."
        )


class NobodyAsked(ValueError):
    """An answer to an approval that nobody waits for."""

    def __init__(self) -> None:
        super().__init__(
            "No approval is waiting in this case; somebody may just have answered it. Look at the story."
        )


class Limits(Struct, frozen=True):
    """What each role may grant: by the decision that a remedy names, and in one case altogether (minor units).

    A decision that is not certain grants its lowest sum; `None` in `per_case` means that there is no limit.
    """

    by_role: Mapping[Role, Mapping[str, int]]
    per_case: Mapping[Role, int | None]


class Permission(Struct, frozen=True):
    """Whether a role may grant a sum alone; else which role may (`needs`), and the limit that it goes beyond."""

    granted: bool
    needs: str = ""
    limit: str = ""


def role_in_front(facts: Mapping[str, Fact]) -> Role:
    """Return the role that works on the case: the agent, unless the facts name another."""
    told = facts.get("role")
    return Role(told.value) if told and told.value in RISING else Role.AGENT


def answers_by_role(
    facts: Mapping[str, Fact], *, rules: Rulebook, at: datetime
) -> dict[Role, dict[str, Answer]]:
    """Return the answers of the rules with each role as the one who grants."""
    return {role: rules.judge({**facts, "role": known("role", role.value)}, as_of=at) for role in RISING}


def limits(
    answers: Mapping[Role, Mapping[str, Answer]], *, rules: Rulebook, at: datetime, currency: str
) -> Limits:
    """Return the limits of every role at a time, from the answers given for each."""
    by_role = {role: _amounts(answers[role]) for role in RISING}
    per_case = {role: _parameter(rules, f"{PER_CASE}.{role}.{currency.lower()}", at) for role in RISING}
    return Limits(by_role, per_case)


def permission(remedy: Remedy, gives: Money, bounds: Limits, role: Role, before: int = 0) -> Permission:
    """Return whether a role may grant this sum alone, where `before` was granted in the case already."""
    if not remedy.limit or gives.minor <= 0:
        return Permission(True)
    stands_in_the_way = ""
    for asked in RISING[RISING.index(role) :]:
        beyond = _beyond(remedy, gives, bounds, asked, before)
        if not beyond:
            return Permission(asked is role, "" if asked is role else asked, stands_in_the_way)
        stands_in_the_way = stands_in_the_way or beyond
    return Permission(False, RISING[-1], stands_in_the_way)


def daily_limit(rules: Rulebook, role: Role, currency: str, at: datetime) -> int | None:
    """Return what a person of this role may grant in a day, in minor units; None where nobody set a limit."""
    return _parameter(rules, f"{PER_DAY}.{role}.{currency.lower()}", at)


def granted_before(file: CaseFile, currency: str) -> int:
    """Return what the buyer has accepted in this case so far, in minor units."""
    total, made = 0, None
    for line in file.standing:
        match line.entry.what:
            case OfferMade() as offer:
                made = offer
            case OfferAnswered(answer="accepted") if made and made.gives and made.gives.currency == currency:
                total, made = total + made.gives.minor, None
    return total


def check_answer(file: CaseFile, remedy: Remedy, bounds: Limits, *, by: Actor) -> ApprovalAsked:
    """Return the approval that waits, if this person may grant it.

    Raises NobodyAsked, OwnRequest or BeyondApprover.
    """
    line = _waiting(file)
    if line is None or not isinstance(line.entry.what, ApprovalAsked):
        raise NobodyAsked
    if by.name and line.entry.by.name == by.name:
        raise OwnRequest(by.name)
    asked = line.entry.what
    role = by.role if by.role in RISING else RISING[0]
    may = permission(remedy, asked.gives, bounds, role, granted_before(file, asked.gives.currency))
    if not may.granted:
        raise BeyondApprover(Role(may.needs))
    return asked


def _waiting(file: CaseFile) -> Line | None:
    for line in reversed(file.standing):
        if isinstance(line.entry.what, ApprovalAnswered):
            return None
        if isinstance(line.entry.what, ApprovalAsked):
            return line
    return None


def _beyond(remedy: Remedy, gives: Money, bounds: Limits, role: Role, before: int) -> str:
    if gives.minor > bounds.by_role[role].get(remedy.limit, 0):
        return remedy.limit
    most = bounds.per_case[role]
    return PER_CASE if most is not None and before + gives.minor > most else ""


def _amounts(answers: Mapping[str, Answer]) -> Mapping[str, int]:
    """Return what is surely within each limit: a limit that is not certain is no permission."""
    lowest = {name: answer.values[0] for name, answer in answers.items() if answer.values}
    return {name: value for name, value in lowest.items() if isinstance(value, int)}


def _parameter(rules: Rulebook, name: str, at: datetime) -> int | None:
    return rules.parameter(name, on=at.date()) if name in rules.definitions.params else None
