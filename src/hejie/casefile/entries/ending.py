"""How it ends: evidence handed in, the platform's ruling, the carrier's payment, closing and reopening."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from hejie.casefile.entries.happening import Happening
from hejie.casefile.money import Money


class PlatformSteppedIn(Happening, frozen=True):
    """The platform took the case up."""

    because: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "平台介入[：{because}]。",
        "en": "The platform stepped in[: {because}].",
    }


class EvidenceSubmitted(Happening, frozen=True):
    """A person handed evidence in at the platform; `sha256` is the digest of the pack, `submitted_at` when it was."""

    exhibits: tuple[str, ...]
    sha256: str = ""
    receipt: str = ""
    submitted_at: datetime | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "已[于 {submitted_at} ]提交证据[：{exhibits}]。[回执：{receipt}。]",
        "en": "Handed in the evidence[ at {submitted_at}][: {exhibits}]. [Receipt: {receipt}.]",
    }


class RulingGiven(Happening, frozen=True):
    """The platform decided."""

    in_favour_of: str
    amount: Money | None = None
    reason: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "平台裁决：支持{in_favour_of}[，金额 {amount}]。[{reason}。]",
        "en": "The platform ruled for the {in_favour_of}[: {amount}]. [{reason}.]",
    }


class CarrierClaimFiled(Happening, frozen=True):
    """We claimed a loss from the carrier; `exhibits` went with it."""

    carrier: str
    amount: Money
    reference: str = ""
    exhibits: tuple[str, ...] = ()

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "向承运商{carrier}追责 {amount}。[单号：{reference}。][证据：{exhibits}。]",
        "en": "Claimed {amount} from the carrier {carrier}. [Reference: {reference}.][ Evidence: {exhibits}.]",
    }


class CarrierClaimAnswered(Happening, frozen=True):
    """The carrier answered our claim; `paid` is what arrived."""

    carrier: str
    paid: Money
    words: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "承运商{carrier}赔付 {paid}。[{words}。]",
        "en": "The carrier {carrier} paid {paid}. [{words}.]",
    }


class CarrierChased(Happening, frozen=True):
    """We reminded the carrier of our claim, or answered its refusal; `again_at` is when to ask next."""

    carrier: str
    words: str = ""
    again_at: datetime | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "催承运商{carrier}处理追责[：{words}]。[下次跟进：{again_at}。]",
        "en": "Reminded the carrier {carrier} of our claim[: {words}]. [Next time: {again_at}.]",
    }


class RepaymentAsked(Happening, frozen=True):
    """A buyer who had been refunded received the parcel after all, and was asked to pay again."""

    amount: Money
    because: str = ""
    due_at: datetime | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "退款后又收到包裹，请买家补付 {amount}[（最晚 {due_at}）]。[{because}。]",
        "en": "The refunded parcel arrived; asked the buyer to pay {amount} again[ by {due_at}]. [{because}.]",
    }


class RepaymentAnswered(Happening, frozen=True):
    """The buyer answered that request; `paid` is what arrived."""

    paid: Money
    words: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "买家补付 {paid}。[{words}。]",
        "en": "The buyer paid {paid} again. [{words}.]",
    }


class CaseClosed(Happening, frozen=True):
    """The case ended. A cause and a lesson are required, so that the next one need not happen."""

    outcome: str
    cause: str
    lesson: str
    cost: Money | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "结案：{outcome}。[原因：{cause}。][教训：{lesson}。][成本：{cost}。]",
        "en": "Closed: {outcome}. [Cause: {cause}.][ Lesson: {lesson}.][ Cost: {cost}.]",
    }


class CaseReopened(Happening, frozen=True):
    """A closed case came back."""

    because: str

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "重新打开[：{because}]。",
        "en": "Reopened[: {because}].",
    }


class EntryCorrected(Happening, frozen=True):
    """An earlier entry was wrong. It stays readable and no longer counts."""

    seq: int
    because: str

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "第 {seq} 条有误，不再计入[：{because}]。",
        "en": "Entry {seq} was wrong and no longer counts[: {because}].",
    }
