"""What is a caller shown of a case, and in which words of JSON?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.utils import timezone
from ninja import Schema

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import EvidenceListed, LiabilityJudged, MessageDrafted, OffersWeighed
from hejie.closing.errands import to_do
from hejie.desk import house
from hejie.desk.cases.index import open_promises, open_questions, waiting_for_approval
from hejie.desk.models import CaseIndex
from hejie.desk.telling import naming
from hejie.judgment import rulings

Plain = dict[str, Any]


class Row(Schema):
    """A case as lists show it. Amounts are whole minor units of `currency`; `number` is its address here."""

    number: int
    case_id: str
    platform: str
    shop_key: str
    after_sales_id: str
    order_id: str
    buyer: str
    goods: str
    claim: str
    wants: str
    stage: str
    turn: str
    queue: str
    stepped_in: bool
    assignee: str
    escalated_to: str
    approval_of: str
    verdict: str
    verdict_state: str
    asks: str
    due_at: datetime | None
    amount_minor: int | None
    stake_minor: int | None
    currency: str
    outcome: str
    updated_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Row:
        """Return a row of the index as it is told."""
        return cls(number=row["id"], **{name: row[name] for name in cls.model_fields if name != "number"})


class Rows(Schema):
    """One page of a list; `next` is the mark to ask the next page with, empty on the last."""

    cases: list[Row]
    next: str


class Told(Schema):
    """One entry of a case: its place and seal, when and by whom, what happened, and the sentence that tells it."""

    seq: int
    at: datetime
    by: Plain
    what: Plain
    says: str
    digest: str


class Entries(Schema):
    """Entries in their order; `next` is the `after` to go on with, 0 at the end."""

    entries: list[Told]
    next: int


class Added(Schema):
    """What a write did: the case, and the entries that are new in it, those of the rooms included."""

    number: int
    case_id: str
    entries: list[Told]


class Whole(Schema):
    """A case as it stands: what is known, who is liable, what can be offered, which clocks run, what is missing.

    `rulings` are the other decisions that the rules are certain of, such as the defence or the request that fits,
    each with its grounds. The parts have the form in which entries are kept; a part is null where the case has none.
    """

    case: Row
    facts: list[Plain]
    verdict: Plain | None
    rulings: list[Plain]
    offers: Plain | None
    clocks: list[Plain]
    evidence: Plain | None
    questions: list[Plain]
    promises: list[Plain]
    errands: list[Plain]
    approval: Plain | None
    draft: Plain | None


def whole(file: CaseFile, row: CaseIndex) -> Whole:
    """Return all that is told of a case."""
    return Whole(
        case=Row.of(vars(row)),
        facts=[plain(fact) for _, fact in sorted(file.facts.items())],
        verdict=_maybe(file.last(LiabilityJudged)),
        rulings=[plain(one) for one in rulings(file, rules=house.rules(), at=timezone.now())],
        offers=_maybe(file.last(OffersWeighed)),
        clocks=[plain(clock) for clock in sorted(file.clocks.values(), key=lambda clock: clock.due_at)],
        evidence=_maybe(file.last(EvidenceListed)),
        questions=[plain(asked) for asked in open_questions(file)],
        promises=[plain(promise) for promise in open_promises(file)],
        errands=[plain(errand) for errand in to_do(file)],
        approval=_maybe(waiting_for_approval(file)),
        draft=_maybe(file.last(MessageDrafted)),
    )


def told(lines: Iterable[Line], *, language: str, zone: str) -> list[Told]:
    """Return entries with the sentences that tell them."""
    teller = naming.teller(language, zone)
    return [
        Told(
            seq=line.seq,
            at=line.entry.at,
            by=plain(line.entry.by),
            what=plain(line.entry.what),
            says=teller.sentence(line.entry.what),
            digest=line.digest,
        )
        for line in lines
    ]


def plain(thing: Any) -> Plain:
    """Return a thing of the case file as the JSON in which it is kept."""
    made: Plain = msgspec.to_builtins(thing)
    return made


def _maybe(thing: Any) -> Plain | None:
    return None if thing is None else plain(thing)
