"""What happened away from the desk, and how does a person record it: promises, stages, rulings, evidence, claims?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    Escalated,
    EvidenceSubmitted,
    Ground,
    PlatformSteppedIn,
    PromiseKept,
    PromiseMade,
    RulingGiven,
    StageMoved,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn, check_follows
from hejie.closing import recovery
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts import objections, stating
from hejie.desk.acts.correcting import correction as corrected
from hejie.desk.acts.verbs import Form, verb
from hejie.desk.cases.index import open_promises
from hejie.desk.sums import NotASum, money_in

RULED_FOR = (Role.SELLER, Role.BUYER)
MOVES_UP_TO = (Role.SUPERVISOR, Role.ADMIN)
BY_HAND = "by_hand"  # stands where a rule's name would: a person moved the case up
Code = TypeVar("Code", bound=StrEnum)


@verb
def promise(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record what was promised to the buyer, and by when."""
    words, due_at = stating.words_in(form, "promise"), time_in(file, form, "due_at")
    if due_at is None:
        raise objections.NotATime("")
    if due_at <= timezone.now():
        raise objections.NotAhead
    if words in {open_one.promise for open_one in open_promises(file)}:
        raise objections.PromisedAlready
    yield PromiseMade(words, due_at)


@verb
def kept(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record that a promise was kept."""
    words = stating.words_in(form, "promise")
    if words not in {open_one.promise for open_one in open_promises(file)}:
        raise objections.NothingPromised
    yield PromiseKept(words)


@verb
def stage(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Move the case by hand to a stage that may follow, with the reason."""
    to = _code(Stage, form, "stage", Stage)
    if to is Stage.CLOSED:
        raise objections.EndsOtherwise
    check_follows(file.stage, to)
    yield StageMoved(to, _code(Turn, form, "turn", Turn), stating.words_in(form, "because"))


@verb
def ruling(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record how the platform decided."""
    if file.last(PlatformSteppedIn) is None and file.stage not in (Stage.PLATFORM_REVIEW, Stage.APPEAL):
        raise objections.NotSteppedIn
    winner = _code(Role, form, "in_favour_of", RULED_FOR)
    yield RulingGiven(winner, money_in(form, "amount", _currency(file)), form.get("reason", "").strip())


@verb
def handed_in(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record evidence that was handed in at the platform without a pack."""
    exhibits = _exhibits(form)
    if not exhibits:
        raise stating.NothingSaid("exhibit")
    yield EvidenceSubmitted(
        exhibits,
        receipt=form.get("receipt", "").strip(),
        submitted_at=time_in(file, form, "submitted_at"),
    )


@verb
def carrier_claim(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record that a loss was claimed from the carrier, where the judgment lets it be."""
    amount = _sum(form, "amount", _currency(file))
    filing = CarrierClaimFiled(
        stating.words_in(form, "carrier"), amount, form.get("reference", "").strip(), _exhibits(form)
    )
    by = people.actor(person)
    return [one.what for one in recovery.claim(file, filing, rules=house.rules(), at=timezone.now(), by=by)]


@verb
def carrier_answer(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record what the carrier paid, which may be nothing or a part."""
    paid = _sum(form, "paid", recovery.waiting(file).amount.currency)
    answer, by = CarrierClaimAnswered("", paid, form.get("words", "").strip()), people.actor(person)
    return [one.what for one in recovery.answered(file, answer, at=timezone.now(), by=by)]


@verb
def correction(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Take an entry back, with the reason; it stays readable."""
    said = form.get("seq", "")
    because = stating.words_in(form, "because")
    yield corrected(file, int(said) if said.isdecimal() and len(said) < 10 else 0, because, person)


@verb
def escalation(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Move the case up by hand, with the reason."""
    because = stating.words_in(form, "because")
    ground = Ground(BY_HAND, {"zh-CN": because, "en": because})
    yield Escalated(_code(Role, form, "to", MOVES_UP_TO), ground)


def time_in(file: CaseFile, form: Form, field: str) -> datetime | None:
    """Return the time in a field, in the zone of the shop, None where it is empty; raise NotATime."""
    said = form.get(field, "").strip()
    if not said:
        return None
    try:
        return stating.time_of(said, stating.zone_and_currency(file)[0])
    except ValueError as error:
        raise objections.NotATime(said) from error


def _code(kind: type[Code], form: Form, field: str, allowed: Collection[Code] | type[Code]) -> Code:
    said = form.get(field, "")
    known = [str(code) for code in kind if code in allowed]
    if said not in known:
        raise objections.NotOnTheList(field, said, known)
    return kind(said)


def _sum(form: Form, field: str, currency: str) -> Money:
    amount = money_in(form, field, currency)
    if amount is None:
        raise NotASum("")
    return amount


def _exhibits(form: Form) -> tuple[str, ...]:
    return tuple(form.getlist("exhibit")) if isinstance(form, QueryDict) else ()


def _currency(file: CaseFile) -> str:
    return stating.zone_and_currency(file)[1]
