"""What the two sides do: offers and answers, approvals, a settlement and its steps, promises."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from hejie.casefile.entries.happening import Ground, Happening
from hejie.casefile.money import Money
from hejie.casefile.parties import Role


class OfferMade(Happening, frozen=True):
    """A remedy was offered to the buyer by a person."""

    remedy: str
    gives: Money | None = None
    terms: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "向买家提出：{remedy}[ {gives}]。[{terms}。]",
        "en": "Offered the buyer: {remedy}[, {gives}]. [{terms}.]",
    }


class OfferAnswered(Happening, frozen=True):
    """The buyer answered an offer: accepted, refused or countered."""

    answer: str
    counter: Money | None = None
    words: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "买家{answer}[ {counter}]。[“{words}”]",
        "en": "The buyer {answer}[: {counter}]. [“{words}”]",
    }


class ApprovalAsked(Happening, frozen=True):
    """A remedy is beyond the agent's limit and waits for somebody who may grant it."""

    remedy: str
    gives: Money
    of: Role
    ground: Ground

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "请{of}审批：{remedy} {gives}。[{ground}。]",
        "en": "Asked the {of} to approve: {remedy}, {gives}. [{ground}.]",
    }


class ApprovalAnswered(Happening, frozen=True):
    """An approval was given or refused, with the reason."""

    granted: bool
    because: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "审批{granted}[：{because}]。",
        "en": "Approval {granted}[: {because}].",
    }


class Step(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One step of a settlement, through the platform, so that neither side must trust first."""

    step: str
    of: Role
    says: dict[str, str]


class SettlementAgreed(Happening, frozen=True):
    """Both sides agreed, and the order of steps that carries it out."""

    remedy: str
    gives: Money | None = None
    steps: tuple[Step, ...] = ()

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "达成一致：{remedy}[ {gives}]。[步骤：{steps}。]",
        "en": "Agreed: {remedy}[, {gives}]. [Steps: {steps}.]",
    }


class StepQueued(Happening, frozen=True):
    """A step was handed to a connector, which carries it out on the platform; `key` says which step it is."""

    step: str
    key: str
    connector: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "已交系统执行：{step}[（{connector}）]。",
        "en": "Handed over to be carried out: {step}[ ({connector})].",
    }


class StepFailed(Happening, frozen=True):
    """A step could not be carried out; a person has to look at it before the hour.

    `cause` is the code of the trouble where a connector tried, and `why` then holds the platform's own words or what
    stood in the way; where a person says so, `why` are their words.
    """

    step: str
    key: str
    why: str
    cause: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "步骤未能执行：{step}[（{cause}）][：{why}]。",
        "en": "The step could not be carried out: {step}[ ({cause})][: {why}].",
    }


class StepDone(Happening, frozen=True):
    """A step was carried out, of a settlement or of a standing order; `key` says which, where two are alike."""

    step: str
    proof: str = ""
    key: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "完成步骤：{step}。[凭证：{proof}。]",
        "en": "Step done: {step}. [Proof: {proof}.]",
    }


class PromiseMade(Happening, frozen=True):
    """We promised the buyer something by a time."""

    promise: str
    due_at: datetime

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "已承诺：{promise}（不晚于 {due_at}）。",
        "en": "Promised: {promise} (by {due_at}).",
    }


class PromiseKept(Happening, frozen=True):
    """A promise was kept."""

    promise: str

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "已兑现承诺：{promise}。",
        "en": "Kept the promise: {promise}.",
    }
