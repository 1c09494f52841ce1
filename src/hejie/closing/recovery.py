"""What does the carrier owe us for a loss, what will it want to see, and when do we ask again?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AttachmentAdded,
    CarrierChased,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    Entry,
    Exhibit,
    LiabilityJudged,
    OfferMade,
    ParcelScanned,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor, Role
from hejie.rulebook import Rulebook
from hejie.rulebook.folders import read_carrier_lists
from hejie.rulebook.handbook import Needed, circumstances, holds

CHASE = "team.recovery.chase"
# What the case prints itself, as in an evidence pack.
_PRINTED: dict[str, type] = {"route": ParcelScanned, "remedies_offered": OfferMade}


class NotLiable(ValueError):
    """A claim on a carrier that the judgment does not name."""

    def __init__(self) -> None:
        super().__init__(
            "By the judgment of this case the carrier is not liable, so it would refuse and the days would be lost. "
            "State the facts that make it liable, such as the scan of the loss or the damage, then claim."
        )


class ClaimedAlready(ValueError):
    """A second claim while the first has no answer."""

    def __init__(self, carrier: str) -> None:
        super().__init__(
            f"A claim on {carrier} is running, and a second one would be merged or refused. "
            "Chase the first one, or record its answer."
        )


class NothingClaimed(ValueError):
    """A reminder or an answer where no claim waits for one."""

    def __init__(self) -> None:
        super().__init__(
            "No claim on a carrier waits for an answer in this case: none was filed, or it was paid or refused. "
            "Record first what is claimed."
        )


class Standing(StrEnum):
    """How our claim on the carrier stands."""

    NONE = "none"  # the carrier is not liable, or nobody knows yet
    TO_CLAIM = "to_claim"
    WAITING = "waiting"
    TO_CHASE = "to_chase"
    PAID = "paid"
    PARTLY = "partly"
    REFUSED = "refused"


class Recovery(Struct, frozen=True):
    """What is to be had back from the carrier: how it stands, the sums, the evidence it wants, when to ask next."""

    standing: Standing
    carrier: str
    claimed: Money | None = None
    paid: Money | None = None
    evidence: tuple[Exhibit, ...] = ()
    ask_at: datetime | None = None

    @property
    def missing(self) -> tuple[Exhibit, ...]:
        """What the carrier will ask for and we do not have."""
        return tuple(one for one in self.evidence if one.required and not one.at_hand)

    @property
    def outstanding(self) -> Money | None:
        """What was claimed and has not come."""
        if self.claimed is None:
            return None
        return self.claimed - self.paid if self.paid else self.claimed


def recovery(file: CaseFile, *, rules: Rulebook, at: datetime) -> Recovery:
    """Return how things stand with the carrier."""
    filed = file.last(CarrierClaimFiled)
    evidence = carrier_evidence(file, rules=rules, at=at)
    if filed is None:
        judged = file.last(LiabilityJudged)
        due = judged is not None and judged.liable == ("carrier",)
        standing = Standing.TO_CLAIM if due else Standing.NONE
        return Recovery(standing, _carrier(file), evidence=evidence)
    answers = [what for what in _since_filed(file) if isinstance(what, CarrierClaimAnswered)]
    paid = _sum((answer.paid for answer in answers), filed.amount.currency)
    ask_at = _ask_at(file, rules) if paid.minor < filed.amount.minor else None
    standing = _standing(filed, paid, bool(answers), due=ask_at is not None and ask_at <= at)
    return Recovery(standing, filed.carrier, filed.amount, paid, evidence, ask_at)


def carrier_evidence(file: CaseFile, *, rules: Rulebook, at: datetime) -> tuple[Exhibit, ...]:
    """Return what a carrier wants to see for this claim, in order, with what is at hand."""
    now = circumstances(file.facts, rules.judge(file.facts, as_of=at))
    needed = _lists(rules.roots).get(file.claim, ())
    return tuple(_exhibit(file, need, now) for need in needed if holds(need.when, now) is not False)


def claim(
    file: CaseFile, filing: CarrierClaimFiled, *, rules: Rulebook, at: datetime, by: Actor
) -> tuple[Entry, ...]:
    """Return the claim on the carrier; raise NotLiable or ClaimedAlready. It names the exhibits that go with it."""
    judged = file.last(LiabilityJudged)
    if judged is None or "carrier" not in judged.liable:
        raise NotLiable
    now = recovery(file, rules=rules, at=at)
    if now.standing in (Standing.WAITING, Standing.TO_CHASE):
        raise ClaimedAlready(now.carrier)
    exhibits = filing.exhibits or tuple(one.exhibit for one in now.evidence if one.at_hand)
    told = CarrierClaimFiled(filing.carrier or now.carrier, filing.amount, filing.reference, exhibits)
    return (Entry(at, by, told),)


def chase(file: CaseFile, words: str, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the reminder and when to ask again; raise NothingClaimed."""
    filed = _filed(file)
    return (Entry(at, by, CarrierChased(filed.carrier, words, at + _days(rules, CHASE, at))),)


