"""What do lists, queues and the clock need to know of a case? A pure answer, made from its entries alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import (
    ApprovalAnswered,
    ApprovalAsked,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    CaseOpened,
    CaseTaken,
    ClockSet,
    Escalated,
    FactAsked,
    LiabilityJudged,
    MessageReceived,
    PlatformReported,
    PromiseKept,
    PromiseMade,
)
from hejie.casefile.facts import FactState
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.closing.errands import to_do
from hejie.desk.cases import words
from hejie.dispatch import stake
from hejie.dispatch.idling import idle_since

NEVER = datetime(9999, 12, 31, tzinfo=UTC)  # sorts a case without a deadline behind all that have one
OURS = frozenset({Role.SELLER, Role.AGENT, Role.SUPERVISOR, Role.ADMIN, Role.WAREHOUSE})
AT_THE_PLATFORM = frozenset({Stage.EVIDENCE, Stage.PLATFORM_REVIEW, Stage.APPEAL})

NUMBERS = ("tracking_no", "return_tracking_no")
WRITTEN = 3  # messages of the buyer: later ones say the same again

Row = dict[str, Any]


def row_of(file: CaseFile) -> Row:
    """Return the columns of the case's index row, by name."""
    row = {**_identity(file), **_place(file), **_deadlines(file), **_decisions(file), **_ending(file)}
    return row | {"words": _words(file, row)}


def shop_key(platform: str, shop: str) -> str:
    """Return the key of a shop."""
    return f"{platform}:{shop}"


def waiting_for_approval(file: CaseFile) -> ApprovalAsked | None:
    """Return the approval that was asked for and not answered yet."""
    for line in reversed(file.standing):
        if isinstance(line.entry.what, ApprovalAnswered):
            return None
        if isinstance(line.entry.what, ApprovalAsked):
            return line.entry.what
    return None


def open_questions(file: CaseFile) -> tuple[FactAsked, ...]:
    """Return what was asked and is not answered, the newest question first and each fact once."""
    newest: dict[str, FactAsked] = {}
    for asked in reversed(list(file.all(FactAsked))):
        fact = file.facts.get(asked.name)
        if fact is None or fact.state is FactState.UNKNOWN:
            newest.setdefault(asked.name, asked)
    return tuple(newest.values())


def open_promises(file: CaseFile) -> tuple[PromiseMade, ...]:
    """Return the promises that are not kept yet."""
    kept = {promise.promise for promise in file.all(PromiseKept)}
    return tuple(promise for promise in file.all(PromiseMade) if promise.promise not in kept)


def waiting_claim(file: CaseFile) -> CarrierClaimFiled | None:
    """Return the claim on a carrier that was not answered yet."""
    for line in reversed(file.standing):
        if isinstance(line.entry.what, CarrierClaimAnswered):
            return None
        if isinstance(line.entry.what, CarrierClaimFiled):
            return line.entry.what
    return None


def our_clock(file: CaseFile) -> ClockSet | None:
    """Return the deadline that runs out first among those of a move of ours."""
    ours = (clock for clock in file.clocks.values() if clock.turn in OURS)
    return min(ours, key=lambda clock: (clock.due_at, clock.clock), default=None)


def amount(file: CaseFile) -> Money | None:
    """Return what the case is about in money: what is asked back, else what was paid."""
    for name in ("amount", "paid_amount"):
        fact = file.facts.get(name)
        if fact and isinstance(fact.value, Money):
            return fact.value
    return file.opened.amount


def queue_of(file: CaseFile) -> str:
    """Return the one queue the case stands in: due, waiting, platform or closed.

    A deadline of ours that still runs keeps a case in front of us, whoever is said to have the move.
    """
    if not file.is_open:
        return "closed"
    if file.turn is Turn.SELLER or our_clock(file):
        return "due"
    return "platform" if file.turn is Turn.PLATFORM else "waiting"


def _identity(file: CaseFile) -> Row:
    opened = file.opened
    return {
        "case_id": file.case_id,
        "shop_key": shop_key(opened.platform, opened.shop),
        "platform": opened.platform,
        "after_sales_id": _text(opened.after_sales_id, 100),
        "order_id": _text(opened.order_id, 100),
        "buyer": _text(opened.buyer, 120),
        "goods": _text(opened.goods, 300),
        "claim": file.claim,
        "wants": str(getattr(file.facts.get("wants"), "value", "") or opened.wants),
        "language": _text(_language(file), 8),
        "opened_at": file.lines[0].entry.at.astimezone(UTC),
        "updated_at": max(line.entry.at for line in file.lines).astimezone(UTC),
        "entries": len(file.lines),
        "head": file.lines[-1].digest,
    }


