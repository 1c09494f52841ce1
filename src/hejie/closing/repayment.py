"""Has a buyer who was refunded received the parcel after all, and what came of asking to pay again?"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CaseClosed,
    Entry,
    ParcelScanned,
    RepaymentAnswered,
    RepaymentAsked,
    StepDone,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor
from hejie.rulebook import Rulebook

PATIENCE = "team.recovery.repayment"
_ARRIVED = frozenset({"delivered", "delivered_proxy"})
_PAID_BACK = frozenset(
    {"agree_refund", "pay_back", "refund"}
)  # steps of a settlement that move money to the buyer
_REFUNDED = frozenset({"refunded_full", "refunded_partial", "platform_paid"})


class NotRefunded(ValueError):
    """A repayment asked of a buyer who was not refunded, or whose parcel did not arrive."""

    def __init__(self) -> None:
        super().__init__(
            "Only a buyer who was refunded and then received the parcel can be asked to pay again; this case shows not "
            "both. Record the refund as a step that is done, and the scan of the delivery."
        )


class NothingAsked(ValueError):
    """An answer to a request that nobody made."""

    def __init__(self) -> None:
        super().__init__("The buyer was not asked to pay again in this case. Record the request first.")


class Repayment(Struct, frozen=True):
    """What a refunded buyer who got the parcel was asked to pay again, and what came of it."""

    asked: Money
    paid: Money
    due_at: datetime | None = None
    answered: bool = False

    @property
    def outstanding(self) -> Money:
        """What is still to come."""
        return self.asked - self.paid


def may_ask_repayment(file: CaseFile) -> bool:
    """Tell whether the buyer was refunded and then, in this order, received the parcel."""
    refunded = _refunded_at(file)
    if refunded is None:
        return False
    scans = (
        scan for scan in file.all(ParcelScanned) if scan.direction == "forward" and scan.state in _ARRIVED
    )
    return any(scan.happened_at > refunded for scan in scans)


def ask_repayment(
    file: CaseFile, amount: Money, because: str = "", *, rules: Rulebook, at: datetime, by: Actor
) -> tuple[Entry, ...]:
    """Return the request to pay again, with the day until when; raise NotRefunded. It is a request, never a threat."""
    if not may_ask_repayment(file):
        raise NotRefunded
    return (
        Entry(
            at,
            by,
            RepaymentAsked(
                amount, because, at + timedelta(days=rules.parameter(PATIENCE, on=at.date()) or 1)
            ),
        ),
    )


def repayment(file: CaseFile) -> Repayment | None:
    """Return what the buyer was asked to pay again and what came, or None."""
    asked = file.last(RepaymentAsked)
    if asked is None:
        return None
    answers = list(file.all(RepaymentAnswered))
    paid = sum((answer.paid for answer in answers), start=Money(0, asked.amount.currency))
    return Repayment(asked.amount, paid, asked.due_at, bool(answers))


def repaid(file: CaseFile, answer: RepaymentAnswered, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the buyer's answer, also a refusal (nothing paid); raise NothingAsked."""
    if file.last(RepaymentAsked) is None:
        raise NothingAsked
    return (Entry(at, by, answer),)


def _refunded_at(file: CaseFile) -> datetime | None:
    for line in file.standing:
        what = line.entry.what
        done = isinstance(what, StepDone) and what.step in _PAID_BACK
        if done or (isinstance(what, CaseClosed) and what.outcome in _REFUNDED):
            return line.entry.at
    return None