def answered(file: CaseFile, answer: CarrierClaimAnswered, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the carrier's answer, also a refusal (nothing paid) or a part.

    Raises NothingClaimed, also where the claim was refused or paid in full: what comes after that is a new claim's.
    """
    filed = waiting(file)
    told = CarrierClaimAnswered(answer.carrier or filed.carrier, answer.paid, answer.words)
    return (Entry(at, by, told),)


def waiting(file: CaseFile) -> CarrierClaimFiled:
    """Return the claim that waits for the carrier's answer, or for the rest of it; raise NothingClaimed."""
    filed = _filed(file)
    answers = [what for what in _since_filed(file) if isinstance(what, CarrierClaimAnswered)]
    paid = _sum((answer.paid for answer in answers), filed.amount.currency)
    if _standing(filed, paid, bool(answers), due=False) not in (Standing.WAITING, Standing.PARTLY):
        raise NothingClaimed
    return filed


def _standing(filed: CarrierClaimFiled, paid: Money, is_answered: bool, *, due: bool) -> Standing:
    if paid.minor >= filed.amount.minor:
        return Standing.PAID
    if is_answered:
        return Standing.PARTLY if paid.minor else Standing.REFUSED
    return Standing.TO_CHASE if due else Standing.WAITING


def _ask_at(file: CaseFile, rules: Rulebook) -> datetime | None:
    """Return when to ask next: after the carrier's own time to answer, or our pause since we asked last."""
    asked = [
        line.entry for line in file.standing if isinstance(line.entry.what, CarrierClaimFiled | CarrierChased)
    ]
    last = asked[-1]
    if isinstance(last.what, CarrierChased) and last.what.again_at:
        return last.what.again_at
    theirs = [clock.due_at for clock in file.clocks.values() if clock.turn is Role.CARRIER]
    return min(theirs, default=last.at + _days(rules, CHASE, last.at))


def _filed(file: CaseFile) -> CarrierClaimFiled:
    filed = file.last(CarrierClaimFiled)
    if filed is None:
        raise NothingClaimed
    return filed


def _since_filed(file: CaseFile) -> list[object]:
    """Return what happened after the last claim was filed: an answer to an earlier one is none to this."""
    happened: list[object] = []
    for line in file.standing:
        happened = [] if isinstance(line.entry.what, CarrierClaimFiled) else [*happened, line.entry.what]
    return happened


def _exhibit(file: CaseFile, need: Needed, now: dict[str, str | bool | None]) -> Exhibit:
    told = need.exhibit
    attached = [added.sha256 for added in file.all(AttachmentAdded) if added.shows == told.id]
    printed = told.id in _PRINTED and file.last(_PRINTED[told.id]) is not None
    required = need.required and holds(need.when, now) is True
    at_hand = attached[-1] if attached else "case" if printed else ""
    return Exhibit(told.id, dict(told.title), dict(told.shows), Role(told.supplied_by), required, at_hand)


def _carrier(file: CaseFile) -> str:
    fact = file.facts.get("carrier")
    return fact.value if fact and isinstance(fact.value, str) else ""


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, start=Money(0, currency))


def _days(rules: Rulebook, parameter: str, at: datetime) -> timedelta:
    return timedelta(days=rules.parameter(parameter, on=at.date()) or 1)


@cache
def _lists(roots: tuple[Path, ...]) -> dict[str, tuple[Needed, ...]]:
    return dict(read_carrier_lists(roots))