def _place(file: CaseFile) -> Row:
    taken, escalated = file.last(CaseTaken), file.last(Escalated)
    asked = waiting_for_approval(file)
    return {
        "stage": file.stage.value,
        "turn": file.turn.value,
        "queue": queue_of(file),
        "is_open": file.is_open,
        "stepped_in": file.is_open and (file.stage in AT_THE_PLATFORM or file.turn is Turn.PLATFORM),
        "assignee": _text(taken.agent, 150) if taken else "",
        "escalated_to": str(escalated.to) if escalated and file.is_open else "",
        "approval_of": str(asked.of) if asked and file.is_open else "",
        "waits_since": _utc(idle_since(file)),
        "errand": _text(next((one.action for one in to_do(file)), ""), 40),
    }


def _deadlines(file: CaseFile) -> Row:
    ours = our_clock(file)
    due_at = ours.due_at.astimezone(UTC) if ours else None
    others = min((clock.due_at for clock in file.clocks.values()), default=NEVER)
    return {
        "due_clock": ours.clock if ours else "",
        "due_at": due_at,
        "sort_at": (due_at or others.astimezone(UTC)) if file.is_open else _ended_at(file),
        "next_at": min((at.astimezone(UTC) for at in _wakes(file)), default=None) if file.is_open else None,
    }


def _wakes(file: CaseFile) -> Iterator[datetime]:
    yield from unwalked(file)[:1]
    yield from (clock.due_at for clock in file.clocks.values())
    yield from (asked.due_at for asked in open_questions(file) if asked.due_at)
    yield from (promise.due_at for promise in open_promises(file))
    judged = file.last(LiabilityJudged)
    if judged and judged.changes_at:
        yield judged.changes_at


def unwalked(file: CaseFile) -> tuple[datetime, ...]:
    """Return when the platform told what no room has looked at yet, newest first: large files leave it to the clock."""
    since = takewhile(lambda line: line.entry.by.role is not Role.SYSTEM, reversed(file.lines))
    return tuple(
        line.entry.at for line in since if isinstance(line.entry.what, CaseOpened | PlatformReported)
    )


def _decisions(file: CaseFile) -> Row:
    judged = file.last(LiabilityJudged)
    questions = open_questions(file) if file.is_open else ()
    asked, at_stake = amount(file), stake(file)
    return {
        "verdict": _text(",".join(judged.liable), 64) if judged else "",
        "verdict_state": judged.status if judged else "",
        "asks": _text(questions[0].name, 64) if questions else "",
        "amount_minor": asked.minor if asked else None,
        "stake_minor": at_stake.minor if at_stake else None,
        "currency": asked.currency if asked else "",
    }


def _ending(file: CaseFile) -> Row:
    if file.is_open:
        return {"outcome": "", "cause": "", "closed_at": None}
    line = _closing(file)
    closed = line.entry.what if line else None
    return {
        "outcome": _text(closed.outcome, 32) if isinstance(closed, CaseClosed) else "",
        "cause": _text(closed.cause, 200) if isinstance(closed, CaseClosed) else "",
        "closed_at": line.entry.at.astimezone(UTC) if line else None,
    }


def _closing(file: CaseFile) -> Line | None:
    return next((line for line in reversed(file.standing) if isinstance(line.entry.what, CaseClosed)), None)


def _ended_at(file: CaseFile) -> datetime:
    """Return when a closed case ended; what only the platform closed has nothing but its last entry to tell."""
    line = _closing(file)
    return (line.entry.at if line else max(line.entry.at for line in file.lines)).astimezone(UTC)


def _words(file: CaseFile, row: Row) -> str:
    """Return what a search finds the case by: who, what, which numbers, and what the buyer wrote first."""
    facts = (file.facts.get(name) for name in NUMBERS)
    numbers = [fact.value for fact in facts if fact and isinstance(fact.value, str)]
    written = [said.text for said in file.all(MessageReceived)][:WRITTEN]
    marks = f"{words.mark('open' if file.is_open else 'closed')} {words.mark(row['shop_key'])}"
    named = (row["buyer"], row["goods"], row["after_sales_id"], row["order_id"], row["cause"])
    return f"{marks} {words.pieces(*named, *numbers, *written)}".rstrip()


def _language(file: CaseFile) -> str:
    """Return the language in which the buyer wrote last, else the one the case was opened in."""
    written = (line.entry.what for line in reversed(file.standing))
    heard = (what for what in written if isinstance(what, MessageReceived) and what.sender is Role.BUYER)
    return next((what.language for what in heard if what.language), file.opened.language)


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None


def _text(words: str, longest: int) -> str:
    # PostgreSQL keeps no NUL in text; a list shows the beginning of a long name, the entry keeps it whole.
    return words.replace("\0", "")[:longest]
