"""Who is liable, by which rule, and which fact would settle what is open?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, Ground, LiabilityJudged
from hejie.casefile.parties import Actor
from hejie.rulebook import Rulebook
from hejie.rulebook.explanation import Explanation, Reason
from hejie.rulebook.grounds import as_kept, ground


def judge(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the judgment if it differs from the last one; several outcomes while facts are missing.

    A decided case keeps the rules that decided it; an open one those that may still decide it, so that the reader
    sees what each answer would do.
    """
    told = rules.explain(file.facts, as_of=at, decision="liability")
    advice = rules.judge(file.facts, as_of=at)["handling"]
    judged = LiabilityJudged(
        status=told.answer.status,
        liable=told.answer.values,
        grounds=tuple(_grounds(told, rules)),
        advice=advice.values,
        missing=tuple(question.fact for question in told.ask),
        changes_at=told.next_flip.at if told.next_flip else None,
        rulebook=told.rulebook,
        stale=told.answer.stale,
    )
    return () if judged == file.last(LiabilityJudged) else (Entry(at, by, judged),)


def _grounds(told: Explanation, rules: Rulebook) -> Iterable[Ground]:
    for reason in told.fired or told.open:
        yield ground_of(reason, rules)


def ground_of(reason: Reason, rules: Rulebook) -> Ground:
    """Return why a rule gave what it gave, as entries keep it."""
    sources = [source.id for source in reason.sources]
    return ground(
        rules.definitions, reason.rule, reason.says, sources, [as_kept(part) for part in reason.because]
    )
