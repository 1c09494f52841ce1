"""Who is liable and by which rule, what else do the rules say, or which fact is missing and where do answers lead?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactAsked, LiabilityJudged
from hejie.desk import house
from hejie.desk.acts import stating
from hejie.desk.cases.index import open_questions
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader, Reason, reason
from hejie.judgment import rulings
from hejie.judgment.rulings import Ruling
from hejie.rulebook.saying import Saying
from hejie.rulebook.schema import FactKind


class Choice(NamedTuple):
    """One answer to a question: its code in a form, how it is called, and what it would lead to."""

    code: str
    label: str
    leads_to: str
    settles: bool


class Question(NamedTuple):
    """A fact to ask for, with the answers a person can pick; `kind` says how others are typed in."""

    name: str
    label: str
    of: str
    due_at: datetime | None
    kind: FactKind
    choices: tuple[Choice, ...]


class Verdict(NamedTuple):
    """The judgment as the page shows it; `changes_at` is still to come, or None."""

    status: str
    status_label: str
    liable: tuple[str, ...]
    reasons: tuple[Reason, ...]
    advice: tuple[str, ...]
    changes_at: datetime | None


class Besides(NamedTuple):
    """One more thing the rules say: which question, its answer in words, and why."""

    name: str
    label: str
    answer: str
    reasons: tuple[Reason, ...]


def verdict(file: CaseFile, reader: Reader) -> Verdict | None:
    """Return the last judgment, or None where the case was not judged yet."""
    judged = file.last(LiabilityJudged)
    if judged is None:
        return None
    return Verdict(
        status=judged.status,
        status_label=naming.label("JUDGMENT_STATES", judged.status, reader.language),
        liable=tuple(naming.label("LIABLE", party, reader.language) for party in judged.liable),
        reasons=tuple(reason(ground, reader, _currency(file)) for ground in judged.grounds),
        advice=tuple(naming.outcome("handling", code, reader.language) for code in judged.advice),
        changes_at=judged.changes_at if judged.changes_at and judged.changes_at > reader.now else None,
    )


def besides(file: CaseFile, reader: Reader) -> tuple[Besides, ...]:
    """Return what the rules say besides the judgment: rights, violation, defence, settlement, the request that fits."""
    found = rulings(file, rules=house.rules(), at=reader.now)
    return tuple(_besides(one, reader, _currency(file)) for one in found)


def _besides(one: Ruling, reader: Reader, currency: str) -> Besides:
    rules = house.rules()
    decision = rules.definitions.decisions[one.decision]
    say = Saying(rules.definitions, rules.wordbook, reader.language, reader.zone, currency)
    if isinstance(one.outcome, int):
        answer = say.amount(one.outcome, decision.unit)
    else:
        answer = naming.outcome(one.decision, one.outcome, reader.language)
    reasons = tuple(reason(ground, reader, currency) for ground in one.grounds)
    return Besides(one.decision, naming.said(decision.label, reader.language), answer, reasons)


def _currency(file: CaseFile) -> str:
    return file.opened.amount.currency if file.opened.amount else ""


def questions(file: CaseFile, reader: Reader) -> tuple[Question, ...]:
    """Return what is still to be asked, the next question first."""
    known = [asked for asked in open_questions(file) if asked.name in house.rules().definitions.facts]
    return tuple(_question(asked, reader) for asked in known)


def _question(asked: FactAsked, reader: Reader) -> Question:
    kind = stating.kind_of(asked.name)
    return Question(
        asked.name,
        naming.said(kind.label, reader.language),
        naming.label("ROLES", asked.of, reader.language),
        asked.due_at,
        kind,
        choices(kind, asked.leads_to, reader),
    )


def choices(kind: FactKind, leads_to: dict[str, tuple[str, ...]], reader: Reader) -> tuple[Choice, ...]:
    """Return the answers that can be picked for a fact, each with where it leads as far as that is known."""
    if kind.type == "bool":
        labels = {"true": _("Yes"), "false": _("No")}
    else:
        labels = {code: naming.said(words, reader.language) for code, words in kind.values.items()}
    return tuple(_choice(code, label, leads_to.get(code, ()), reader) for code, label in labels.items())


def _choice(code: str, label: str, outcomes: tuple[str, ...], reader: Reader) -> Choice:
    told = " / ".join(naming.label("LIABLE", outcome, reader.language) for outcome in outcomes)
    return Choice(code, label, told, settles=len(outcomes) == 1)
