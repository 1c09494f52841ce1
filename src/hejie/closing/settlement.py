"""Once the buyer accepts, in which order do both sides act so that neither must trust first?"""

from __future__ import annotations

from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CaseReopened,
    Entry,
    OfferAnswered,
    OfferMade,
    SettlementAgreed,
    Step,
    StepDone,
)
from hejie.casefile.parties import Actor, Role
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Remedy, circumstances, holds


def carry_out(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the settlement of an offer that was just accepted, with its steps; nothing otherwise.

    The steps come from the remedy in the platform's folder: through the platform, the irreversible one last.
    """
    offer = accepted(file)
    if offer is None:
        return ()
    remedy = _as_it_stands(file, offer.remedy, rules, at)
    return (Entry(at, by, SettlementAgreed(offer.remedy, offer.gives, _steps(remedy) if remedy else ())),)


def _as_it_stands(file: CaseFile, name: str, rules: Rulebook, at: datetime) -> Remedy | None:
    """Return a remedy in the shape that fits the case: a folder may write it twice, for two kinds of circumstances."""
    shapes = [each for each in rules.platform(file.platform).remedies.get(file.claim, ()) if each.id == name]
    now = circumstances(file.facts, rules.judge(file.facts, as_of=at)) if len(shapes) > 1 else {}
    fitting = (each for each in shapes if holds(each.when, now))
    return next(fitting, shapes[0] if shapes else None)


def _steps(remedy: Remedy) -> tuple[Step, ...]:
    return tuple(Step(step.action, Role(step.by), dict(step.does)) for step in remedy.steps)


def accepted(file: CaseFile) -> OfferMade | None:
    """Return the offer that the buyer accepted and that is not settled yet, or None."""
    offer: OfferMade | None = None
    taken: OfferMade | None = None
    for line in file.standing:
        match line.entry.what:
            case OfferMade() as made:
                offer, taken = made, None
            case OfferAnswered(answer=answer):
                taken = offer if answer == "accepted" else None
            case SettlementAgreed() | CaseReopened():
                offer = taken = None
    return taken


def next_step(file: CaseFile) -> Step | None:
    """Return the step of the settlement that is to be done now, or None once all are."""
    return next((step for step, done in _tracked(file) if not done), None)


def out_of_order(file: CaseFile) -> tuple[Step, ...]:
    """Return the steps that were done before one that has to come first: there somebody trusted without need."""
    early: list[Step] = []
    waiting = False
    for step, done in _tracked(file):
        waiting = waiting or not done
        early += [step] if done and waiting else []
    return tuple(early)


def _tracked(file: CaseFile) -> tuple[tuple[Step, bool], ...]:
    """Return the steps of the settlement in force, each with whether it was done since."""
    agreed: SettlementAgreed | None = None
    done: list[str] = []
    for line in file.standing:
        match line.entry.what:
            case SettlementAgreed() as now:
                agreed, done = now, []
            case StepDone() as carried_out:
                done.append(carried_out.step)
            case CaseReopened():
                agreed = None
    tracked: list[tuple[Step, bool]] = []
    for step in agreed.steps if agreed else ():
        found = step.step in done
        if found:
            done.remove(step.step)  # two steps may be of one kind: each is done on its own
        tracked.append((step, found))
    return tuple(tracked)
