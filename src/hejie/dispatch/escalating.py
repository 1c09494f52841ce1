"""Does this case move up by itself: its sum, its age, the buyer's anger and letters, the clock?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseReopened, Entry, Escalated, MessageReceived, SettlementAgreed
from hejie.casefile.facts import Fact, known
from hejie.casefile.parties import Actor, Role
from hejie.casefile.quantities import Moment
from hejie.dispatch.idling import idle_since
from hejie.dispatch.stakes import hard_clock
from hejie.rulebook import Rulebook
from hejie.rulebook.grounds import ground

LEVELS = (Role.AGENT, Role.SUPERVISOR, Role.ADMIN)
_DECISION = "escalate_to"


def escalate(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the escalation that the team's rules demand, if the case is not there or higher already.

    What is agreed moves up no more; a case that came back may again.
    """
    if not file.is_open or file.last(SettlementAgreed) is not None:
        return ()
    told = rules.explain(told_by_the_file(file), as_of=at, decision=_DECISION)
    to = told.answer.outcome
    if to not in LEVELS or LEVELS.index(Role(to)) <= level(file):
        return ()
    reason = told.fired[0]
    seen = [f"{name} {value}" for part in reason.because for name, value in part.facts.items()]
    why = ground(rules.definitions, reason.rule, reason.says, [source.id for source in reason.sources], seen)
    return (Entry(at, by, Escalated(Role(to), why)),)


def level(file: CaseFile) -> int:
    """Return how high the case stands, 0 with the agent."""
    highest = 0
    for line in file.standing:
        match line.entry.what:
            case Escalated(to=to) if to in LEVELS:
                highest = max(highest, LEVELS.index(to))
            case CaseReopened():
                highest = 0
    return highest


def told_by_the_file(file: CaseFile) -> Mapping[str, Fact]:
    """Return the facts, and what the file tells besides: since when it waits for us, our next clock, the letters."""
    clock, since = hard_clock(file), idle_since(file)
    letters = sum(1 for message in file.all(MessageReceived) if message.sender is Role.BUYER)
    more = [known("contacts", letters)]
    more += [known("waiting_since", Moment(since))] if since else []
    more += [known("next_due_at", Moment(clock.due_at))] if clock else []
    return {**file.facts, **{fact.name: fact for fact in more}}
